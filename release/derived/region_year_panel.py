"""`region_year_panel`: a row for each province-level region and year, balanced, for event-history work.

Enters: frames, the last year. Leaves: a frame with counts of what is new in the year, running totals, and the year of
the first dedicated policy. Pure.

What belongs to a unit below is counted with its province; what is national or lies across provinces is not counted. A
policy counts in the year of its issue, else of its publication, else of its effect; a pilot in that of its first event.
What has no date counts in no year and stands in `undated_…`. What is older than the first year is in the totals.
"""

from collections.abc import Mapping

import polars as pl

from release.derived.frames import Frames, policy_year, provinces

FIRST_YEAR = 2016
SCOPES = ("dedicated", "section", "mention")
STANCES = ("promote", "regulate", "restrict", "inform")

Measures = Mapping[str, pl.Expr]


def derive(frames: Frames, last_year: int) -> pl.DataFrame:
    """The table up to `last_year`, by region and year."""
    policies, goals, pilots = _policies(frames), _goals(frames), _pilots(frames)
    news = [_new(policies, _policy_measures()), _new(goals, {"goals": pl.len()}), _new(pilots, _pilot_measures())]
    regions = frames["regions"].filter(pl.col("level") == "province").select("region_id")
    grid = _grid(regions, min([FIRST_YEAR, *(one["year"].min() for one in news if one.height)]), last_year)
    for one in news:
        grid = grid.join(one, on=["region_id", "year"], how="left")
    rows = grid.with_columns(pl.exclude("region_id", "year").fill_null(0)).sort("region_id", "year")
    rows = rows.with_columns(
        pl.col("^new_.*$").cum_sum().over("region_id").name.map(lambda name: name.replace("new_", "total_", 1))
    ).filter(pl.col("year") >= FIRST_YEAR)
    for one in (
        _first(policies.filter(is_adopted()), "dedicated"),
        _first(policies.filter(is_adopted() & is_plan()), "plan"),
        _undated(policies, pl.lit(True), "undated_policies"),
        _undated(policies, is_adopted(), "undated_dedicated_policies"),
        _undated(pilots, pl.lit(True), "undated_pilots"),
    ):
        rows = rows.join(one, on="region_id", how="left")
    names = frames["regions"].select("region_id", "iso_3166_2", region_name_zh="name_zh", region_name_en="name_en")
    rows = rows.with_columns(pl.col("^undated_.*$").fill_null(0), *_since("dedicated"), *_since("plan"))
    return rows.join(names, on="region_id")


def is_adopted() -> pl.Expr:
    """A policy about blockchain as a whole that is more than a draft."""
    return (pl.col("scope") == "dedicated") & (pl.col("legal_status") != "draft")


def is_plan() -> pl.Expr:
    """A policy of the province-level unit itself that promotes."""
    return (pl.col("stance") == "promote") & pl.col("is_own")


def _policies(frames: Frames) -> pl.DataFrame:
    """Each policy of a province or a unit below: `region_id` (of the province), `is_own`, `year` or null."""
    return (
        frames["policies"]
        .join(provinces(frames["regions"]), on="region_id")
        .with_columns(
            is_own=pl.col("region_id") == pl.col("province_id"), region_id="province_id", year=policy_year().cast(pl.Int64)
        )
    )


def _goals(frames: Frames) -> pl.DataFrame:
    goals = frames["policy_targets"].filter(pl.col("target_kind") == "goal").select("policy_id")
    return goals.join(_policies(frames).select("policy_id", "region_id", "year"), on="policy_id")


def _pilots(frames: Frames) -> pl.DataFrame:
    first = frames["pilot_events"].group_by("pilot_id").agg(year=pl.col("event_date").str.slice(0, 4).cast(pl.Int64).min())
    return (
        frames["pilot_applications"]
        .join(provinces(frames["regions"]), on="region_id")
        .with_columns(region_id="province_id")
        .join(first, on="pilot_id", how="left")
    )


def _policy_measures() -> Measures:
    return {
        "policies": pl.len(),
        "provincial_policies": pl.col("is_own").sum(),
        **{f"{one}_policies": (pl.col("scope") == one).sum() for one in SCOPES},
        **{f"{one}_policies": (pl.col("stance") == one).sum() for one in STANCES},
        "dedicated_promote_policies": ((pl.col("scope") == "dedicated") & (pl.col("stance") == "promote")).sum(),
    }


def _pilot_measures() -> Measures:
    return {"pilots": pl.len(), "sandbox_applications": (pl.col("pilot_type") == "sandbox_application").sum()}


def _new(rows: pl.DataFrame, measures: Measures) -> pl.DataFrame:
    """The measures as `new_…`, by region and year; what has no year is left out."""
    dated = rows.filter(pl.col("year").is_not_null())
    return dated.group_by("region_id", "year").agg(one.cast(pl.Int64).alias(f"new_{name}") for name, one in measures.items())


def _grid(regions: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    return regions.join(pl.DataFrame({"year": range(first, last + 1)}, schema={"year": pl.Int64}), how="cross")


def _first(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.group_by("region_id").agg(pl.col("year").min().alias(f"first_{name}_year"))


def _undated(rows: pl.DataFrame, chosen: pl.Expr, name: str) -> pl.DataFrame:
    return rows.filter(pl.col("year").is_null() & chosen).group_by("region_id").agg(pl.len().alias(name))


def _since(name: str) -> list[pl.Expr]:
    """Whether there ever is one, whether there is one by the year, and for how many years (null before)."""
    first = pl.col(f"first_{name}_year")
    has = (first <= pl.col("year")).fill_null(False)
    return [
        first.is_not_null().cast(pl.Int64).alias(f"ever_{name}"),
        has.cast(pl.Int64).alias(f"has_{name}"),
        pl.when(has).then(pl.col("year") - first).alias(f"years_since_first_{name}"),
    ]
