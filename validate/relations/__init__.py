"""The relations layer: pandera models made from the schemas, then rules across cells, rows and tables.

Enters: a package and the names of tables that an earlier layer found missing or malformed.
Leaves: findings. A rule that needs a skipped table is not run; a rule that cannot be run on
the columns that are there says so, once. Each table is first judged by itself, the largest first,
while it is at hand; then come the rules across tables.
"""

from collections.abc import Callable, Iterator

import polars as pl

from validate.findings import Finding
from validate.package import Package
from validate.relations import models
from validate.relations.faults import LAYER, Faults, findings
from validate.relations.frames import Frame, Tables, Unreadable, on_shelf, size_of
from validate.relations.rules import ACROSS, OF_TABLE
from validate.relations.rules.codes import lists, used_in

UNREADABLE, NOT_RUN = "table-unreadable", "rule-not-run"


def run(package: Package, skip: frozenset[str]) -> list[Finding]:
    """All findings of the layer on the tables that are not to be skipped."""
    return list(check(on_shelf(package, skip)))


def check(tables: Tables) -> Iterator[Finding]:
    """The findings of the models and of every rule whose tables are there."""
    waiting = sorted(tables, key=lambda one: size_of(tables[one].table))
    while waiting:
        try:
            found = list(_check_table(tables[waiting[-1]], tables))
        except Unreadable as error:
            yield Finding(f"{LAYER}.{UNREADABLE}", error.table.name, error.table.file, details={"reason": error.reason})
            tables = tables.without({error.table.name})
            waiting.remove(error.table.name)
            continue
        yield from found
        waiting.pop()
    for one in ACROSS:
        if set(one.needs) <= set(tables):
            yield from _run(one, one, tables)


def _check_table(frame: Frame, tables: Tables) -> Iterator[Finding]:
    """What there is to say of one table; others are only looked up."""
    for name, faults in models.check(frame, tables):
        yield from findings(name, [faults], tables)
    for one in OF_TABLE:
        if set(one.needs) <= set(tables):
            yield from _run(one, one.of_table, frame, tables)
    used_in(frame, lists(tables))  # remembered for the rules across tables


def _run(one: Callable, function: Callable[..., Iterator[Faults]], *given: Frame | Tables) -> list[Finding]:
    try:
        return list(findings(one.rule, function(*given), given[-1]))
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        return [Finding(f"{LAYER}.{NOT_RUN}", value=one.rule, details={"reason": reason})]
