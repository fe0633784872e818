"""Rules on authorities and organisations, and on the rows that name them.

Enters: agencies, regions, policies and the tables that link actors. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables, earliest, latest
from validate.relations.hierarchy import ancestors, links
from validate.relations.rules import spans
from validate.relations.rules.policies import ISSUERS

LINKING = ("policy_actors", "pilot_actors")


@rule("actor-one-link")
def actor_one_link(tables: Tables) -> Iterator[Faults]:
    """An actor is an agency or an organisation, not both."""
    both = pl.col("agency_id").is_not_null() & pl.col("organisation_id").is_not_null()
    for name in LINKING:
        if name in tables:
            yield Faults(name, "organisation_id", tables.rows(name).filter(both).select("line", "agency_id"))


@rule("alias-one-link", needs=("aliases",))
def alias_one_link(tables: Tables) -> Iterator[Faults]:
    """An alias names exactly one agency or organisation."""
    failing = tables.rows("aliases").filter(pl.col("agency_id").is_null() == pl.col("organisation_id").is_null())
    yield Faults("aliases", "organisation_id", failing.select("line", pl.col("agency_id").fill_null("—")))


@rule("agency-level", needs=("agencies", "regions"))
def agency_level(tables: Tables) -> Iterator[Faults]:
    """An authority has the level of its region; one of a zone may have the unit that the zone lies in."""
    levels = tables.rows("regions").select("region_id", region_level="level")
    placed = tables.rows("agencies").join(levels, on="region_id")
    in_unit = (pl.col("level") == "zone") & (pl.col("region_level") != "country")
    failing = placed.filter((pl.col("level") != pl.col("region_level")) & ~in_unit)
    yield Faults("agencies", "level", failing.select("line", "region_id", "region_level"))


@rule("agency-within-parent", needs=("agencies", "regions"))
def agency_within_parent(tables: Tables) -> Iterator[Faults]:
    """An authority's region is that of its parent or lies in it."""
    agencies = tables.rows("agencies")
    parents = agencies.select(parent_agency_id="agency_id", parent_region="region_id")
    both = agencies.join(parents, on="parent_agency_id")
    yield Faults("agencies", "parent_agency_id", _outside(tables, both, "region_id", "parent_region"))


@rule("issuer-region", needs=("agencies", "policies", "policy_actors", "regions"))
def issuer_region(tables: Tables) -> Iterator[Faults]:
    """An authority issues policies for its own region or for a part of it. The members of a
    cross-regional zone are not recorded, so any authority may issue for one."""
    issuers = tables.rows("policy_actors").filter(pl.col("role").is_in(ISSUERS))
    spanning = tables.rows("regions").filter(pl.col("region_type") == "cross_region")
    policies = tables.rows("policies").join(spanning, on="region_id", how="anti").select("policy_id", policy_region="region_id")
    agencies = tables.rows("agencies").select("agency_id", agency_region="region_id")
    both = issuers.join(agencies, on="agency_id").join(policies, on="policy_id")
    yield Faults("policy_actors", "agency_id", _outside(tables, both, "policy_region", "agency_region"))


@rule("agency-existed", needs=("agencies", "policies", "policy_actors"))
def agency_existed(tables: Tables) -> Iterator[Faults]:
    """An authority acts between its founding and its end."""
    agencies = tables.rows("agencies").filter(pl.any_horizontal(pl.col("valid_from", "valid_to").is_not_null()))
    acting = tables.rows("policy_actors").join(agencies, on="agency_id").join(spans.policies(tables), on="policy_id")
    failing = acting.filter((pl.col("first") >= latest("valid_to")) | (pl.col("last") < earliest("valid_from")))
    instead = pl.col("successor_agency_id").fill_null("—")
    yield Faults("policy_actors", "agency_id", failing.select("line", "dated", instead=instead, period=spans.period()))


def _outside(tables: Tables, both: pl.DataFrame, inner: str, outer: str) -> pl.DataFrame:
    """The rows whose inner region is not the outer one and does not lie in it."""
    regions = tables.rows("regions")
    above = ancestors(links(regions, "region_id", "parent_region_id"), both[inner])
    known = both.join(regions, left_on=inner, right_on="region_id", how="semi")
    outside = known.join(above, left_on=[inner, outer], right_on=["key", "ancestor"], how="anti")
    return outside.drop_nulls(outer).select("line", inner=inner, outer=outer)
