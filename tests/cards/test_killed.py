"""An apply that is killed anywhere leaves the tables as before or changed, and the next command ends it."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from cards import cli
from maintain import files, journal
from maintain import format as formatter
from tests.cards.conftest import Run, state
from tests.cards.test_apply import NEW
from validate import text
from validate.package import CannotRun, load
from validate.text.files import UNFINISHED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems that can fork can be killed in this way")
SURVIVED = 0

Card = Callable[..., Path]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_call(number: int) -> None:
    """Die before the write, renaming or removal of that number."""
    left = [number]

    def counted(call: Callable) -> Callable:
        def instead(*arguments: object, **named: object) -> object:
            left[0] -= 1
            return die() if left[0] == 0 else call(*arguments, **named)

        return instead

    for name in ("mkdir", "open", "replace", "rename", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
    os.fsync, shutil.rmtree = counted(os.fsync), counted(shutil.rmtree)


def killed(root: Path, card: Path, number: int) -> int:
    """How an apply in a process of its own ends: 0, or the signal with a minus."""

    def work() -> None:
        inner = cli.journal.write

        def write(*arguments: object) -> None:
            before_call(number)
            inner(*arguments)

        cli.journal.write = write
        os._exit(cli.main(["apply", str(card), "--package", str(root)]))

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    return process.exitcode


def without_waiting(found: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a package, without what waits to be written."""
    return {name: content for name, content in found.items() if not name.startswith(UNFINISHED) and ".tmp" not in name}


def test_killed_before_every_call_that_writes(root: Path, run: Run, card: Card, tmp_path: Path):
    path = card(NEW)
    kept, done = (shutil.copytree(root, tmp_path / name) for name in ("kept", "done"))
    assert run(done, "apply", path).code == 0
    before, after = state(kept), state(done)
    number, seen = 0, set()
    while True:
        number += 1
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        if killed(root, path, number) == SURVIVED:
            break
        left = without_waiting(state(root))
        assert all(content in {before.get(name), after.get(name)} for name, content in left.items())
        is_waiting = (root / UNFINISHED).exists()
        found = {one.rule for one in text.scan(load(root)).findings}
        assert ("text.write-unfinished" in found) is is_waiting
        assert left in (before, after) or is_waiting
        said = run(root, "apply")
        assert said.code == 0 and ("it is complete now" in said.out) is is_waiting
        ended = state(root)
        assert ended == (after if is_waiting or left == after else before)
        seen.add((is_waiting, ended == after))
    assert number > 40 and seen == {(False, False), (True, True), (False, True)}
    assert state(root) == after


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


@pytest.mark.parametrize(
    "listed",
    [
        b"", b"[1]", b'{"file": 1}', b'[{"file": "data/regions.csv"}]',
        b'[{"file": "../out.csv", "copy": "0.new", "before": "", "after": "x"}]',
        b'[{"file": "data/../../out.csv", "copy": "0.new", "before": "", "after": "x"}]',
        b'[{"file": "noxfile.py", "copy": "0.new", "before": "", "after": "x"}]',
        b'[{"file": "data/linked.csv", "copy": "0.new", "before": "", "after": "x"}]',
    ],
)  # fmt: skip
def test_a_folder_that_somebody_else_put_there_writes_nothing(listed: bytes, root: Path, tmp_path: Path):
    (root / UNFINISHED).mkdir()
    (root / UNFINISHED / "0.new").write_bytes(b"theirs")
    (root / UNFINISHED / journal.LIST).write_bytes(listed)
    (root / "data/linked.csv").symlink_to(tmp_path / "out.csv")
    before = state(root)
    with pytest.raises(CannotRun, match=r"^\.unfinished holds no change that could be completed\."):
        journal.complete(root)
    assert state(root) == before and not (tmp_path / "out.csv").exists()


def test_links_in_the_place_of_its_folders_are_not_followed(root: Path, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    (root / journal.BEING_LAID_DOWN).symlink_to(outside)
    journal.write(root, {"data/policies.csv": b"policies\n"})
    assert (outside / "kept.txt").read_text() == "kept" and (root / "data/policies.csv").read_bytes() == b"policies\n"
    (root / UNFINISHED).symlink_to(outside)
    with pytest.raises(CannotRun):
        journal.complete(root)
