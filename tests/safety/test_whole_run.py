"""The whole program, all its processes watched: once on a sound package, once on one that is hostile in every way."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.damage import cell, copy_mini, json_edit, member
from tests.safety.conftest import SECRET, Run, state, watcher
from tests.safety.test_code import LOOKS_LIKE_CODE
from tests.safety.test_network import ADDRESS
from validate.gate import SLOWEST_IMPORT_FIRST
from validate.package import DESCRIPTOR


@dataclass
class Runs:
    """Both runs, and the folders of the hostile package and of what it reaches for."""

    sound: Run
    hostile: Run
    package: Path
    outside: Path
    changed: bool


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.mktemp("whole")
    outside = folder / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(f"old_id\n{SECRET}\n", encoding="utf-8")
    sound, package = copy_mini(folder), copy_mini(tmp_path_factory.mktemp("hostile"))
    make_hostile(package, outside)
    run, before = watcher(folder), [state(one) for one in (sound, package, outside)]
    outcomes = run(sound, "--format", "json"), run(package, "--format", "json", CANARY="canary-alive")
    return Runs(*outcomes, package, outside, before != [state(one) for one in (sound, package, outside)])


def make_hostile(package: Path, outside: Path) -> None:
    """Addresses, ways out and code wherever they may stand without ending the run."""

    def change(content: dict) -> None:
        content.update(profile=ADDRESS, homepage=ADDRESS, image=ADDRESS, title="${CANARY}")
        for one in content["resources"][:5]:
            one.update(profile=ADDRESS, sources=[{"title": "x", "path": ADDRESS}], dialect=str(outside / "secret.csv"))
        content["resources"][-1].update(path=ADDRESS)
        content["resources"][-2].update(path=str(outside / "secret.csv"))

    json_edit(DESCRIPTOR, change)(package)
    member("schemas/policy_topics.schema.json", "$ref", to=ADDRESS)(package)
    (package / "data/searches.csv").unlink()
    (package / "data/searches.csv").symlink_to(outside / "secret.csv")
    for at, text in enumerate(LOOKS_LIKE_CODE.values()):
        cell("citations", at + 2, "value_as_stated", text)(package)


def test_both_runs_come_to_an_end_with_a_report(runs: Runs):
    assert (runs.sound.code, runs.sound.err) == (0, "")
    assert (runs.hostile.code, runs.hostile.err) == (1, "")
    rules = {one["rule"] for one in json.loads(runs.hostile.out)["findings"]}
    assert rules >= {"text.path-unsafe", "text.path-link", "structure.property-unknown"}


def test_a_whole_run_connects_nowhere(runs: Runs):
    assert (runs.sound.of("network"), runs.hostile.of("network")) == ([], [])


def test_a_whole_run_starts_nothing_but_its_layers(runs: Runs):
    for run in (runs.sound, runs.hostile):
        assert [one for one in run.of("start") if "validate.worker" not in one] == []
        # Newer versions of Python tell of the call below `Popen` as well.
        assert sum(one.startswith("subprocess.Popen ") for one in run.of("start")) == len(SLOWEST_IMPORT_FIRST)


def test_a_whole_run_unpickles_the_same_with_and_without_hostile_data(runs: Runs):
    assert set(runs.hostile.of("unpickle")) <= set(runs.sound.of("unpickle"))


def test_a_whole_run_opens_nothing_outside_that_it_does_not_open_for_a_sound_package(runs: Runs):
    assert runs.hostile.opened_below(runs.outside) == []
    before = set(runs.sound.of("open"))
    new = {one for one in runs.hostile.of("open") if one not in before and not Path(one).is_relative_to(runs.package)}
    assert {one for one in new if not _is_of_the_process(one, runs.outside.parent)} == set()


def test_a_whole_run_shows_nothing_of_the_machine(runs: Runs):
    assert SECRET not in runs.hostile.out and "canary-alive" not in runs.hostile.out


def test_the_gate_writes_nothing_into_a_package(runs: Runs):
    assert not runs.changed


def _is_of_the_process(path: str, folder: Path) -> bool:
    """What libraries look up about the process itself, differently from run to run."""
    return path.startswith(("/proc/", "/sys/")) or path.endswith(".pyc") or Path(path).is_relative_to(folder / "temporary")
