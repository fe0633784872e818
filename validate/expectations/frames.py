"""Frames: what the statements are about, one small function each.

Enters: tables as lazy text (see `tables`). Leaves: a lazy frame with typed columns, or a table as it
stands; what no statement asks for is never read. A yes or no is a boolean column, so that its mean is
the share of yes; a missing thing is null. Nothing here knows a threshold, and every function takes
empty tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from validate.evidence import CITED, SUPPORTS, WHOLE_ROW, stated_columns
from validate.expectations.tables import Tables, key
from validate.package import Table

Ranges = Mapping[str, tuple[float, float]]
LIMITS = frozenset({"floor", "low", "high", "widest"})  # the columns that hold a limit

DATES = ("issued_date", "published_date", "effective_date")  # of a policy, the first known one counts


@dataclass(frozen=True)
class Frame:
    """A frame: the tables without which it cannot be built, the limits that its suite has to
    bring (by name, with a key of LIMIT_SHAPES), and the function that builds it from the tables
    and, as keywords, the limits. The function raises KeyError for a name that no table has."""

    needs: tuple[str, ...]
    build: Callable[..., pl.LazyFrame]
    limits: Mapping[str, str] = field(default_factory=dict)


def raw(name: str) -> Frame:
    """The table `name` as it stands."""
    return Frame((name,), lambda tables: tables[name])


def row_counts(tables: Tables, rows: Mapping[str, int]) -> pl.LazyFrame:
    """One row a table that `rows` gives a floor: `table`, its `rows`, and the `floor`."""
    floors = {name: float(floor) for name, floor in rows.items() if name in tables}
    counts = pl.collect_all((tables[name].select(pl.len()) for name in floors), engine="streaming")
    return pl.LazyFrame(
        {"table": list(floors), "rows": [float(one.item()) for one in counts], "floor": list(floors.values())},
        schema={"table": pl.String, "rows": pl.Float64, "floor": pl.Float64},
    )


def policy_profile(tables: Tables) -> pl.LazyFrame:
    """The policies and what is known of each: dates, actor, province, evidence, summary."""
    first_date = pl.coalesce(DATES)
    to_day = [pl.col(name).str.len_chars() == len("YYYY-MM-DD") for name in DATES]
    profile = tables["policies"].with_columns(
        first_date=first_date,
        year=_number(first_date.str.head(4)),
        dated_to_day=pl.any_horizontal(one.fill_null(False) for one in to_day),
        province=_mapped("region_id", _provinces(tables["regions"]), pl.String),
        low_confidence=_is("confidence", "low"),
        summary_length=_length("summary_en"),
    )
    actor = _first(tables, "policies", "policy_id", "policy_actors", "name_as_stated")
    return _beside(profile, _evidence(tables, "policies"), actor.select(actor="name_as_stated"))


def pilot_profile(tables: Tables) -> pl.LazyFrame:
    """The pilot applications and what is known of each: event, actor, evidence, summary."""
    profile = tables["pilot_applications"].with_columns(
        low_confidence=_is("confidence", "low"),
        summary_length=_length("summary_en"),
    )
    event = _first(tables, "pilot_applications", "pilot_id", "pilot_events", "event")
    actor = _first(tables, "pilot_applications", "pilot_id", "pilot_actors", "name_as_stated")
    return _beside(profile, _evidence(tables, "pilot_applications"), event, actor.select(actor="name_as_stated"))


def source_profile(tables: Tables) -> pl.LazyFrame:
    """The sources, each with whether it is official."""
    return tables["sources"].with_columns(official=_is("tier", "official"))


def search_profile(tables: Tables) -> pl.LazyFrame:
    """The searches; `policy_region` is the region where the search was for policies."""
    return tables["searches"].with_columns(
        policy_region=pl.when(_is("subject", "policy")).then("region_id"),
        not_found=_is("outcome", "not_found"),
    )


def region_profile(tables: Tables) -> pl.LazyFrame:
    """The regions; `current_<level>` is true for a unit of that level that still exists."""
    levels = ("province", "prefecture", "county")
    return tables["regions"].with_columns(
        (_is("level", one) & pl.col("valid_to").is_null()).alias(f"current_{one}") for one in levels
    )


def citation_profile(tables: Tables) -> pl.LazyFrame:
    """The citations, each with whether it contradicts the cell."""
    return tables["citations"].with_columns(contradicts=_is("verdict", "contradicts"))


def cited_cells(tables: Tables) -> pl.LazyFrame:
    """A column a table; in it the share of filled cells of stated facts that a citation of the cell
    or of its row supports. Keys, codes and own words state no fact."""
    shares = pl.collect_all([_share_cited(tables, name) for name in CITED], engine="streaming")
    return pl.concat(shares, how="horizontal").lazy()


def target_values(tables: Tables, by_metric: Ranges, by_unit: Ranges, ratio: float) -> pl.LazyFrame:
    """One row a filled bound of a target, named by record, line and field: its `value`, with the
    `low` and `high` limit of its metric, else of its unit; beside a high bound also its `ratio`
    to the low one, with the `widest` ratio allowed."""
    _refuse_unknown(tables["codes"], "metric", by_metric)
    _refuse_unknown(tables["codes"], "unit", by_unit)
    low, high = _number(pl.col("value_low")), _number(pl.col("value_high"))
    targets = tables["policy_targets"].with_row_index("line", offset=2)
    limits = {
        name: pl.coalesce(
            _mapped(column, {code: float(bounds[at]) for code, bounds in ranges.items()}, pl.Float64)
            for column, ranges in (("metric", by_metric), ("unit", by_unit))
        )
        for at, name in enumerate(("low", "high"))
    }
    named = {"record": key(tables.describe("policy_targets")), "line": "line", **limits, "widest": pl.lit(float(ratio))}
    ratios = {"value_low": pl.lit(None, pl.Float64), "value_high": high / pl.when(low > 0).then(low)}
    sides = [
        targets.select(**named, field=pl.lit(name), value=_number(pl.col(name)), ratio=ratio) for name, ratio in ratios.items()
    ]
    return pl.concat(sides).drop_nulls("value")


def evidence(tables: Tables) -> dict[str, pl.DataFrame]:
    """For each cited table that is here, a row for each of its rows, in their order: whether two sources at
    least support the record (`corroborated`), whether an official one does (`official`; false without the
    table of sources), and whether the row as a whole is supported (`cites row`) or its fact `<name>`
    (`cites <name>`)."""
    return {name: _aligned(tables, name, found) for name, found in _supported(tables).items()}


def _supported(tables: Tables) -> dict[str, pl.DataFrame]:
    """As `evidence`, but a row for each record that has support, by its `subject_id`."""
    support = _support(tables)
    return {name: _of_records(support, tables.describe(name)) for name in CITED if name in tables}


def _support(tables: Tables) -> pl.DataFrame:
    """The citations that support something, in few bytes each: `subject_table`, `subject_id`, `field` (null
    if no cited table has such a fact), `source_id`, and whether that is `official`."""
    facts = dict.fromkeys(fact for name in CITED if name in tables for fact in stated_columns(tables.describe(name).schema))
    official = _official(tables).cast(pl.Categorical).implode()
    return (
        tables["citations"]
        .filter(pl.col("verdict").is_in(SUPPORTS))
        .select(
            pl.col("subject_table").cast(pl.Enum(CITED), strict=False),
            "subject_id",
            pl.col("field").cast(pl.Enum([WHOLE_ROW, *facts]), strict=False),
            pl.col("source_id").cast(pl.Categorical),
        )
        .with_columns(official=pl.col("source_id").is_in(official))
        .collect(engine="streaming")
    )


def _official(tables: Tables) -> pl.Series:
    if "sources" not in tables:
        return pl.Series(dtype=pl.String)
    return tables["sources"].filter(_is("tier", "official")).select("source_id").collect().to_series()


def _of_records(support: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The columns of `evidence` for the records of `table` that have support, by `subject_id`."""
    source = pl.col("source_id").to_physical()
    cites = [(pl.col("field") == name).any().alias(f"cites {name}") for name in (WHOLE_ROW, *stated_columns(table.schema))]
    records = support.lazy().filter(subject_table=table.name).group_by("subject_id")
    corroborated = (source.min() != source.max()).alias("corroborated")
    return records.agg(corroborated, pl.col("official").any(), *cites).collect(engine="streaming")


def _aligned(tables: Tables, table: str, found: pl.DataFrame) -> pl.DataFrame:
    """What was `found` of records (`subject_id` and booleans), a row for each row of `table`."""
    records = tables[table].select(subject_id=key(tables.describe(table))).collect(engine="streaming")
    joined = records.join(found, on="subject_id", how="left", maintain_order="left")
    return joined.select(pl.exclude("subject_id").fill_null(False))


def _evidence(tables: Tables, table: str) -> pl.DataFrame:
    """For each row of `table`, whether it is `official` and `corroborated`."""
    return tables.once(evidence)[table].select("official", "corroborated")


def _share_cited(tables: Tables, table: str) -> pl.LazyFrame:
    """One cell, `table`: the share of the filled facts that are cited; null if none is filled."""
    facts = stated_columns(tables.describe(table).schema)
    cells = [pl.col(name).is_not_null() for name in facts]
    cited = [cell & (pl.col("cites row") | pl.col(f"cites {name}")) for name, cell in zip(facts, cells, strict=True)]
    filled, supported = _sum(cells), _sum(cited)
    rows = _beside(tables[table], tables.once(evidence)[table].select(pl.col("^cites .*$")))
    return rows.select(pl.when(filled > 0).then(supported / filled).alias(table))


def _sum(conditions: list[pl.Expr]) -> pl.Expr:
    """How often the conditions hold in all rows."""
    return pl.sum_horizontal(pl.lit(0, pl.Int64), *(one.sum().cast(pl.Int64) for one in conditions))


def _first(tables: Tables, table: str, parent: str, children: str, column: str) -> pl.DataFrame:
    """For each row of `table` the first filled `column` among the rows of `children` with the same `parent`."""
    filled = tables[children].select(parent, column).drop_nulls()
    begun = filled.filter(pl.col(parent).ne_missing(pl.col(parent).shift()))  # most stand together, and go here
    first = begun.collect(engine="streaming").unique(parent, keep="first")
    records = tables[table].select(parent).collect(engine="streaming")
    return records.join(first, on=parent, how="left", maintain_order="left").select(column)


def _beside(rows: pl.LazyFrame, *more: pl.DataFrame) -> pl.LazyFrame:
    """Frames of equally many rows side by side. The joins that made them are done in memory, row by row
    in the order of the files, which is several times faster than a join in a stream."""
    return pl.concat([rows, *(one.lazy() for one in more)], how="horizontal")


def _refuse_unknown(codes: pl.LazyFrame, column: str, ranges: Ranges) -> None:
    known = set(codes.filter(pl.col("list") == column).select("code").collect().to_series())
    for name in ranges:
        if name not in known:
            raise KeyError(name)


def _provinces(regions: pl.LazyFrame) -> dict[str, str]:
    """The province-level region of each region that lies in one (itself, if it is one)."""
    rows = regions.select("region_id", "parent_region_id", "level").drop_nulls("region_id").collect()
    parent = dict(rows.select("region_id", "parent_region_id").iter_rows())
    is_province = set(rows.filter(level="province")["region_id"])
    return {region: above for region in parent for above in _line(region, parent) if above in is_province}


def _line(region: str | None, parent: Mapping[str, str | None]) -> list[str]:
    """`region`, its parent, its parent's parent, … to the top, or until it comes round again."""
    line: list[str] = []
    while region in parent and region not in line:
        line.append(region)
        region = parent[region]
    return line


def _mapped(column: str, to: Mapping[str, object], kind: type[pl.DataType]) -> pl.Expr:
    """The cells of a column as `to` maps them; what it does not map is null."""
    return pl.col(column).replace_strict(list(to), list(to.values()), default=None, return_dtype=kind)


def _is(column: str, value: str) -> pl.Expr:
    return pl.col(column).eq_missing(pl.lit(value))


def _number(text: pl.Expr) -> pl.Expr:
    """The numbers in `text`; what is no number is null, and the structure layer reports it."""
    return text.cast(pl.Float64, strict=False).fill_nan(None)


def _length(column: str) -> pl.Expr:
    return pl.col(column).str.len_chars().cast(pl.Float64)


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
