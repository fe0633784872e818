"""Frames: what the statements are about, one small function each.

Enters: tables as text (see `tables`). Leaves: a typed frame, or a table as it stands. A share is a
column that holds it once, so that its mean is the share; a missing thing is null. Nothing here knows a threshold,
and every function takes empty tables.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from validate.expectations.tables import Tables
from validate.package import Table

Ranges = Mapping[str, tuple[float, float]]
LIMITS = frozenset({"floor", "low", "high", "widest"})  # the columns that hold a limit

# Tables with citations, and columns that hold no statement of a source: our own words and verdicts.
CITED = (
    "policies",
    "policy_targets",
    "pilot_applications",
    "pilot_events",
    "programmes",
    "programme_batches",
    "agencies",
    "organisations",
)
OWN_WORDS = frozenset({"summary_en", "description_en", "note"})


# What the functions below take of the tables that grow; of the others they may take all.
TAKEN = {
    "policies": frozenset({
        "policy_id", "region_id", "issued_date", "published_date", "effective_date", "confidence", "summary_en",
    }),
    "policy_actors": frozenset({"policy_id", "name_as_stated"}),
    "policy_measures": frozenset(),
    "policy_topics": frozenset(),
    "policy_targets": frozenset({"policy_id", "target_seq", "metric", "unit", "value_low", "value_high"}),
    "citations": frozenset({"subject_table", "subject_id", "field", "source_id", "verdict"}),
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """A frame: the tables without which it cannot be built, the limits that its suite has to
    bring (by name, with a key of LIMIT_SHAPES), and the function that builds it from the tables
    and, as keywords, the limits. The function raises KeyError for a name that no table has."""

    needs: tuple[str, ...]
    build: Callable[..., pd.DataFrame]
    limits: Mapping[str, str] = field(default_factory=dict)


def raw(name: str) -> Frame:
    """The table `name` as it stands."""
    return Frame((name,), lambda tables: tables[name].reset_index(drop=True))


def row_counts(tables: Tables, rows: Mapping[str, int]) -> pd.DataFrame:
    """One row a table that `rows` gives a floor: `table`, its `rows`, and the `floor`."""
    floors = {name: floor for name, floor in rows.items() if name in tables}
    counts = [tables.count(name) for name in floors]
    return pd.DataFrame({"table": list(floors), "rows": counts, "floor": list(floors.values())})


def policy_profile(tables: Tables) -> pd.DataFrame:
    """The policies and what is known of each: dates, actor, province, evidence, summary."""
    policies = tables["policies"]
    first_date = policies["issued_date"].fillna(policies["published_date"]).fillna(policies["effective_date"])
    official, sources = _evidence(tables, "policies")
    return policies.assign(
        first_date=first_date,
        year=_number(first_date.str[:4]),
        dated_to_day=_share(
            _to_day(policies["issued_date"]) | _to_day(policies["published_date"]) | _to_day(policies["effective_date"])
        ),
        actor=_first(tables["policy_actors"], "policy_id", "name_as_stated", policies.index),
        province=policies["region_id"].map(_provinces(tables["regions"], policies["region_id"].dropna().unique())),
        low_confidence=_share(policies["confidence"] == "low"),
        summary_length=_length(policies["summary_en"]),
        official=_share(official),
        corroborated=_share(sources >= 2),
    ).reset_index(drop=True)


def pilot_profile(tables: Tables) -> pd.DataFrame:
    """The pilot applications and what is known of each: event, actor, evidence, summary."""
    pilots = tables["pilot_applications"]
    official, _ = _evidence(tables, "pilot_applications")
    return pilots.assign(
        event=_first(tables["pilot_events"], "pilot_id", "event", pilots.index),
        actor=_first(tables["pilot_actors"], "pilot_id", "name_as_stated", pilots.index),
        low_confidence=_share(pilots["confidence"] == "low"),
        summary_length=_length(pilots["summary_en"]),
        official=_share(official),
    ).reset_index(drop=True)


def source_profile(tables: Tables) -> pd.DataFrame:
    """The sources, each with whether it is official."""
    sources = tables["sources"]
    return sources.assign(official=_share(sources["tier"] == "official")).reset_index(drop=True)


def search_profile(tables: Tables) -> pd.DataFrame:
    """The searches; `policy_region` is the region where the search was for policies."""
    searches = tables["searches"]
    return searches.assign(
        policy_region=searches["region_id"].where(searches["subject"] == "policy"),
        not_found=_share(searches["outcome"] == "not_found"),
    ).reset_index(drop=True)


def region_profile(tables: Tables) -> pd.DataFrame:
    """The regions; `current_<level>` is 1 for a unit of that level that still exists."""
    regions = tables["regions"]
    current = regions["valid_to"].isna()
    levels = {f"current_{one}": current & (regions["level"] == one) for one in ("province", "prefecture", "county")}
    return regions.assign(**{name: held.astype(float) for name, held in levels.items()}).reset_index(drop=True)


def citation_profile(tables: Tables) -> pd.DataFrame:
    """The citations, each with whether it contradicts the cell."""
    citations = tables["citations"]
    return citations.assign(contradicts=_share(citations["verdict"] == "contradicts")).reset_index(drop=True)


def cited_cells(tables: Tables) -> pd.DataFrame:
    """A column a table; in it the share of filled cells of stated facts that a citation of the cell
    or of its row supports. Keys, codes and own words state no fact."""
    support = _support(tables["citations"])
    columns = {}
    for table in CITED:
        of_table = support[support["subject_table"] == table]
        whole = of_table.loc[of_table["field"] == "row", "subject_id"]
        records = tables[table].index
        by_row, cited, filled = records.isin(whole), 0, 0
        for column in _facts(tables.describe(table)):
            cells = tables[table][column].notna().to_numpy()
            single = of_table.loc[of_table["field"] == column, "subject_id"]
            cited += int((cells & (by_row if single.empty else by_row | records.isin(single))).sum())
            filled += int(cells.sum())
        columns[table] = [cited / filled if filled else np.nan]
    return pd.DataFrame(columns)


def target_values(tables: Tables, by_metric: Ranges, by_unit: Ranges, ratio: float) -> pd.DataFrame:
    """One row a filled bound of a target, named by record, line and field: its `value`, with the
    `low` and `high` limit of its metric, else of its unit; beside a high bound also its `ratio`
    to the low one, with the `widest` ratio allowed."""
    targets, codes = tables["policy_targets"], tables["codes"]
    _refuse_unknown(codes, "metric", by_metric)
    _refuse_unknown(codes, "unit", by_unit)
    low, high = _number(targets["value_low"]), _number(targets["value_high"])
    ranges = [
        by_metric.get(metric) or by_unit.get(unit) or (np.nan, np.nan)
        for metric, unit in zip(targets["metric"], targets["unit"], strict=True)
    ]
    one_side = pd.DataFrame(ranges, targets.index, ["low", "high"], dtype=float)
    one_side = one_side.assign(record=targets.index, line=range(2, len(targets) + 2), widest=float(ratio))
    sides = [
        one_side.assign(field="value_low", value=low, ratio=np.nan),
        one_side.assign(field="value_high", value=high, ratio=high / low.where(low > 0)),
    ]
    return pd.concat(sides, ignore_index=True).dropna(subset="value")


def columns_read(describe: Callable[[str], Table | None], judged: frozenset[str]) -> dict[str, frozenset[str]]:
    """The columns that the frames take of the tables that grow: those that the functions here
    name, the stated facts of cited tables, and the columns that statements are `judged` on."""
    found = {}
    for name, columns in TAKEN.items():
        table = describe(name)
        if table:
            facts = _facts(table) if name in CITED else ()
            found[name] = columns.union(facts, judged).intersection(table.columns)
    return found


def _refuse_unknown(codes: pd.DataFrame, column: str, ranges: Ranges) -> None:
    known = set(codes.loc[codes["list"] == column, "code"])
    for name in ranges:
        if name not in known:
            raise KeyError(name)


def _facts(table: Table) -> list[str]:
    """The columns of a table that hold what a source states."""
    left_out = OWN_WORDS.union(table.key)
    coded = {one["name"] for one in table.fields if "enum" in one.get("constraints", {})}
    return [name for name in table.columns if name not in left_out | coded]


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


def _provinces(regions: pd.DataFrame, wanted: Iterable[str]) -> dict[str, str]:
    """The province-level region of each of `wanted` that lies in one (itself, if it is one)."""
    parent = dict(zip(regions.index, regions["parent_region_id"], strict=True))
    is_province = set(regions.index[regions["level"] == "province"])
    return {region: above for region in wanted for above in _line(region, parent) if above in is_province}


def _line(region: str, parent: Mapping[str, str]) -> list[str]:
    """`region`, its parent, its parent's parent, … to the top, or until it comes round again."""
    line: list[str] = []
    while region in parent and region not in line:
        line.append(region)
        region = parent[region]
    return line


def _to_day(dates: pd.Series) -> pd.Series:
    return dates.str.len() == len("YYYY-MM-DD")


def _number(text: pd.Series) -> pd.Series:
    """The numbers in `text`; what is no number is null, and the structure layer reports it."""
    return pd.to_numeric(text, errors="coerce").astype(float)


def _share(holds: pd.Series) -> pd.Series:
    """A column with the share of rows that hold it, once: the library looks at every value that
    is no null one by one, which takes longer than all else where there are millions."""
    share = pd.Series(np.nan, holds.index, dtype=float)
    if len(share):
        share.iloc[0] = holds.mean()
    return share


def _length(text: pd.Series) -> pd.Series:
    return text.str.len().astype(float)


FRAMES: dict[str, Frame] = {
    "row_counts": Frame((), row_counts, {"rows": "numbers"}),
    "policy_profile": Frame(("policies", "policy_actors", "regions", "citations", "sources"), policy_profile),
    "pilot_profile": Frame(("pilot_applications", "pilot_events", "pilot_actors", "citations", "sources"), pilot_profile),
    "source_profile": Frame(("sources",), source_profile),
    "search_profile": Frame(("searches",), search_profile),
    "region_profile": Frame(("regions",), region_profile),
    "citation_profile": Frame(("citations",), citation_profile),
    "cited_cells": Frame(("citations", *CITED), cited_cells),
    "target_values": Frame(
        ("policy_targets", "codes"), target_values, {"by_metric": "ranges", "by_unit": "ranges", "ratio": "number"}
    ),
}
