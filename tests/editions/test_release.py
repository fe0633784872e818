"""A release with nothing left out: the whole gate, two builds, and files that anybody gets again."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from release import build, make, repository, sums, twice
from tests.release.throwaway import DAY, FIRST, SECOND, edited, said, throwaway
from validate.package import CannotRun

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return throwaway(tmp_path)


def nox_release(root: Path, *arguments: str) -> str:
    """What the command says that nox runs."""
    command = [sys.executable, "-m", "release.make", "--package", str(root), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_two_releases_and_a_checkout_that_gives_the_same_sums(root: Path, tmp_path: Path):
    assert nox_release(root, FIRST).startswith("Released 0.2.0 of 2022-01-01")
    edited(root)
    assert nox_release(root, SECOND, "--date", DAY, "--dry-run").startswith("0.3.0 of 2022-02-01 can be released.")
    assert nox_release(root, SECOND, "--date", DAY).startswith("Released 0.3.0 of 2022-02-01")
    elsewhere = tmp_path / "another checkout"
    subprocess.run(
        ["git", "clone", "--quiet", "--branch", "v0.3.0", str(root), str(elsewhere)], check=True, capture_output=True
    )
    built = build.build(elsewhere, tmp_path / "dist")
    digest = hashlib.sha256((built.folder / sums.FILE).read_bytes()).hexdigest()
    assert f"\n{make.SUMS_LINE}{digest}" in said(root, "tag", "--list", "--format=%(contents)", "v0.3.0")
    assert b"yunhai-bank-qingling,,redirected" in (built.folder / "changes.csv").read_bytes()


def test_a_version_dated_before_its_data_is_refused(root: Path):
    with pytest.raises(CannotRun, match=r"first relations\.not-after-created at data/"):
        make.make(root, FIRST, "2021-01-01")
    assert said(root, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def in_place_of_the_build(script: str) -> Callable[[Path, Path, twice.Surroundings], subprocess.Popen]:
    def start(package: Path, out: Path, around: twice.Surroundings) -> subprocess.Popen:
        command = [sys.executable, "-c", script, str(out), around.folder]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    return start


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (
            "import sys, pathlib; out = pathlib.Path(sys.argv[1]); out.mkdir();"
            "(out / 'SHA256SUMS').write_text('0' * 64 + '  same\\n' + sys.argv[2][0] * 64 + '  mini.zip\\n')",
            "Two builds of the same commit differ in mini.zip. This is a fault of the program, please report it.",
        ),
        ("import sys; sys.exit('build: no room')", "The build failed: build: no room"),
    ],
)
def test_builds_that_differ_or_fail_end_the_release(
    script: str, reason: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    surroundings = (twice.SURROUNDINGS[0], twice.Surroundings("b", 0o022, {}))
    monkeypatch.setattr(twice, "SURROUNDINGS", surroundings)
    monkeypatch.setattr(twice, "start", in_place_of_the_build(script))
    with pytest.raises(CannotRun) as error:
        twice.build_twice(root, repository.line(root, "rev-parse", "HEAD"), tmp_path / "folder")
    assert error.value.text["en"] == reason
