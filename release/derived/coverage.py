"""`coverage`: a row for each region and subject of search: what there is, how often one looked, and what came of it.

Enters: frames. Leaves: a frame. Pure. `state` tells apart that nothing was found and that nobody looked. The regions are the
country, every province-level unit, and every region with a policy, a pilot application or a search of its own. Rows and
searches are those of the region itself; `row_count_below` are the rows of the units below it.
"""

import polars as pl

from release.derived.frames import Frames, ancestors

OUTCOMES = ("found_new", "found_known", "not_found", "unusable")  # what says most first
KEY = ["region_id", "subject"]


def derive(frames: Frames) -> pl.DataFrame:
    """The table, in no certain order."""
    rows = _rows(frames)
    grid = _regions(frames).join(frames["codes"].filter(pl.col("list") == "subject").select(subject="code"), how="cross")
    found = grid.join(rows.group_by(KEY).len("row_count"), on=KEY, how="left")
    found = found.join(_below(rows, frames["regions"]), on=KEY, how="left")
    found = found.join(_searched(frames["searches"]), on=KEY, how="left")
    counts = ("row_count", "row_count_below", "search_count", "found_row_count")
    return found.with_columns(pl.col(counts).fill_null(0)).with_columns(state=_state())


def _rows(frames: Frames) -> pl.DataFrame:
    """`region_id`, `subject`: one line for each row that a search of the subject could have brought."""
    policies, pilots = frames["policies"], frames["pilot_applications"].filter(pl.col("region_id").is_not_null())
    parts = {
        "policy": policies,
        "doc_number": policies.filter(pl.col("doc_number").is_not_null()),
        "pilot": pilots,
        "sandbox": pilots.filter(pl.col("pilot_type") == "sandbox_application"),
    }
    return pl.concat(one.select("region_id", subject=pl.lit(name)) for name, one in parts.items())


def _regions(frames: Frames) -> pl.DataFrame:
    units = frames["regions"].filter(pl.col("level").is_in(["country", "province"]))
    listed = (one.select("region_id") for one in (units, frames["policies"], frames["pilot_applications"], frames["searches"]))
    return pl.concat(listed).drop_nulls().unique()


def _below(rows: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    above = ancestors(regions).filter(pl.col("region_id") != pl.col("ancestor_id"))
    return (
        rows.join(above, on="region_id")
        .group_by(pl.col("ancestor_id").alias("region_id"), "subject")
        .agg(row_count_below=pl.len())
    )


def _searched(searches: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("outcome").replace_strict(list(OUTCOMES), range(len(OUTCOMES)))
    return searches.group_by(KEY).agg(
        search_count=pl.len(),
        found_row_count=pl.col("new_row_count").cast(pl.Int64).sum(),
        last_searched_date=pl.col("searched_date").max(),
        best_outcome=rank.min().replace_strict(range(len(OUTCOMES)), list(OUTCOMES)),
    )


def _state() -> pl.Expr:
    """`held`, else how it comes that there is no row."""
    return (
        pl.when(pl.col("row_count") > 0)
        .then(pl.lit("held"))
        .when(pl.col("search_count") == 0)
        .then(pl.lit("not_searched"))
        .when(pl.col("best_outcome") == "unusable")
        .then(pl.lit("unusable"))
        .when(pl.col("best_outcome") == "not_found")
        .then(pl.lit("not_found"))
        .otherwise(pl.lit("found_elsewhere"))
    )
