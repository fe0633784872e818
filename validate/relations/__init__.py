"""The relations layer: pandera models made from the schemas, then rules across cells, rows and tables.

Enters: a package and the names of tables that an earlier layer found missing or malformed.
Leaves: findings. A rule that needs a skipped table is not run; a rule that cannot be run on
the columns that are there says so, once.
"""

from collections.abc import Iterator

import polars as pl

from validate.findings import Finding
from validate.package import Package
from validate.relations import models
from validate.relations.faults import LAYER, findings
from validate.relations.frames import Tables, read
from validate.relations.rules import RULES

UNREADABLE, NOT_RUN = "table-unreadable", "rule-not-run"


def run(package: Package, skip: frozenset[str]) -> list[Finding]:
    """All findings of the layer on the tables that are not to be skipped."""
    tables, unreadable = read(package, skip)
    faults = [Finding(f"{LAYER}.{UNREADABLE}", one.name, one.file, details={"reason": reason}) for one, reason in unreadable]
    return [*faults, *check(tables)]


def check(tables: Tables) -> Iterator[Finding]:
    """The findings of the models and of every rule whose tables are there."""
    for name, faults in models.check(tables):
        yield from findings(name, [faults], tables)
    for one in RULES:
        if set(one.needs) <= set(tables):
            yield from _run(one, tables)


def _run(one, tables: Tables) -> list[Finding]:
    try:
        return list(findings(one.rule, one(tables), tables))
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        return [Finding(f"{LAYER}.{NOT_RUN}", value=one.rule, details={"reason": reason})]
