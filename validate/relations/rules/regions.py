"""Rules on regions, their hierarchy, their changes, and the rows placed in them.

Enters: regions, region_changes, and the policies and pilots that take a region. Leaves: faults.
`valid_to` is the first date on which a unit is gone; a bare year leaves the day open.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables, earliest, latest
from validate.relations.rules import spans

KEY = r"\ACN-[0-9]{6}\z"
ABOVE = {"province": "country", "prefecture": "province", "county": "prefecture"}


@rule("region-level", needs=("regions",))
def region_level(tables: Tables) -> Iterator[Faults]:
    """The form of a key tells the level: CN, CN-xx0000, CN-xxxx00, CN-xxxxxx, CN-zone-…"""
    key = pl.col("region_id")
    right = (
        pl.when(key == "CN").then(pl.lit("country"))
        .when(key.str.starts_with("CN-zone-")).then(pl.lit("zone"))
        .when(key.str.ends_with("0000")).then(pl.lit("province"))
        .when(key.str.ends_with("00")).then(pl.lit("prefecture"))
        .otherwise(pl.lit("county"))
    )  # fmt: skip
    failing = tables.rows("regions").with_columns(right=right).filter(pl.col("level") != pl.col("right"))
    yield Faults("regions", "level", failing.select("line", "region_id", "right"))


@rule("region-has-parent", needs=("regions",))
def region_has_parent(tables: Tables) -> Iterator[Faults]:
    """Every region but the country has a parent, and the country has none."""
    failing = tables.rows("regions").filter((pl.col("level") == "country") == pl.col("parent_region_id").is_not_null())
    yield Faults("regions", "parent_region_id", failing.select("line", "level"))


@rule("region-parent-level", needs=("regions",))
def region_parent_level(tables: Tables) -> Iterator[Faults]:
    """A parent is one level up. Straight under the province are the counties with the code
    xx90xx, and in a municipality those with xx01xx and xx02xx. A zone lies in any unit."""
    code = pl.col("region_id").str.slice(5, 2)
    straight = (code == "90") | (code.is_in(["01", "02"]) & (pl.col("parent_type") == "municipality"))
    skips = (pl.col("level") == "county") & (pl.col("parent_level") == "province") & straight
    one_up = pl.col("parent_level") == pl.col("level").replace_strict(ABOVE, default=None)
    units = _with_parents(tables).filter(pl.col("level").is_in(list(ABOVE)))
    yield Faults("regions", "parent_region_id", units.filter(~one_up & ~skips).select("line", "level", "parent_level"))


@rule("region-code", needs=("regions",))
def region_code(tables: Tables) -> Iterator[Faults]:
    """The code of a unit begins with that of its parent."""
    key = pl.col("region_id")
    prefixes = {"province": key.str.head(5) + "0000", "prefecture": key.str.head(7) + "00"}
    right = pl.coalesce(pl.when(pl.col("parent_level") == level).then(prefix) for level, prefix in prefixes.items())
    units = _with_parents(tables).filter(key.str.contains(KEY) & pl.col("level").is_in(["prefecture", "county"]))
    failing = units.with_columns(right=right).filter(pl.col("parent_region_id") != pl.col("right"))
    yield Faults("regions", "parent_region_id", failing.select("line", "region_id", "right"))


@rule("region-outlives-parent", needs=("regions",))
def region_outlives_parent(tables: Tables) -> Iterator[Faults]:
    """A unit does not stay in a parent that has ended."""
    ended = _with_parents(tables).filter(pl.col("parent_valid_to").is_not_null())
    outlives = pl.col("valid_to").is_null() | (earliest("valid_to") > latest("parent_valid_to"))
    yield Faults("regions", "parent_region_id", ended.filter(outlives).select("line", "parent_valid_to"))


@rule("iso-of-provinces", needs=("regions",))
def iso_of_provinces(tables: Tables) -> Iterator[Faults]:
    """Provinces have a code of ISO 3166-2, and nothing else has."""
    failing = tables.rows("regions").filter((pl.col("level") == "province") == pl.col("iso_3166_2").is_null())
    yield Faults("regions", "iso_3166_2", failing.select("line", "level"))


@rule("region-existed", needs=("policies", "region_changes", "regions"))
def region_existed(tables: Tables) -> Iterator[Faults]:
    """A policy takes the unit that existed on its date."""
    yield _not_yet_or_no_more(tables, "policies", spans.policies(tables))


@rule("pilot-region-existed", needs=("pilot_applications", "pilot_events", "region_changes", "regions"))
def pilot_region_existed(tables: Tables) -> Iterator[Faults]:
    """A pilot takes the unit that existed on the date of its first event."""
    yield _not_yet_or_no_more(tables, "pilot_applications", spans.pilots(tables))


@rule("change-sides", needs=("region_changes",))
def change_sides(tables: Tables) -> Iterator[Faults]:
    """Only what is established has no former unit, only what is abolished has no new one;
    a unit and its name stand together."""
    changes, kind = tables.rows("region_changes"), pl.col("change_type")
    wrong = {
        "old_region_id": (kind == "established") == pl.col("old_region_id").is_not_null(),
        "new_region_id": (kind != "abolished") & pl.col("new_region_id").is_null(),
        "old_name_zh": pl.col("old_name_zh").is_null() != pl.col("old_region_id").is_null(),
        "new_name_zh": pl.col("new_name_zh").is_null() != pl.col("new_region_id").is_null(),
    }
    for name, holds in wrong.items():
        yield Faults("region_changes", name, changes.filter(holds).select("line", "change_type"))


@rule("change-names", needs=("region_changes", "regions"))
def change_names(tables: Tables) -> Iterator[Faults]:
    """A change calls a unit by its name, or by one that it had before a change of name."""
    changes = tables.rows("region_changes")
    renamed = changes.filter(pl.col("old_region_id") == pl.col("new_region_id"))
    names = pl.concat([
        tables.rows("regions").select("region_id", name="name_zh"),
        renamed.select(region_id="old_region_id", name="old_name_zh"),
    ])  # fmt: skip
    known = tables.rows("regions").select("region_id", right="name_zh")
    for end in ("old", "new"):
        unit, name = f"{end}_region_id", f"{end}_name_zh"
        named = changes.drop_nulls(name).join(known, left_on=unit, right_on="region_id")
        failing = named.join(names, left_on=[unit, name], right_on=["region_id", "name"], how="anti")
        yield Faults("region_changes", name, failing.select("line", "right", unit=unit))


@rule("change-ends-old", needs=("region_changes", "regions"))
def change_ends_old(tables: Tables) -> Iterator[Faults]:
    """A change ends the former unit in its year, unless the unit keeps its code."""
    changes = _changed(tables, "old_region_id").filter(pl.col("old_region_id").ne_missing(pl.col("new_region_id")))
    ends = pl.col("change_year").is_between(earliest("valid_to").dt.year(), latest("valid_to").dt.year())
    begun = pl.col("change_year") >= earliest("valid_from").dt.year()
    failing = changes.filter(~(ends.fill_null(False) & begun.fill_null(True)))
    yield Faults("region_changes", "old_region_id", failing.select("line", "change_year", period=spans.period()))


@rule("change-finds-new", needs=("region_changes", "regions"))
def change_finds_new(tables: Tables) -> Iterator[Faults]:
    """The new unit of a change exists in its year, and what is established begins in it."""
    year, begins = pl.col("change_year"), earliest("valid_from").dt.year()
    wrong = (
        (year < begins) | (year > latest("valid_to").dt.year()) | ((pl.col("change_type") == "established") & (year != begins))
    )
    failing = _changed(tables, "new_region_id").filter(wrong)
    yield Faults("region_changes", "new_region_id", failing.select("line", "change_year", period=spans.period()))


def _with_parents(tables: Tables) -> pl.DataFrame:
    regions = tables.rows("regions")
    parents = regions.select(
        parent_region_id="region_id", parent_level="level", parent_type="region_type", parent_valid_to="valid_to"
    )
    return regions.join(parents, on="parent_region_id")


def _changed(tables: Tables, unit: str) -> pl.DataFrame:
    validity = tables.rows("regions").select("region_id", "valid_from", "valid_to")
    return tables.rows("region_changes").join(validity, left_on=unit, right_on="region_id")


def _not_yet_or_no_more(tables: Tables, name: str, dates: pl.DataFrame) -> Faults:
    """The rows of a table that take a unit outside its validity, with what stood in its place."""
    bounded = tables.rows("regions").filter(pl.any_horizontal(pl.col("valid_from", "valid_to").is_not_null()))
    units = bounded.select("region_id", "valid_from", "valid_to")
    placed = tables.rows(name).join(units, on="region_id").join(dates, on=tables[name].table.key)
    gone, not_yet = pl.col("first") >= latest("valid_to"), pl.col("last") < earliest("valid_from")
    failing = placed.with_columns(gone=gone.fill_null(False)).filter(pl.col("gone") | not_yet)
    after, before = _others(tables, "old", "new", "after"), _others(tables, "new", "old", "before")
    both = failing.join(after, on="region_id", how="left").join(before, on="region_id", how="left")
    instead = pl.when("gone").then("after").otherwise("before").fill_null("—")
    return Faults(name, "region_id", both.select("line", "dated", instead=instead, period=spans.period()))


def _others(tables: Tables, here: str, there: str, name: str) -> pl.DataFrame:
    """For each unit the units at the other end of its changes, as `key name`."""
    other = pl.format("{} {}", f"{there}_region_id", f"{there}_name_zh")
    changes = tables.rows("region_changes").select(region_id=f"{here}_region_id", other=other).drop_nulls()
    return changes.group_by("region_id").agg(pl.col("other").unique().sort().str.join(", ").alias(name))
