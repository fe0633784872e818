"""Where a build comes from: the commit, and what differs from it."""

import subprocess
from pathlib import Path

import pytest

from release.origin import Origin, origin


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with one file committed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    root = tmp_path / "repository"
    root.mkdir()
    (root / "表.csv").write_text("a\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    return root


def test_a_clean_tree_has_a_commit_and_no_changes(repository: Path):
    found = origin(repository)
    assert len(found.commit) == 40
    assert found.changed == ()


def test_changed_and_new_files_are_named(repository: Path):
    (repository / "表.csv").write_text("b\n", encoding="utf-8")
    (repository / "new.csv").write_text("", encoding="utf-8")
    assert origin(repository).changed == ("表.csv", "new.csv")


def test_outside_git_there_is_no_commit(repository: Path):
    assert origin(repository.parent) == Origin(None)
