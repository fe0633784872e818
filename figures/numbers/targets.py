"""Goals for firms and for output, with their comparators: at least, equal, range, about."""

from figures.numbers.regions import short_name
from figures.tables import COUNTRY, Tables, first_date

TITLE = {"en": "Goals for firms and output, by region", "zh": "各地区的企业目标与产出目标"}
FIRMS = (
    "leading_firms", "key_firms", "listed_firms", "growth_firms", "sme_firms", "firms_above_designated_size",
    "firms_gathered", "firms", "firms_on_chain",
)  # fmt: skip
OUTPUT = ("revenue_cny", "industry_scale_cny", "served_industry_scale_cny", "digital_economy_cny")
DRAFT = "draft"  # a type of document, replaced by the final one


def numbers(tables: Tables) -> dict:
    """`firms` and `output`: rows of region (`en`, `zh`), `year` of the policy, `metric`, `comparator`, `low`,
    `high` (numbers or null), `due`, by region and value; the `labels` of the metrics; the `drafts` left out."""
    policies = {row["policy_id"]: row for row in tables["policies"]}
    regions = {row["region_id"]: row for row in tables["regions"]}
    goals = [row for row in tables["policy_targets"] if row["target_kind"] == "goal" and row["metric"] in FIRMS + OUTPUT]
    final = [row for row in goals if policies[row["policy_id"]]["doc_type"] != DRAFT]

    def chosen(metrics: tuple[str, ...]) -> list[dict]:
        rows = [_row(one, policies[one["policy_id"]], regions) for one in final if one["metric"] in metrics]
        return sorted(rows, key=lambda one: (one["region_id"] != COUNTRY, one["region_id"], one["year"], one["low"] or 0))

    labels = {lang: {code: text for code, text in tables.label("metric", lang).items() if code in FIRMS + OUTPUT}
              for lang in ("en", "zh")}  # fmt: skip
    return {"firms": chosen(FIRMS), "output": chosen(OUTPUT), "labels": labels, "drafts": len(goals) - len(final)}


def words(counted: dict, lang: str) -> str:
    firms, output = counted["firms"], counted["output"]
    least, most = (chosen(firms, key=lambda one: one["low"] or 0) for chosen in (min, max))
    places = len({one["region_id"] for one in firms + output})
    if lang == "zh":
        return (
            f"{places} 个地区（含全国）的 {len(firms)} 个企业数目标与 {len(output)} 个产出目标；企业数从{least['zh']}的"
            f" {value(least)} 家到{most['zh']}的 {value(most)} 家（{counted['labels']['zh'][most['metric']]}）。"
        )
    return (
        f"{len(firms)} goals for numbers of firms and {len(output)} for output from {places} regions (the nation among them); "
        f"firms range from {value(least)} in {least['en']} to {value(most)} in {most['en']} "
        f"({counted['labels']['en'][most['metric']].lower()})."
    )


SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "approx": "≈ ", "eq": "", "range": "", "": ""}


def value(row: dict, scale: float = 1) -> str:
    """A goal as printed: `≥ 10`, `3–5`, `≈ 5`; divided by `scale`."""
    low, high = (None if row[name] is None else f"{row[name] / scale:,.10g}" for name in ("low", "high"))
    if row["comparator"] == "range":
        return f"{low}–{high}"
    return SIGNS[row["comparator"]] + str(low if low is not None else high)


def _row(target: dict, policy: dict, regions: dict[str, dict]) -> dict:
    region = regions[policy["region_id"]]
    return {
        "region_id": region["region_id"],
        "en": short_name(region["name_en"]).removesuffix(" City"),
        "zh": region["short_name_zh"] or region["name_zh"],
        "policy_id": policy["policy_id"],
        "year": first_date(policy)[:4],
        "metric": target["metric"],
        "comparator": target["comparator"],
        "low": float(target["value_low"]) if target["value_low"] else None,
        "high": float(target["value_high"]) if target["value_high"] else None,
        "due": target["due_year"],
    }
