"""No constraint of a schema can be broken without a finding at the line and field, from either engine."""

from pathlib import Path

import pytest

from tests.damage.catalogue import entries
from tests.mutation import differences, outcome
from tests.mutation.engines import ENGINES, KIND
from tests.mutation.mutants import Mutant, bench, constraints
from tests.mutation.outcome import ROOT, Run
from validate.package import Table, load

TABLES = load(ROOT).tables
MUTANTS = [mutant for one in TABLES for mutant in bench(one).mutants]

each_table = pytest.mark.parametrize("table", [pytest.param(one, id=one.name) for one in TABLES])
each_engine = pytest.mark.parametrize("engine", ENGINES)


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """What frictionless and the models find in each table of mutants."""
    return outcome.run(tmp_path_factory.mktemp("mutants"))


@each_table
def test_every_constraint_of_a_schema_has_a_mutant(table: Table):
    assert sorted(one.id for one in bench(table).mutants) == sorted(constraints(table))


@each_table
def test_a_schema_leaves_the_empty_cell_as_the_only_missing_value(table: Table):
    assert (table.schema["missingValues"], [one for one in table.fields if "missingValues" in one]) == ([""], [])


@each_engine
@pytest.mark.parametrize("mutant", [pytest.param(one, id=one.id) for one in MUTANTS])
def test_the_mutant_is_killed_at_its_line_and_field(run: Run, mutant: Mutant, engine: str):
    _, verdict = run[mutant.table]
    assert verdict.kills(engine, mutant), [one for one in getattr(verdict, engine) if one[1] == mutant.line]


@each_engine
@each_table
def test_nothing_is_reported_but_the_mutants_so_that_every_near_miss_passes(run: Run, table: Table, engine: str):
    made, verdict = run[table.name]
    first = {}
    for one in getattr(verdict, engine):
        first.setdefault(one[:3], one[3])
    assert first == {(one.table, one.line, one.field): KIND[one.constraint] for one in made.mutants}


def test_the_engines_differ_on_the_mutants_only_as_listed(run: Run):
    found = {
        (engine, breach[3], mutant.id)
        for made, verdict in run.values()
        for engine in ENGINES
        for breach in verdict.only(engine)
        for mutant in made.mutants
        if breach[1] == mutant.line
    }
    assert sorted(found) == sorted(differences.in_mutants())


def test_every_listed_difference_has_a_reason_and_a_place():
    known = {one.id for one in MUTANTS}, {name for name, one in entries().items() if one.is_about_data}
    for one in differences.listed():
        assert one.engine in ENGINES and one.kind in KIND.values()
        assert one.reason.endswith(".") and one.reason_zh.endswith("。")
        assert one.mutants or one.damages
        assert (set(one.mutants) - known[0], set(one.damages) - known[1]) == (set(), set())


def test_the_outcome_that_the_page_shows_is_fresh(run: Run):
    text = outcome.written(outcome.measured(run))
    assert Path(outcome.FILE).read_text(encoding="utf-8") == text, "run: python -m tests.mutation.outcome"
