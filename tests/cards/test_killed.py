"""An apply that is killed anywhere leaves the tables as before or changed, and the next command ends it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cards import cli
from maintain import files, journal
from maintain import format as formatter
from tests.cards.conftest import Run, state
from tests.cards.test_apply import NEW
from tests.killing import KILLED, SURVIVED, die, dying_before, killed
from validate import text
from validate.package import CannotRun, load
from validate.text.files import UNFINISHED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems that can fork can be killed in this way")

Card = Callable[..., Path]


def before_call(number: int) -> None:
    """Die before the call of that number that makes, writes, renames or removes something."""
    counted = dying_before(number)
    for name in ("mkdir", "open", "replace", "rename", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
    os.fsync, os.unlink, os.rmdir = counted(os.fsync), counted(os.unlink), counted(os.rmdir)


OLD = {"data/a.csv": b"a\n", "data/b.csv": b"b\n", "datapackage.json": b"{}\n"}
NEW_BYTES = {"data/a.csv": b"a\n1\n", "data/b.csv": b"b\n2\n", "datapackage.json": b'{"bytes": 4}\n'}


def test_killed_before_every_call_that_writes(tmp_path: Path):
    number, seen = 0, set()
    while True:
        number += 1
        root = tmp_path / str(number)
        (root / "data").mkdir(parents=True)
        for name, content in OLD.items():
            (root / name).write_bytes(content)
        if killed(lambda: (before_call(number), journal.write(root, NEW_BYTES))) == SURVIVED:  # noqa: B023
            break
        left = {name: (root / name).read_bytes() for name in OLD}
        is_waiting = (root / UNFINISHED).exists()
        assert is_waiting or left in (OLD, NEW_BYTES)
        assert journal.complete(root) == (list(OLD) if is_waiting else [])
        assert state(root) == (NEW_BYTES if is_waiting else left)
        assert sorted(one.name for one in root.iterdir()) == ["data", "datapackage.json"]
        seen.add((is_waiting, "mixed" if left not in (OLD, NEW_BYTES) else "new" if left == NEW_BYTES else "old"))
    assert seen == {(False, "old"), (True, "old"), (True, "mixed"), (True, "new"), (False, "new")}
    assert number > 40 and state(root) == NEW_BYTES


@pytest.mark.parametrize(("replaced", "is_waiting"), [(3, False), (7, True), (11, True)])
def test_an_apply_that_was_killed_is_reported_and_ended_by_the_next(
    replaced: int, is_waiting: bool, root: Path, run: Run, card: Card, tmp_path: Path
):
    path, done = card(NEW), shutil.copytree(root, tmp_path / "done")
    assert run(done, "apply", path).code == 0

    def work() -> None:
        calls = iter(range(1, 100))
        replace = files.replace
        files.replace = lambda *arguments: die() if next(calls) == replaced else replace(*arguments)
        cli.main(["apply", str(path), "--package", str(root)])

    before = state(root)
    assert killed(work) == KILLED
    assert ("text.write-unfinished" in {one.rule for one in text.scan(load(root)).findings}) is is_waiting
    said = run(root, "apply")
    assert said.code == 0 and ("it is complete now" in said.out) is is_waiting
    assert state(root) == (state(done) if is_waiting else before)


@pytest.fixture
def waiting(root: Path, card: Card) -> Path:
    """A package in which a change of two files waits, one of them written already."""
    changed = {"data/policies.csv": b"policies\n", "data/regions.csv": b"regions\n"}
    journal._lay_down(root, changed)
    (root / journal.BEING_LAID_DOWN).rename(root / UNFINISHED)
    files.replace(root / "data/policies.csv", b"policies\n", root)
    return root


@pytest.mark.parametrize(
    "command", [("show", "yh-gov"), ("new", "policy"), ("retire", "yh-gov", "--kind", "x", "--reason", "x")]
)
def test_every_command_ends_it_first(command: tuple[str, ...], waiting: Path, run: Run):
    run(waiting, *command)
    assert not (waiting / UNFINISHED).exists()
    assert (waiting / "data/regions.csv").read_bytes() == b"regions\n"


def test_the_formatter_ends_it_but_not_its_check(waiting: Path):
    formatter.main([str(waiting), "--check"])
    assert (waiting / UNFINISHED).exists()
    formatter.main([str(waiting)])
    assert not (waiting / UNFINISHED).exists()


def test_a_trial_ends_nothing(waiting: Path, run: Run, card: Card):
    before = state(waiting)
    assert run(waiting, "apply", card(NEW), "--check").code == 2
    assert state(waiting) == before


def test_an_edit_since_is_not_lost(waiting: Path):
    (waiting / "data/regions.csv").write_bytes(b"mine\n")
    before = state(waiting)
    with pytest.raises(CannotRun, match=r"^data/regions\.csv was edited after a change was interrupted\."):
        journal.complete(waiting)
    assert state(waiting) == before
