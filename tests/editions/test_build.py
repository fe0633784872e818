"""The build as a whole: what it makes, what it refuses, and that the same commit gives the same bytes."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from maintain import files
from release import build, sums
from release.derived.tables import TABLES as DERIVED
from release.editions import xlsx
from release.twice import SURROUNDINGS
from validate.package import CannotRun, load

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"
TABLES = sorted(one.stem for one in (MINI / "data").glob("*.csv"))
CHANGES = {"CHANGES.md": b"# Changes\n", "changes.csv": b"table\n"}


@pytest.fixture
def mini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the mini package, outside of any git repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture
def committed(mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, committed to a repository of its own."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(mini), *command], check=True)
    return mini


def test_a_release_has_these_files(mini: Path, tmp_path: Path):
    built = build.build(mini, tmp_path / "dist", extra=CHANGES)
    assert list(built.sizes) == sorted([
        ".zenodo.json", "CHANGES.md", "CITATION.cff", "MANIFEST.json", "SHA256SUMS", "changes.csv", "croissant.json",
        *(f"data/{one}.csv" for one in TABLES), "dcat.jsonld", *(f"derived/{one}.csv" for one in DERIVED), "duckdb.sql",
        "mini-0.2.0.sqlite", "mini-0.2.0.xlsx", "mini-0.2.0.zip", *(f"parquet/{one}.parquet" for one in (*TABLES, *DERIVED)),
        "readr.R", "schema.org.jsonld",
    ], key=Path)  # fmt: skip
    assert (tmp_path / "dist" / sums.FILE).read_text() == sums.text(tmp_path / "dist")
    names = zipfile.ZipFile(tmp_path / "dist/mini-0.2.0.zip").namelist()
    assert {"CHANGES.md", "changes.csv", "MANIFEST.json", "croissant.json", "datapackage.json", "data/redirects.csv"} <= set(
        names
    )


def test_an_account_of_changes_that_the_package_holds_is_released_with_it(mini: Path, tmp_path: Path):
    (mini / "CHANGES.md").write_bytes(b"# Changes\n")
    build.build(mini, tmp_path / "dist")
    assert (tmp_path / "dist/CHANGES.md").read_bytes() == b"# Changes\n"
    assert "CHANGES.md" in zipfile.ZipFile(tmp_path / "dist/mini-0.2.0.zip").namelist()


def test_no_two_files_have_the_same_name_where_folders_are_lost(mini: Path, tmp_path: Path):
    names = [Path(one).name for one in build.build(mini, tmp_path / "dist").sizes]
    assert len(names) == len(set(names))


def test_the_csv_files_are_those_of_the_package_byte_for_byte(mini: Path, tmp_path: Path):
    build.build(mini, tmp_path / "dist")
    for one in TABLES:
        assert (tmp_path / f"dist/data/{one}.csv").read_bytes() == (mini / f"data/{one}.csv").read_bytes()


def test_a_clean_tree_is_built_with_its_commit(committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert build.main(["--package", str(committed), "--out", str(tmp_path / "dist")]) == 0
    commit = subprocess.run(["git", "-C", str(committed), "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()
    assert f'"commit": "{commit}"' in (tmp_path / "dist/MANIFEST.json").read_text()
    assert f"Commit {commit}." in capsys.readouterr().out


def test_a_changed_tree_is_refused_unless_one_only_tries(committed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (committed / "README.md").write_text("Changed.\n")
    command = ["--package", str(committed), "--out", str(tmp_path / "dist")]
    assert build.main(command) == 2
    assert capsys.readouterr().err == (
        "build: Not as committed: README.md. Commit or put away the changes, or try with --allow-dirty.\n"
    )
    assert build.main([*command, "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "build: 与提交不同：README.md。请先提交或收起改动，或用 --allow-dirty 试构建。\n"
    assert not (tmp_path / "dist").exists()
    assert build.main([*command, "--allow-dirty"]) == 0
    assert "with changed files (1): to try, not for a release." in capsys.readouterr().out
    assert '"changed_since_commit": [\n    "README.md"\n  ]' in (tmp_path / "dist/MANIFEST.json").read_text()


def test_outside_git_the_build_says_that_there_is_no_commit(mini: Path, capsys: pytest.CaptureFixture[str]):
    assert build.main(["--package", str(mini)]) == 0
    assert "Not in a git repository: the manifest names no commit." in capsys.readouterr().out
    assert '"commit": null' in (mini / "dist/MANIFEST.json").read_text()


def test_a_folder_that_no_build_made_is_left_alone(mini: Path, tmp_path: Path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/thesis.txt").touch()
    with pytest.raises(CannotRun, match="papers was not made by a build and would be lost"):
        build.build(mini, tmp_path / "papers")
    assert (tmp_path / "papers/thesis.txt").exists()


def test_a_wrong_cell_ends_the_build_and_leaves_the_old_release(mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    dist = tmp_path / "dist"
    build.build(mini, dist)
    before = (dist / sums.FILE).read_bytes()
    monkeypatch.setattr(xlsx, "_number", lambda book, sheet, line, column, value: sheet.write(line, column, str(value)))
    with pytest.raises(CannotRun, match=r"mini-0\.2\.0\.xlsx is not equal to the CSV files: .* is '1' there and '1' here"):
        build.build(mini, dist)
    assert (dist / sums.FILE).read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".tmp")] == []


def test_a_build_killed_between_the_two_renames_gives_the_old_release_back(mini: Path, tmp_path: Path):
    dist = tmp_path / "dist"
    build.build(mini, dist)
    dist.rename(files.set_aside(dist))
    (tmp_path / ".dist.new.tmp").mkdir()
    files.restore(dist)
    assert (dist / sums.FILE).read_text() == sums.text(dist)
    build.build(mini, dist)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dist", "mini"]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The real package, copied to two folders and built there at the same time in two surroundings."""
    running, built = [], []
    for at, around in enumerate(SURROUNDINGS):
        home = tmp_path_factory.mktemp(f"{'x' * (at * 7)}-home")
        for part in ("data", "schemas", "expectations"):
            shutil.copytree(ROOT / part, home / part)
        for one in ROOT.iterdir():
            if one.is_file() and one.name in {"datapackage.json", *build.archive.DOCUMENTS}:
                shutil.copy(one, home / one.name)
        command = [sys.executable, "-m", "release.build", "--package", str(home), "--allow-dirty"]
        environment = os.environ | around.environment | {"GIT_CEILING_DIRECTORIES": str(home.parent)}
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, umask=around.umask, stdout=subprocess.DEVNULL))
        built.append(home / "dist")
    assert [one.wait() for one in running] == [0, 0]
    return built


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a release but the Parquet files, and the sums over them."""
    names = [one for one in folder.rglob("*") if one.is_file() and one.suffix != ".parquet" and one.name != sums.FILE]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in names}


def test_two_builds_elsewhere_give_the_same_bytes(twice: list[Path]):
    one, other = map(contents, twice)
    assert one.keys() == other.keys()
    assert [name for name in sorted(one) if one[name] != other[name]] == []


def test_two_builds_elsewhere_give_the_same_parquet_content(twice: list[Path]):
    names = sorted(one.name for one in (twice[0] / "parquet").iterdir())
    assert names == sorted(f"{one}.parquet" for one in (*TABLES, *DERIVED))
    for name in names:
        one, other = (pl.read_parquet(folder / "parquet" / name) for folder in twice)
        assert one.equals(other)
        assert one.schema == other.schema


def test_the_real_release_has_no_date_of_today_and_no_path_of_this_machine(twice: list[Path]):
    for path in twice[0].rglob("*"):
        if path.suffix in {".json", ".jsonld", ".cff", ".sql", ".R"}:
            assert str(twice[0].parent) not in path.read_text(encoding="utf-8"), path.name
    with closing(sqlite3.connect(next(twice[0].glob("*.sqlite")))) as database:
        assert dict(database.execute("SELECT * FROM release_about"))["created"] == load(ROOT).descriptor["created"]
