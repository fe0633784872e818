"""Every damage of the catalogue is reported at its file, line and field, and by whom else is known.

All damages are done once, in two processes, and the tests look at the outcomes: at those of the gate
as it is for small tables, and as it is for large ones.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from maintain import gate_page
from tests.damage import measure
from tests.damage.catalogue import Entry, damaged, entries
from tests.damage.engines import ENGINES, FRICTIONLESS, Outcome, gate, in_two_processes, is_one_of_some
from tests.damage.large import INSTEAD
from tests.mutation import differences
from validate import cli
from validate.catalogue import order, rules
from validate.findings import settle
from validate.gate import check

AT_LEAST = 160
MEASURED = measure.read()

DAMAGES = [pytest.param(one, id=f"{one.group} {one.id}") for one in entries().values() if not one.spares]
NEAR_MISSES = [pytest.param(one, id=one.id) for one in entries().values() if one.spares]

each_entry = pytest.mark.parametrize("entry", [*DAMAGES, *NEAR_MISSES])
each_damage = pytest.mark.parametrize("entry", DAMAGES)


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest) -> Mapping[str, Outcome]:
    """The outcome of each entry that a chosen test asks for."""
    chosen = [getattr(one, "callspec", None) for one in request.session.items]
    asked = [one.params["entry"].id for one in chosen if one and "entry" in one.params]
    known = {name: one for name, one in MEASURED.items() if not is_one_of_some(name)}
    return in_two_processes(dict.fromkeys(asked), known)


@each_damage
def test_a_damage_is_reported_at_its_place_and_nothing_besides(outcomes: Mapping[str, Outcome], entry: Entry):
    seen = outcomes[entry.id]
    if entry.error:
        assert entry.error in seen.error and "\n" not in seen.error
        return
    many = {(one["rule"], one.get("file", "")) for one in entry.also if one.get("many")}
    told = [*seen.expected, *seen.also]
    assert seen.error == ""
    assert [one for one in told if one not in seen.settled] == []
    assert [one for one in seen.settled if one not in told and one[:2] not in many] == []
    assert {(rule, file) for rule, file, *_ in seen.settled} >= many, "`also` names what is not reported"


@each_damage
def test_at_the_large_setting_the_same_is_reported_by_the_same_rule_or_by_the_models(
    outcomes: Mapping[str, Outcome], entry: Entry
):
    seen = outcomes[entry.id]
    if not entry.error:
        left = [one for one in seen.large if one not in seen.settled]
        gone = [one for one in seen.settled if one not in seen.large]
        assert sorted(left) == sorted((INSTEAD.get(rule, rule), *place) for rule, *place in gone)


@each_damage
def test_who_reports_it_alone_is_as_measured(outcomes: Mapping[str, Outcome], entry: Entry):
    assert measure.as_stored(entry.id, outcomes[entry.id]) == MEASURED.get(entry.id), "run: python -m tests.damage.measure"


@each_entry
def test_frictionless_and_the_models_differ_on_it_only_as_listed(outcomes: Mapping[str, Outcome], entry: Entry):
    seen = outcomes[entry.id]
    differing = {("frictionless", kind) for *_, kind in seen.only_frictionless} | {
        ("models", kind) for *_, kind in seen.only_models
    }
    assert differing == differences.in_damage(entry.id), "see tests/mutation/differences.toml"


@pytest.mark.parametrize("entry", NEAR_MISSES)
def test_a_near_miss_is_let_pass(outcomes: Mapping[str, Outcome], entry: Entry):
    seen = outcomes[entry.id]
    assert (seen.settled, seen.large, seen.error) == ([], [], "")


def test_only_damages_of_the_catalogue_are_measured():
    assert list(MEASURED) == measure.measured(), "run: python -m tests.damage.measure"


def test_there_are_enough_damages_and_each_says_what_must_be_reported():
    damages = [one for one in entries().values() if not one.spares]
    assert len(damages) >= AT_LEAST
    assert [one.id for one in damages if bool(one.found) == bool(one.error)] == []
    assert [one["rule"] for entry in damages for one in (*entry.found, *entry.also) if one["rule"] not in rules()] == []


def test_every_damage_has_a_sentence_of_its_own():
    sentences = [one.en for one in entries().values()]
    assert len(set(sentences)) == len(sentences)
    assert [one for one in sentences if not one.endswith(".") or one != one.strip()] == []


def test_every_damage_is_published_as_located_in_both_settings():
    published = [one for damages in gate_page.read(Path(__file__).parents[2]).values() for one in damages]
    assert len(published) == len(DAMAGES)
    missed = [one.en for one in published if not one.ends and not all(map(one.is_located, gate_page.SETTINGS))]
    assert missed == []


def test_no_engine_alone_reports_every_damage():
    assert {engine: any(one[engine] == "–" for one in MEASURED.values()) for engine in ENGINES} == dict.fromkeys(ENGINES, True)
    assert FRICTIONLESS in ENGINES


@pytest.mark.parametrize("name", ["conflict-left-open", "wan-for-yi"])
def test_the_command_says_what_the_layers_say_here(tmp_path: Path, name: str):
    root = damaged(entries()[name], tmp_path)
    assert check(root).findings == settle(gate(root).findings, order())


@pytest.mark.parametrize("name", [one.id for one in entries().values() if one.error])
def test_the_command_ends_in_one_line_where_it_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str):
    if "expectations/" in entries()[name].error:
        pytest.skip("said by a layer of another process; tests/expectations proves it")
    root = damaged(entries()[name], tmp_path)
    assert cli.main([str(root), "--layer", "text"]) == cli.CANNOT_RUN
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert entries()[name].error in err
