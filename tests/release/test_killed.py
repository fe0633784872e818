"""A release that is killed anywhere leaves the repository as before or complete, and the next run ends it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from maintain import files
from release import make, publication, repository
from tests.conftest import SMALL
from tests.killing import KILLED, SURVIVED, die, dying_before, killed
from tests.release.throwaway import FIRST, SUMS, said, state, throwaway
from validate.package import CannotRun

pytestmark = [
    pytest.mark.usefixtures("alone"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems that can fork can be killed in this way"),
]

STEPS = ("copy", "write", "pages", "validate", "commit", "build", "tag", "bring", "move", "replace", "close")
ON_THE_REPOSITORY = STEPS[7:]

Run = Callable[[str, Callable[[], None]], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return throwaway(tmp_path, *SMALL)


def plainly(name: str, work: Callable[[], None]) -> None:
    work()


def release(root: Path, run: Run = plainly) -> str:
    tools = make.Tools(validate=lambda root: None, build=lambda copy, commit, folder: SUMS, run=run)
    return make.make(root, FIRST, tools=tools)


def killed_in(root: Path, run: Run) -> int:
    """How a release in a process of its own ends."""
    return killed(lambda: release(root, run))


def before_step(wanted: str) -> Run:
    return lambda name, work: die() if name == wanted else work()


def before_call(number: int) -> Run:
    """Die before the call of that number, of git or of writing a file, in the steps that write to the repository."""
    counted = dying_before(number)

    def run(name: str, work: Callable[[], None]) -> None:
        if name == ON_THE_REPOSITORY[0]:
            repository._run = counted(repository._run)
            files.replace = counted(files.replace)
        work()

    return run


def as_git_left_it_between(first: str) -> Run:
    """Do only the first half of the transaction, as a git that was killed between its two renames, and die."""

    def run(name: str, work: Callable[[], None]) -> None:
        if name == "move":
            publication._transaction = lambda root, one: f"update {first.format(one=one)}\n".encode()
            work()
            die()
        work()

    return run


def is_complete(root: Path, before: str, *, but_for_the_tree: bool = False) -> bool:
    """Whether branch and tag have the release, and the working tree too."""
    moved = repository.asked(root, "rev-parse", "HEAD^") == before
    tagged = repository.asked(root, "rev-parse", "v0.2.0^{commit}") == said(root, "rev-parse", "HEAD")
    return moved and tagged and (but_for_the_tree or repository.changed(root) == [])


def assert_as_before_or_complete(root: Path, then: dict[str, object], before: str) -> None:
    assert state(root) == then or is_complete(root, before, but_for_the_tree=True)


def assert_the_next_run_ends_it(root: Path, elsewhere: Path, before: str) -> None:
    release(root)
    assert is_complete(root, before)
    assert said(root, "for-each-ref", "refs/releasing") == ""
    assert list(elsewhere.iterdir()) == []
    assert [one.name for one in root.iterdir() if one.name.endswith(".tmp")] == []


def test_these_are_the_steps(root: Path):
    taken = []
    release(root, lambda name, work: (taken.append(name), work()))
    assert tuple(taken) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_a_step(step: str, root: Path, alone: Path):
    then, before = state(root), said(root, "rev-parse", "HEAD")
    assert killed_in(root, before_step(step)) == KILLED
    assert (state(root) == then) is (step not in ("replace", "close"))
    assert_as_before_or_complete(root, then, before)
    assert_the_next_run_ends_it(root, alone, before)


def test_killed_before_every_call_that_writes(root: Path, alone: Path, tmp_path: Path):
    then, before = state(root), said(root, "rev-parse", "HEAD")
    kept = tmp_path / "kept"
    root.rename(kept)
    number, moved = 0, set()
    while True:
        number += 1
        shutil.copytree(kept, root)
        if killed_in(root, before_call(number)) == SURVIVED:
            break
        assert_as_before_or_complete(root, then, before)
        moved.add(state(root) != then)
        assert_the_next_run_ends_it(root, alone, before)
        shutil.rmtree(root)
    assert number > 30 and moved == {False, True}
    assert is_complete(root, before)


@pytest.mark.parametrize("half", ["{one.branch} {one.after} {one.before}", "refs/tags/{one.tag} {one.object}"])
def test_half_of_the_transaction_is_completed(half: str, root: Path, alone: Path):
    before = said(root, "rev-parse", "HEAD")
    assert killed_in(root, as_git_left_it_between(half)) == KILLED
    assert_the_next_run_ends_it(root, alone, before)


def test_an_edit_since_is_not_lost(root: Path, alone: Path):
    before = said(root, "rev-parse", "HEAD")
    assert killed_in(root, before_step("replace")) == KILLED
    ours = (root / "CHANGELOG.md").read_bytes()
    (root / "CHANGELOG.md").write_bytes(ours + b"\nMine.\n")
    with pytest.raises(CannotRun, match=r"CHANGELOG\.md was edited while v0\.2\.0 was made"):
        release(root)
    assert (root / "CHANGELOG.md").read_bytes() == ours + b"\nMine.\n"
    (root / "CHANGELOG.md").write_bytes(ours)
    assert_the_next_run_ends_it(root, alone, before)


def test_a_lock_that_a_killed_git_left_is_named(root: Path, alone: Path):
    before = said(root, "rev-parse", "HEAD")
    assert killed_in(root, before_step("replace")) == KILLED
    (root / ".git" / "index.lock").touch()
    with pytest.raises(
        CannotRun, match=r"index\.lock': File exists\. If no git is running, remove that file and run this again\.$"
    ):
        release(root)
    (root / ".git" / "index.lock").unlink()
    assert_the_next_run_ends_it(root, alone, before)


def test_what_was_killed_is_ended_before_another_version_and_not_by_a_dry_run(root: Path):
    assert killed_in(root, before_step("replace")) == KILLED
    then = state(root)
    with pytest.raises(CannotRun, match=r"The release v0\.2\.0 was interrupted\. Run this without --dry-run to end it\."):
        make.make(root, "0.3.0", dry=True)
    assert state(root) == then
    assert make.make(root, "0.3.0") == "The release v0.2.0 had been interrupted; it is complete now. Look with git show v0.2.0."


def test_commits_made_on_top_of_a_killed_release_stay(root: Path, alone: Path):
    assert killed_in(root, before_step("close")) == KILLED
    (root / "README.md").write_text("Later.\n")
    repository.git(root, "commit", "--quiet", "--all", "--message=Later")
    assert release(root).startswith("The release v0.2.0 had been interrupted")
    assert said(root, "log", "--format=%s", "-2") == "Later\nRelease 0.2.0"
    assert said(root, "for-each-ref", "refs/releasing") == ""
