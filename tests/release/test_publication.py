"""The working tree is brought from one commit to the next file by file."""

from pathlib import Path

import pytest

from release import publication, repository
from tests.history.test_versions import committed, git
from tests.release.throwaway import commit, said
from validate.package import CannotRun

pytestmark = pytest.mark.usefixtures("alone")


def moved(root: Path, before: str) -> publication.Move:
    """The branch goes on to a second commit, of which the working tree knows nothing yet."""
    after = said(root, "rev-parse", "HEAD")
    git(root, "reset", "--quiet", "--hard", before)
    git(root, "update-ref", "refs/heads/main", after)
    return publication.Move("refs/heads/main", before, after, "v1.0.0", "")


@pytest.fixture
def one(tmp_path: Path) -> tuple[Path, publication.Move]:
    """A repository with a release that changes, adds and removes a file."""
    root = tmp_path / "repository"
    (root / "released" / "data").mkdir(parents=True)
    for name in ("表.csv", "same.csv", "released/data/old.csv"):
        (root / name).write_text("a\n", encoding="utf-8")
    before = said(committed(root), "rev-parse", "HEAD")
    (root / "表.csv").write_text("b\n", encoding="utf-8")
    (root / "released/data/old.csv").unlink()
    (root / "new").mkdir()
    (root / "new/file with a space.csv").write_text("c\n")
    commit(root, "Next")
    return root, moved(root, before)


def test_files_change_come_and_go_with_their_folders(one: tuple[Path, publication.Move]):
    root, move = one
    publication.replace(root, move)
    assert repository.changed(root) == []
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*.csv")) == [
        "new/file with a space.csv",
        "same.csv",
        "表.csv",
    ]
    assert not (root / "released").exists()


def test_a_folder_with_other_files_stays(one: tuple[Path, publication.Move]):
    root, move = one
    (root / "released/note.txt").write_text("mine\n")
    publication.replace(root, move)
    assert repository.changed(root) == ["released/note.txt"]


def test_a_file_in_the_way_of_a_new_one_is_not_overwritten(one: tuple[Path, publication.Move]):
    root, move = one
    (root / "new").mkdir()
    (root / "new/file with a space.csv").write_text("mine\n")
    with pytest.raises(CannotRun, match=r"new/file with a space\.csv was edited while v1\.0\.0 was made"):
        publication.replace(root, move)
    assert (root / "表.csv").read_text(encoding="utf-8") == "a\n"
