"""Policies by year, by stance and by scope."""

from collections import Counter

from figures.tables import Tables, first_date

TITLE = {"en": "Blockchain policies by year, stance and scope", "zh": "区块链政策：年份、态度与覆盖程度"}
STANCES = ("promote", "regulate", "restrict", "inform")
SCOPES = ("dedicated", "section", "mention", "unknown")


def numbers(tables: Tables) -> dict:
    """`years`, and as many numbers for each code of `stance` and `scope`; their labels; the policies that are
    `undated`; the day of the last search (`until`), since its year may not be over."""
    years = [first_date(row)[:4] for row in tables["policies"]]
    known = sorted(int(one) for one in years if one)
    span = list(range(known[0], known[-1] + 1)) if known else []
    counts = {column: {code: [0] * len(span) for code in codes} for column, codes in (("stance", STANCES), ("scope", SCOPES))}
    for (year, stance, scope), count in Counter(
        (year, row["stance"], row["scope"]) for year, row in zip(years, tables["policies"], strict=True) if year
    ).items():
        counts["stance"][stance][int(year) - span[0]] += count
        counts["scope"][scope][int(year) - span[0]] += count
    labels = {column: {lang: tables.label(column, lang) for lang in ("en", "zh")} for column in counts}
    until = max((row["searched_date"] for row in tables["searches"]), default="")
    return {"years": span, **counts, "labels": labels, "undated": years.count(""), "until": until}


def words(counted: dict, lang: str) -> str:
    totals = by_year(counted)
    peak = max(totals, key=totals.get)
    stances = {code: sum(values) for code, values in counted["stance"].items()}
    labels = counted["labels"]["stance"][lang]
    dedicated = sum(counted["scope"]["dedicated"])
    undated = counted["undated"]
    if lang == "zh":
        parts = "、".join(f"{labels[code]} {count} 项" for code, count in stances.items())
        return (
            f"{counted['years'][0]} 至 {counted['years'][-1]} 年注明年份的政策共 {sum(totals.values())} 项，{peak} 年最多，"
            f"{totals[peak]} 项；{parts}；专项 {dedicated} 项。另有 {undated} 项年份不详。"
        )
    parts = ", ".join(f"{count} {labels[code].lower()}" for code, count in stances.items())
    return (
        f"{sum(totals.values())} policies with a year, {counted['years'][0]} to {counted['years'][-1]}, most in {peak} "
        f"({totals[peak]}): {parts}; {dedicated} are dedicated to blockchain. {undated} more have no known year."
    )


def by_year(counted: dict) -> dict[int, int]:
    """All policies of each year."""
    return dict(zip(counted["years"], map(sum, zip(*counted["stance"].values(), strict=True)), strict=True))
