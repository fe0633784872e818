"""No constraint of a schema can be broken without a finding at the line and field, from either engine."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.damage.engines import KINDS, Breach, breaches
from tests.mutation.mutants import RULES, Bench, Mutant, bench, constraints, write
from validate import relations
from validate.catalogue import order
from validate.findings import Finding, settle
from validate.package import load
from validate.relations import models
from validate.relations.faults import findings
from validate.relations.frames import read
from validate.structure import tables

ROOT = Path(__file__).resolve().parents[2]
BENCHES = {one.name: bench(one) for one in load(ROOT).tables}
MUTANTS = [mutant for one in BENCHES.values() for mutant in one.mutants]

each_table = pytest.mark.parametrize("made", [pytest.param(one, id=name) for name, one in BENCHES.items()])


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Finding], list[Finding]]]:
    """What frictionless and the models find in each table of mutants."""
    folder = tmp_path_factory.mktemp("mutants")
    return {name: both_engines(one, folder / name) for name, one in BENCHES.items()}


def both_engines(made: Bench, root: Path) -> tuple[list[Finding], list[Finding]]:
    package = write(made, root)
    given, unreadable = read(package, frozenset())
    assert unreadable == []
    by_models = [one for name, faults in models.check(given) for one in findings(name, [faults], given)]
    return tables.check(package), by_models


def settled(found: Iterable[Finding]) -> set[tuple]:
    return {(one.rule, one.line, one.field) for one in settle(found, order() | {}) if one.line}


def every(found: Iterable[Finding], layer: str) -> set[Breach]:
    """The first cause in each cell, so that a cell which breaks a pattern is not also an orphan."""
    first: dict[tuple, Finding] = {}
    for one in sorted(found, key=lambda one: order()[one.rule]):
        first.setdefault((one.line, one.field), one)
    return breaches(one for one in first.values() if one.rule.startswith(layer))


def expected(made: Bench) -> set[Breach]:
    kinds = {name: KINDS[f"structure.{rule}"] for name, rule in RULES.items()}
    return {(made.table.name, one.line, one.field, kinds[one.constraint]) for one in made.mutants}


@each_table
def test_every_constraint_of_a_schema_has_a_mutant(made: Bench):
    assert sorted(one.id for one in made.mutants) == sorted(constraints(made.table))


@pytest.mark.parametrize("mutant", [pytest.param(one, id=one.id) for one in MUTANTS])
def test_frictionless_kills_the_mutant_at_its_line_and_field(reports: dict, mutant: Mutant):
    rule = f"structure.{RULES[mutant.constraint]}"
    found = [one.rule for one in reports[mutant.table][0] if (one.line, one.field) == (mutant.line, mutant.field)]
    assert sorted(found, key=order().__getitem__)[:1] == [rule]


@each_table
def test_frictionless_finds_nothing_but_the_mutants(reports: dict, made: Bench):
    assert every(reports[made.table.name][0], "structure.") - KNOWN_IN_MUTANTS == expected(made)


@each_table
def test_the_models_find_nothing_but_the_mutants(reports: dict, made: Bench):
    assert every(reports[made.table.name][1], relations.LAYER) == expected(made)


KNOWN_IN_MUTANTS: set[Breach] = set()
