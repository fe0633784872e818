"""Rules on dates within a row and against the date of the package.

Enters: tables with partial dates. Leaves: faults. Two partial dates are out of order only if
no days that they can mean are in order: `2020-06` and `2020-06-03` are in any order.
"""

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from validate.relations.faults import Faults, rule, table_rule
from validate.relations.frames import Frame, Tables, earliest, latest
from validate.relations.rules.spans import DATES

DERIVED_SPANS = {"until_earliest", "until_latest"}  # in a release: until when a policy applies
MAY_LIE_AHEAD = {"effective_date", "period_start_year", "period_end_year", "due_year", *DERIVED_SPANS}
FURTHEST_GOAL = 30


@rule("dates-in-order", needs=("policies",))
def dates_in_order(tables: Tables) -> Iterator[Faults]:
    """Issued, then published, then in force."""
    for earlier, later in combinations(DATES, 2):
        yield _out_of_order(tables["policies"], earlier, later)


@table_rule("period-in-order")
def period_in_order(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A period does not end before it starts."""
    if frame.table.has("period_start_year", "period_end_year"):
        failing = frame.rows.filter(pl.col("period_start_year") > pl.col("period_end_year"))
        yield _faults(frame, failing, "period_start_year", "period_end_year")
    if frame.table.has("period_start", "period_end"):
        yield _out_of_order(frame, "period_start", "period_end")


@table_rule("validity-in-order")
def validity_in_order(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """Nothing ends before it begins."""
    if frame.table.has("valid_from", "valid_to"):
        yield _out_of_order(frame, "valid_from", "valid_to")


@table_rule("not-after-created")
def not_after_created(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """What the data report has happened by the date of the package; only plans lie ahead."""
    if tables.created is None:
        return
    created = pl.lit(str(tables.created))
    for name in _reported(frame):
        failing = frame.text.filter(earliest(name) > tables.created)
        yield Faults(frame.table.name, name, failing.select("line", created=created))


@rule("due-year-near", needs=("policies", "policy_targets"))
def due_year_near(tables: Tables) -> Iterator[Faults]:
    """A goal is due in or after the year of its policy, and within thirty years."""
    years = [earliest(one).dt.year() for one in DATES]
    made = pl.coalesce(pl.min_horizontal(years), "period_start_year").alias("made")
    targets = tables.rows("policy_targets").join(tables.rows("policies").select("policy_id", made), on="policy_id")
    failing = targets.filter(~pl.col("due_year").is_between("made", pl.col("made") + FURTHEST_GOAL))
    yield Faults("policy_targets", "due_year", failing.select("line", "made", furthest=pl.col("made") + FURTHEST_GOAL))


def _reported(frame: Frame) -> list[str]:
    """The columns of a table that hold partial dates, dates or years and no plans."""
    dated = (one for one in frame.table.fields if one.get("form") == "partial-date" or one.get("type") in {"date", "year"})
    return [one["name"] for one in dated if one["name"] not in MAY_LIE_AHEAD]


def _out_of_order(frame: Frame, earlier: str, later: str) -> Faults:
    return _faults(frame, frame.text.filter(earliest(earlier) > latest(later)), earlier, later)


def _faults(frame: Frame, failing: pl.DataFrame, earlier: str, later: str) -> Faults:
    words = failing.select("line", earlier_field=pl.lit(earlier), earlier=earlier)
    return Faults(frame.table.name, later, words)
