"""Rules on quantified goals.

Enters: policy_targets and codes. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables

LOW, HIGH = "value_low", "value_high"
FILLS = {
    None: (),
    "approx": (LOW, HIGH),
    "eq": (LOW, HIGH),
    "ge": (LOW,),
    "gt": (LOW,),
    "le": (HIGH,),
    "range": (LOW, HIGH),
}
SIGNS = {"approx": "≤", "eq": "=", "range": "<"}


@rule("comparator-fills", needs=("policy_targets",))
def comparator_fills(tables: Tables) -> Iterator[Faults]:
    """A comparator has the values that it needs."""
    for name in (LOW, HIGH):
        needing = [one for one, fills in FILLS.items() if name in fills]
        failing = tables.text("policy_targets").filter(pl.col("comparator").is_in(needing) & pl.col(name).is_null())
        yield Faults("policy_targets", name, failing.select("line", "comparator"))


@rule("comparator-leaves-empty", needs=("policy_targets",))
def comparator_leaves_empty(tables: Tables) -> Iterator[Faults]:
    """A comparator has no value that it does not use; without one there is no value."""
    for name in (LOW, HIGH):
        barring = [one for one, fills in FILLS.items() if name not in fills]
        failing = tables.text("policy_targets").filter(
            pl.col("comparator").is_in(barring, nulls_equal=True) & pl.col(name).is_not_null()
        )
        yield Faults("policy_targets", name, failing.select("line", pl.col("comparator").fill_null("—")))


@rule("values-in-order", needs=("policy_targets",))
def values_in_order(tables: Tables) -> Iterator[Faults]:
    """The low value is below the high one in a range, and equal to it where the comparator is eq."""
    low, high, comparator = pl.col(LOW), pl.col(HIGH), pl.col("comparator")
    wrong = pl.when(comparator == "eq").then(low != high).when(comparator == "range").then(low >= high).otherwise(low > high)
    failing = tables.rows("policy_targets").filter(wrong)
    signs = failing.select("line", sign=comparator.replace_strict(SIGNS, default="≤"))
    yield Faults("policy_targets", HIGH, signs.join(tables.text("policy_targets").select("line", low=LOW), on="line"))


@rule("unit-fits-metric", needs=("policy_targets", "codes"))
def unit_fits_metric(tables: Tables) -> Iterator[Faults]:
    """Each metric has one unit."""
    units = tables.rows("codes").filter(pl.col("list") == "metric").select(metric="code", right="unit")
    targets = tables.rows("policy_targets").join(units, on="metric")
    failing = targets.filter(pl.col("unit").ne_missing(pl.col("right")))
    yield Faults("policy_targets", "unit", failing.select("line", "metric", pl.col("right").fill_null("—")))


@rule("milestone-without-number", needs=("policy_targets",))
def milestone_without_number(tables: Tables) -> Iterator[Faults]:
    """A milestone has no number, and only a milestone has none."""
    is_milestone, has_number = pl.col("target_kind") == "milestone", pl.col("comparator").is_not_null()
    failing = tables.rows("policy_targets").filter(is_milestone == has_number)
    yield Faults("policy_targets", "comparator", failing.select("line", "target_kind"))


@rule("milestone-dated", needs=("policy_targets",))
def milestone_dated(tables: Tables) -> Iterator[Faults]:
    """A milestone has a year."""
    failing = tables.rows("policy_targets").filter((pl.col("target_kind") == "milestone") & pl.col("due_year").is_null())
    yield Faults("policy_targets", "due_year", failing.select("line"))
