"""The figures of the frames in plain Python, cell by cell: slow, and nothing but the definition.

Enters: tables as lists of rows (dicts of text, an empty cell is ""). Leaves: lists of rows, or figures;
None is a missing thing.
"""

from collections.abc import Mapping

from validate.package import Table

Rows = list[dict[str, str]]
Tables = Mapping[str, Rows]

OWN_WORDS = ("summary_en", "description_en", "note")


def policy_profile(tables: Tables) -> list[tuple]:
    """first_date, year, dated_to_day, province, low_confidence, summary_length, official, corroborated, actor."""
    found = []
    for row in tables["policies"]:
        dates = [row["issued_date"], row["published_date"], row["effective_date"]]
        first = next(filter(None, dates), None)
        found.append((
            first,
            number(first[:4]) if first else None,
            any(len(one) == 10 for one in dates),
            province(row["region_id"], tables["regions"]),
            row["confidence"] == "low",
            len(row["summary_en"]) or None,
            *evidence("policies", row["policy_id"], tables),
            first_of(tables["policy_actors"], "policy_id", row["policy_id"], "name_as_stated"),
        ))  # fmt: skip
    return found


def pilot_profile(tables: Tables) -> list[tuple]:
    """low_confidence, summary_length, official, event, actor."""
    return [
        (
            row["confidence"] == "low",
            len(row["summary_en"]) or None,
            evidence("pilot_applications", row["pilot_id"], tables)[0],
            first_of(tables["pilot_events"], "pilot_id", row["pilot_id"], "event"),
            first_of(tables["pilot_actors"], "pilot_id", row["pilot_id"], "name_as_stated"),
        )
        for row in tables["pilot_applications"]
    ]


def share_cited(table: Table, tables: Tables) -> float | None:
    """The share of filled facts of `table` that a citation of the cell or its row supports."""
    coded = [one["name"] for one in table.fields if "enum" in one.get("constraints", {})]
    facts = [name for name in table.columns if name not in (*table.key, *coded, *OWN_WORDS)]
    filled = [(record(row, table), name) for row in tables[table.name] for name in facts if row[name]]
    cited = {(one["subject_id"], one["field"]) for one in supporting(table.name, tables) if one["subject_id"]}
    held = [cell for cell in filled if cell in cited or (cell[0], "row") in cited]
    return len(held) / len(filled) if filled else None


def target_values(table: Table, tables: Tables, by_metric: dict, by_unit: dict, ratio: float) -> list[tuple]:
    """record, line, field, value, low, high, ratio, widest: first all low bounds, then all high ones."""
    found = []
    for field in ("value_low", "value_high"):
        for line, row in enumerate(tables["policy_targets"], 2):
            value, beside = number(row[field]), number(row["value_low"])
            if value is None:
                continue
            low, high = by_metric.get(row["metric"]) or by_unit.get(row["unit"]) or (None, None)
            has_ratio = field == "value_high" and beside is not None and beside > 0
            found.append((record(row, table), line, field, value, low, high, value / beside if has_ratio else None, ratio))
    return found


def evidence(table: str, subject: str, tables: Tables) -> tuple[bool, bool]:
    """Whether an official source supports the record, and whether two sources do."""
    sources = {one["source_id"] for one in supporting(table, tables) if one["subject_id"] == subject != ""} - {""}
    official = {one["source_id"] for one in tables["sources"] if one["tier"] == "official"}
    return bool(sources & official), len(sources) >= 2


def supporting(table: str, tables: Tables) -> Rows:
    return [one for one in tables["citations"] if one["subject_table"] == table and one["verdict"] in ("states", "implies")]


def province(region: str, regions: Rows) -> str | None:
    """The highest region of the level province on the way up from `region`; none from one that is not listed."""
    rows, way = {one["region_id"]: one for one in regions if one["region_id"]}, []
    while region in rows and region not in way:
        way.append(region)
        region = rows[region]["parent_region_id"]
    provinces = {one["region_id"] for one in regions if one["level"] == "province"}
    return next((one for one in reversed(way) if one in provinces), None)


def first_of(children: Rows, parent: str, subject: str, column: str) -> str | None:
    return next((one[column] for one in children if subject and one[parent] == subject and one[column]), None)


def record(row: dict[str, str], table: Table) -> str:
    return "#".join(row[name] for name in table.key)


def number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
