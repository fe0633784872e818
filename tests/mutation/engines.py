"""What each of the two engines reports on the mutants of a table.

Enters: a bench, written as a package into a folder. Leaves: a `Verdict`: the breaches that
frictionless and the generated pandera models report, told alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.damage.engines import KINDS, Breach
from tests.mutation.mutants import RULES, Bench, Mutant, write
from validate.catalogue import order
from validate.findings import Finding
from validate.relations import models
from validate.relations.faults import findings
from validate.relations.frames import on_shelf
from validate.structure import tables

ENGINES = ("frictionless", "models")
KIND = {constraint: KINDS[f"structure.{rule}"] for constraint, rule in RULES.items()}


@dataclass(frozen=True)
class Verdict:
    """For each engine all breaches that it reports, the first cause of a cell first."""

    frictionless: list[Breach]
    models: list[Breach]

    def kills(self, engine: str, mutant: Mutant) -> bool:
        """Whether the first that an engine says of the mutant's cell is that it breaks its constraint."""
        said = [one for one in getattr(self, engine) if one[:3] == (mutant.table, mutant.line, mutant.field)]
        return bool(said) and said[0][3] == KIND[mutant.constraint]

    def only(self, engine: str) -> set[Breach]:
        """The breaches that the other engine does not report."""
        (other,) = set(ENGINES) - {engine}
        return set(getattr(self, engine)) - set(getattr(self, other))


def judged(made: Bench, folder: Path) -> Verdict:
    """Both engines on the mutants of one table."""
    package = write(made, folder)
    given = on_shelf(package, frozenset())
    faults = [one for frame in given.values() for one in models.check(frame, given)]
    by_models = [one for name, faults_of_rule in faults for one in findings(name, [faults_of_rule], given)]
    return Verdict(_breaches(tables.check(package)), _breaches(by_models))


def _breaches(found: Iterable[Finding]) -> list[Breach]:
    ranked = sorted(found, key=lambda one: order()[one.rule])
    return [(one.table, one.line, one.field, KINDS[one.rule]) for one in ranked]
