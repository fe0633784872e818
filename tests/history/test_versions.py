"""A version is the same wherever it stands; what cannot be read is said in one line."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.damage import MINI, cell, copy_mini, edit, remove, write
from validate.history.versions import newest_tag, read
from validate.package import CannotRun

HAN = re.compile(r"[\u4e00-\u9fff]")
NOBODY = (
    "-c",
    "user.name=nobody",
    "-c",
    "user.email=nobody@example.org",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "tag.gpgsign=false",
)


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *NOBODY, "-C", str(root), *arguments], check=True, capture_output=True)


def committed(root: Path, *tags: str) -> Path:
    """The folder as a repository with one commit."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=all")
    for one in tags:
        git(root, "tag", one)
    return root


def zipped(root: Path, archive: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(root.rglob("*.*")):
            file.write(path, inside + path.relative_to(root).as_posix())
    return archive


def refused(place: str, package: Path) -> str:
    """Why there is no version at a place, in English; it must be one line in each language."""
    with pytest.raises(CannotRun) as error:
        read(place, package)
    assert all("\n" not in line for line in error.value.text.values()) and HAN.search(error.value.text["zh"])
    return error.value.text["en"]


def test_a_folder_a_revision_and_an_archive_hold_the_same_version(mini: Path, tmp_path: Path):
    committed(mini, "v0.2.0")
    expected = read(str(MINI), mini)
    assert expected.name == "0.2.0" and len(expected.tables) == 24
    assert read("v0.2.0", mini) == read("HEAD", mini) == expected
    assert read(str(zipped(mini, tmp_path / "flat.zip")), mini) == expected
    assert read(str(zipped(mini, tmp_path / "deep.zip", "mini-0.2.0/")), mini) == expected


def test_a_revision_is_as_it_was_committed(mini: Path):
    committed(mini)
    cell("policies", 2, "title_en", "Edited")(mini)
    rows = {name: read(place, mini).tables["policies"].rows for name, place in (("then", "HEAD"), ("now", str(mini)))}
    assert rows["now"]["dongxi-2017-blockchain-study",]["title_en"] == "Edited"
    assert rows["then"]["dongxi-2017-blockchain-study",]["title_en"] != "Edited"


def test_a_package_below_the_root_of_its_repository_has_revisions_too(tmp_path: Path):
    shutil.copytree(MINI, tmp_path / "a" / "data package")
    committed(tmp_path)
    assert read("HEAD", tmp_path / "a" / "data package") == read(str(MINI), MINI)


def test_lines_are_those_of_the_file():
    table = read(str(MINI), MINI).tables["policies"]
    assert list(table.lines.values()) == [2, 3, 4]
    assert table.file == "data/policies.csv"


def test_the_newest_tag_is_the_greatest_version(mini: Path):
    assert newest_tag(committed(mini)) is None
    for one in ("v0.9.0", "v0.10.0", "v0.2.0", "latest", "vnext"):
        git(mini, "tag", one)
    assert newest_tag(mini) == "v0.10.0"


@pytest.mark.parametrize("place", ["v9.9.9", "--help", "-v", "HEAD~99", "no/such/folder", "HEAD:data"])
def test_what_is_no_place_is_refused(mini: Path, place: str):
    assert refused(place, committed(mini)).startswith(f"“{place}” is no folder with a datapackage.json, no release archive")


def test_outside_a_repository_there_are_no_revisions(mini: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(mini.parent))
    assert "is no folder" in refused("HEAD", mini) and newest_tag(mini) is None


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a table is gone": (remove("data/policies.csv"), "data/policies.csv cannot be compared: No such file or directory."),
    "a key stands twice": (
        edit("data/redirects.csv", lambda raw: raw + raw.splitlines(True)[1]),
        "data/redirects.csv cannot be compared: the key yunhai-2018-blockchain-policy stands twice.",
    ),
    "a cell is missing": (
        write("data/redirects.csv", b"old_id,new_id,reason,since\na,b\n"),
        "data/redirects.csv cannot be compared: line 2 has another number of cells than the header.",
    ),
    "a column is missing": (
        write("data/redirects.csv", b"old_id,new_id,reason\na,b,c\n"),
        "data/redirects.csv cannot be compared: its header is not old_id,new_id,reason,since.",
    ),
    "a table is empty": (write("data/redirects.csv", b""), "its header is not"),
    "a table is not text": (write("data/redirects.csv", b"\xff\xfe"), "data/redirects.csv cannot be compared: 'utf-8' codec"),
    "quotes do not match": (write("data/redirects.csv", b'old_id,new_id,reason,since\n"a'), "unexpected end of data."),
    "the descriptor is no JSON": (write("datapackage.json", b"{"), "is not JSON"),
}


@pytest.mark.parametrize("why", DAMAGED)
def test_a_version_is_refused_if(tmp_path: Path, why: str):
    damage, reason = DAMAGED[why]
    root = copy_mini(tmp_path, "policies", "redirects")
    damage(root)
    assert reason in refused(str(root), root)


def test_a_damaged_archive_is_refused(mini: Path, tmp_path: Path):
    archive = zipped(mini, tmp_path / "mini.zip")
    raw = archive.read_bytes()
    for damaged in (b"", b"no archive", raw[: len(raw) // 2], raw.replace(b"policy_id", b"policy_ix")):
        archive.write_bytes(damaged)
        assert "mini.zip cannot be compared: " in refused(str(archive), mini)
    assert "gone.zip cannot be compared: No such file" in refused(str(tmp_path / "gone.zip"), mini)


def test_an_archive_writes_nowhere_but_in_its_own_folder(tmp_path: Path):
    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("../evil.json", "{}")
        file.writestr(str(tmp_path / "evil.csv"), "")
    assert "There is no datapackage.json" in refused(str(archive), tmp_path)
    assert not list(tmp_path.parent.glob("evil*")) and not (tmp_path / "evil.csv").exists()
