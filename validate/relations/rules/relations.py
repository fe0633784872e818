"""Rules on the relations between policies.

Enters: policies and policy_relations. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables, earliest, latest

FOLLOWS = ("amends", "based_on", "extends", "forwards", "implements", "interprets", "supersedes")


@rule("relation-other", needs=("policy_relations",))
def relation_other(tables: Tables) -> Iterator[Faults]:
    """No policy stands in relation to itself."""
    failing = tables.rows("policy_relations").filter(pl.col("policy_id") == pl.col("related_policy_id"))
    yield Faults("policy_relations", "related_policy_id", failing.select("line"))


@rule("relation-one-target", needs=("policy_relations",))
def relation_one_target(tables: Tables) -> Iterator[Faults]:
    """A relation names a policy by key or by title, one of the two."""
    both = pl.col("related_policy_id").is_null() == pl.col("related_title").is_null()
    yield Faults("policy_relations", "related_title", tables.rows("policy_relations").filter(both).select("line"))


@rule("relation-once", needs=("policy_relations",))
def relation_once(tables: Tables) -> Iterator[Faults]:
    """The same relation to the same policy stands once."""
    same = ["policy_id", "relation", "target"]
    targets = tables.rows("policy_relations").with_columns(target=pl.coalesce("related_policy_id", "related_title"))
    repeated = targets.drop_nulls("target").with_columns(first_line=pl.col("line").min().over(same))
    failing = repeated.filter(pl.col("line") > pl.col("first_line"))
    for name in ("related_policy_id", "related_title"):
        yield Faults("policy_relations", name, failing.filter(pl.col(name) == pl.col("target")).select("line", "first_line"))


@rule("relation-one-way", needs=("policy_relations",))
def relation_one_way(tables: Tables) -> Iterator[Faults]:
    """Two policies do not follow each other; nor is each the annex of the other."""
    pairs = tables.rows("policy_relations").filter(pl.col("policy_id") != pl.col("related_policy_id"))
    back = pairs.select("policy_id", "related_policy_id", back="relation", back_line="line")
    both = pairs.join(back, left_on=["policy_id", "related_policy_id"], right_on=["related_policy_id", "policy_id"])
    clash = (pl.col("relation") == pl.col("back")) | (pl.col("relation").is_in(FOLLOWS) & pl.col("back").is_in(FOLLOWS))
    failing = both.filter(clash & (pl.col("line") > pl.col("back_line")))
    words = failing.group_by("line").agg(pl.col("back", "back_line").first())
    yield Faults("policy_relations", "related_policy_id", words)


@rule("relation-in-time", needs=("policies", "policy_relations"))
def relation_in_time(tables: Tables) -> Iterator[Faults]:
    """A policy that follows another is not earlier. Like is held against like: the days of issue
    if both are known, else those of publication; and nothing is published before the other is issued."""
    bounds = {
        f"{bound.__name__}_{one}": bound(f"{one}_date") for bound in (earliest, latest) for one in ("issued", "published")
    }
    dates = tables.rows("policies").select("policy_id", *("issued_date", "published_date"), **bounds)
    following = tables.rows("policy_relations").filter(pl.col("relation").is_in(FOLLOWS))
    both = following.join(dates, on="policy_id").join(dates, left_on="related_policy_id", right_on="policy_id", suffix="_other")
    issued = pl.col("latest_issued") < pl.col("earliest_issued_other")
    published = pl.col("latest_published") < pl.col("earliest_published_other")
    crossed = pl.col("latest_published") < pl.col("earliest_issued_other")
    failing = both.filter(pl.coalesce(issued, published, crossed))
    dated = {f"dated{end}": pl.coalesce(f"issued_date{end}", f"published_date{end}") for end in ("", "_other")}
    yield Faults("policy_relations", "related_policy_id", failing.select("line", "policy_id", "relation", **dated))
