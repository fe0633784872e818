"""`jurisdiction_view`: which policies apply in a region, its own and those of the regions above, from when until when.

Enters: frames. Leaves: a frame with a row for each region and policy that applies there. Pure.

The regions are the country, every province-level unit, and every region that has a policy or a pilot application of its own.
Drafts apply nowhere. National policies are not passed on to Hong Kong, Macao and Taiwan, which have
laws of their own. A region inherits nothing that began after it had ended, or had ended before it began.
"""

import polars as pl

from release.bounds import bounds
from release.derived.frames import Frames, ancestors

OWN_LAW = ("CN-710000", "CN-810000", "CN-820000")
COUNTRY = "CN"
ENDED = ("superseded", "repealed", "expired")
BEGINNING = ("effective", "published", "issued")  # which date says from when a policy applies, the best first


def derive(frames: Frames) -> pl.DataFrame:
    """The table, in no certain order."""
    policies = _until(_from(frames["policies"].filter(pl.col("legal_status") != "draft")), frames["policy_relations"])
    above = passed_on(frames["regions"]).join(_regions(frames), on="region_id", how="semi")
    rows = above.join(policies.rename({"region_id": "ancestor_id"}), on="ancestor_id").join(
        _lives(frames["regions"]), on="region_id"
    )
    own = pl.col("region_id") == pl.col("ancestor_id")
    ended_before = (pl.col("ended") < pl.col("from_earliest")) | (pl.col("until_latest") < pl.col("began"))
    return rows.filter(own | ~ended_before.fill_null(False)).with_columns(
        applies_as=pl.when(own).then(pl.lit("own")).otherwise(pl.lit("inherited")), policy_region_id="ancestor_id"
    )


def passed_on(regions: pl.DataFrame) -> pl.DataFrame:
    """`region_id`, `ancestor_id`: itself and each region above it whose policies apply in it."""
    pairs = ancestors(regions)
    apart = pairs.filter(pl.col("ancestor_id").is_in(OWN_LAW)).select("region_id", ancestor_id=pl.lit(COUNTRY))
    return pairs.join(apart, on=["region_id", "ancestor_id"], how="anti")


def _regions(frames: Frames) -> pl.DataFrame:
    units = frames["regions"].filter(pl.col("level").is_in(["country", "province"]))
    listed = (one.select("region_id") for one in (units, frames["policies"], frames["pilot_applications"]))
    return pl.concat(listed).drop_nulls().unique()


def _from(policies: pl.DataFrame) -> pl.DataFrame:
    """The policies with the bounds of the day from which each applies, and which date that is."""
    date = pl.coalesce([f"{one}_date" for one in BEGINNING])
    basis = pl.coalesce([pl.when(pl.col(f"{one}_date").is_not_null()).then(pl.lit(one)) for one in BEGINNING])
    dated = policies.with_columns(begins=date, from_basis=basis.fill_null("not_known"))
    return dated.hstack(_bounds(dated["begins"], "from"))


def _bounds(dates: pl.Series, name: str) -> pl.DataFrame:
    """The bounds of partial dates as text, `name_earliest` and `name_latest`."""
    found = [bounds(one or "")[:2] for one in dates]
    schema = {f"{name}_earliest": pl.String, f"{name}_latest": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row").with_columns(pl.when(pl.all() != "").then(pl.all()))


def _until(policies: pl.DataFrame, relations: pl.DataFrame) -> pl.DataFrame:
    """The policies with the bounds of the last day on which each applies, and what says so."""
    rows = policies.join(_superseded(policies, relations), on="policy_id", how="left")
    last_day = pl.concat_str("period_end_year", pl.lit("-12-31"))
    status = pl.col("legal_status")
    basis = (
        pl.when(pl.col("end_latest").is_not_null())
        .then(pl.lit("superseded"))
        .when(pl.col("period_end_year").is_not_null())
        .then(pl.lit("period_end"))
        .when(status.is_in(ENDED))
        .then(pl.lit("ended"))
        .when(status == "in_force")
        .then(pl.lit("open"))
        .otherwise(pl.lit("unknown"))
    )
    return rows.with_columns(
        until_basis=basis,
        until_earliest=pl.coalesce("end_earliest", last_day),
        until_latest=pl.coalesce("end_latest", last_day),
    )


def _superseded(policies: pl.DataFrame, relations: pl.DataFrame) -> pl.DataFrame:
    """For each policy that a later one took the place of, the day before that, by the first to do so."""
    later = relations.filter(pl.col("relation") == "supersedes").join(policies, on="policy_id")
    dated = later.filter(pl.col("from_earliest").is_not_null() & pl.col("related_policy_id").is_not_null())
    return dated.group_by(policy_id=pl.col("related_policy_id")).agg(
        end_earliest=_day_before(pl.col("from_earliest").min()), end_latest=_day_before(pl.col("from_latest").min())
    )


def _day_before(day: pl.Expr) -> pl.Expr:
    return day.str.to_date("%Y-%m-%d").dt.offset_by("-1d").dt.to_string("%Y-%m-%d")


def _lives(regions: pl.DataFrame) -> pl.DataFrame:
    """`region_id` with the first day on which it can have begun and the last on which it can have ended."""
    began = _bounds(regions["valid_from"], "began")["began_earliest"].alias("began")
    ended = _bounds(regions["valid_to"], "ended")["ended_latest"].alias("ended")
    return regions.select("region_id").with_columns(began, ended)
