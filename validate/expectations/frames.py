"""Frames: what the statements are about, one small function each.

Enters: tables as text (see `tables`). Leaves: a typed frame, or a table as it stands. A share is a
column of 0 and 1 whose mean is taken, a missing thing is null. Nothing here knows a threshold,
and every function takes empty tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

Tables = Mapping[str, pd.DataFrame]
LIMITS = frozenset({"floor", "low", "high", "widest"})  # the columns that hold a limit
DATES = ["issued_date", "published_date", "effective_date"]

# The cells that a source has to back, by table: columns, or `row` for the row as a whole, or a
# list of a policy or pilot with the child table that holds it.
CITABLE: dict[str, dict[str, str]] = {
    "policies": {
        "title_zh": "", "doc_number": "", "region_id": "", "issued_date": "", "published_date": "",
        "effective_date": "", "period_start_year": "", "period_end_year": "", "issuer_count": "",
        "actors": "policy_actors",
    },
    "policy_targets": {"value_low": "", "value_high": "", "due_year": ""},
    "pilot_applications": {
        "name_zh": "", "programme_id": "", "batch": "", "region_id": "",
        "actors": "pilot_actors", "technologies": "pilot_technologies",
    },
    "pilot_events": {"event_date": ""},
    "programme_batches": {"announced_date": "", "application_count": ""},
    "agencies": {"row": ""},
    "organisations": {"row": ""},
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """A frame: the tables without which it cannot be built, and the function that builds it
    from the tables and the limits of the suite. The function raises KeyError for a name that
    the tables lack."""

    needs: tuple[str, ...]
    build: Callable[[Tables, Mapping], pd.DataFrame]


def raw(name: str) -> Frame:
    """The table `name` as it stands."""
    return Frame((name,), lambda tables, limits: tables[name].reset_index(drop=True))


def row_counts(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """One row a table with a limit: `table`, its `rows`, and the `floor` of `limits["rows"]`."""
    floors = {name: floor for name, floor in limits["rows"].items() if name in tables}
    rows = [len(tables[name]) for name in floors]
    return pd.DataFrame({"table": list(floors), "rows": rows, "floor": list(floors.values())})


def policy_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The policies and what is known of each: dates, actor, province, evidence, summary."""
    policies = tables["policies"]
    first_date = policies[DATES].bfill(axis=1)[DATES[0]]
    official, sources = _evidence(tables, "policies")
    return policies.assign(
        first_date=first_date,
        year=_number(first_date.str[:4]),
        dated_to_day=_share(policies[DATES].apply(lambda one: one.str.len() == 10).any(axis=1)),
        actor=_first(tables["policy_actors"], "policy_id", "name_as_stated", policies.index),
        province=policies["region_id"].map(_provinces(tables["regions"])),
        low_confidence=_share(policies["confidence"] == "low"),
        summary_length=_length(policies["summary_en"]),
        official=_share(official),
        corroborated=_share(sources >= 2),
    ).reset_index(drop=True)


def pilot_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The pilot applications and what is known of each: event, actor, evidence, summary."""
    pilots = tables["pilot_applications"]
    official, sources = _evidence(tables, "pilot_applications")
    return pilots.assign(
        event=_first(tables["pilot_events"], "pilot_id", "event", pilots.index),
        actor=_first(tables["pilot_actors"], "pilot_id", "name_as_stated", pilots.index),
        low_confidence=_share(pilots["confidence"] == "low"),
        summary_length=_length(pilots["summary_en"]),
        official=_share(official),
        corroborated=_share(sources >= 2),
    ).reset_index(drop=True)


def source_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The sources, each with whether it is official and whether a citation uses it."""
    sources = tables["sources"]
    return sources.assign(official=_share(sources["tier"] == "official")).reset_index(drop=True)


def search_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The searches; `policy_region` is the region where the search was for policies."""
    searches = tables["searches"]
    return searches.assign(
        policy_region=searches["region_id"].where(searches["subject"] == "policy"),
        not_found=_share(searches["outcome"] == "not_found"),
    ).reset_index(drop=True)


def region_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The regions; `current_<level>` is 1 for a unit of that level that still exists."""
    regions = tables["regions"]
    current = regions["valid_to"].isna()
    levels = {f"current_{one}": _share(current & (regions["level"] == one)) for one in ("province", "prefecture", "county")}
    return regions.assign(**levels).reset_index(drop=True)


def citation_profile(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """The citations, each with whether it contradicts the cell."""
    citations = tables["citations"]
    return citations.assign(contradicts=_share(citations["verdict"] == "contradicts")).reset_index(drop=True)


def cited_cells(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """One row a filled citable cell; in the column of its table 1 if cited, else 0."""
    support = _support(tables["citations"])
    parts = []
    for table, fields in CITABLE.items():
        cited = support[support["subject_table"] == table]
        for field, child in fields.items():
            filled = _filled(tables, table, field, child)
            backing = cited.loc[cited["field"] == field, "subject_id"]
            parts.append(pd.DataFrame({table: _share(pd.Series(filled.isin(backing)))}))
    return pd.concat(parts, ignore_index=True)


def target_values(tables: Tables, limits: Mapping) -> pd.DataFrame:
    """One row a filled bound of a target, named by record, line and field: its `value` with the
    `low` and `high` of `limits["by_metric"]`, else `limits["by_unit"]`; and beside the high
    bound its `ratio` to the low one with the `widest` ratio of `limits["ratio"]`."""
    targets = tables["policy_targets"]
    low, high = _number(targets["value_low"]), _number(targets["value_high"])
    one_side = pd.DataFrame({"record": targets.index, "line": range(2, len(targets) + 2)}, index=targets.index)
    sides = [
        one_side.assign(field="value_low", value=low, ratio=np.nan),
        one_side.assign(field="value_high", value=high, ratio=high / low.where(low > 0)),
    ]
    ranges = _ranges(targets, tables["codes"], limits)
    sides = [side.assign(low=ranges["low"].to_numpy(), high=ranges["high"].to_numpy()) for side in sides]
    return pd.concat(sides, ignore_index=True).dropna(subset="value").assign(widest=float(limits["ratio"]))


def _ranges(targets: pd.DataFrame, codes: pd.DataFrame, limits: Mapping) -> pd.DataFrame:
    """For each target the columns `low` and `high`; null where no limit is set."""
    for column, ranges in (("metric", limits["by_metric"]), ("unit", limits["by_unit"])):
        known = set(codes.loc[codes["list"] == column, "code"])
        for name in ranges:
            if name not in known:
                raise KeyError(name)
    found = [
        limits["by_metric"].get(metric) or limits["by_unit"].get(unit) or (np.nan, np.nan)
        for metric, unit in zip(targets["metric"], targets["unit"], strict=True)
    ]
    return pd.DataFrame(found, columns=["low", "high"], dtype=float)


def _filled(tables: Tables, table: str, field: str, child: str) -> pd.Index:
    """The records of `table` whose `field` is filled (a list: that have a row in `child`)."""
    frame = tables[table]
    if child:
        parent = tables[child].columns[0]
        return frame.index[frame.index.isin(tables[child][parent])]
    return frame.index if field == "row" else frame.index[frame[field].notna()]


def _support(citations: pd.DataFrame) -> pd.DataFrame:
    return citations[citations["verdict"].isin(["states", "implies"])]


def _evidence(tables: Tables, table: str) -> tuple[pd.Series, pd.Series]:
    """For each record of `table`: has it an official source, and how many sources has it."""
    support = _support(tables["citations"])
    support = support.loc[support["subject_table"] == table, ["subject_id", "source_id"]].drop_duplicates()
    sources = tables["sources"]
    official = support["source_id"].isin(sources.index[sources["tier"] == "official"])
    records = tables[table].index
    number = records.map(support["subject_id"].value_counts()).fillna(0)
    return pd.Series(records.isin(support.loc[official, "subject_id"]), records), pd.Series(number, records)


def _first(child: pd.DataFrame, parent: str, column: str, records: pd.Index) -> pd.Series:
    """The first filled `column` among the rows of `child` that belong to each record."""
    filled = child.dropna(subset=column).drop_duplicates(parent)
    return pd.Series(records.map(filled.set_index(parent)[column]), records, dtype=object)


def _provinces(regions: pd.DataFrame) -> dict[str, str]:
    """The province-level region of each region that lies in one (itself, if it is one)."""
    parent = regions["parent_region_id"].dropna().to_dict()
    is_province = dict.fromkeys(regions.index[regions["level"] == "province"])
    found = {}
    for region in regions.index:
        above, seen = region, set()
        while above is not None and above not in is_province and above not in seen:
            seen.add(above)
            above = parent.get(above)
        if above in is_province:
            found[region] = above
    return found


def _number(text: pd.Series) -> pd.Series:
    """The numbers in `text`; what is no number is null, and the structure layer reports it."""
    return pd.to_numeric(text, errors="coerce").astype(float)


def _share(holds: pd.Series) -> pd.Series:
    return holds.astype(float)


def _length(text: pd.Series) -> pd.Series:
    return text.str.len().astype(float)


FRAMES: dict[str, Frame] = {
    "row_counts": Frame((), row_counts),
    "policy_profile": Frame(("policies", "policy_actors", "regions", "citations", "sources"), policy_profile),
    "pilot_profile": Frame(
        ("pilot_applications", "pilot_events", "pilot_actors", "citations", "sources"), pilot_profile
    ),
    "source_profile": Frame(("sources",), source_profile),
    "search_profile": Frame(("searches",), search_profile),
    "region_profile": Frame(("regions",), region_profile),
    "citation_profile": Frame(("citations",), citation_profile),
    "cited_cells": Frame(
        ("citations", *CITABLE, *(child for fields in CITABLE.values() for child in fields.values() if child)), cited_cells
    ),
    "target_values": Frame(("policy_targets", "codes"), target_values),
}
