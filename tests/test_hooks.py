"""The checks before a commit: commands of this repository that pass what is sound and refuse what is not.

Nothing here needs pre-commit; the entries are run as it runs them, in a copy of the repository.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.damage import cell
from tests.test_schemas import ROOT

HOOKS = {
    one["id"]: one
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    for one in repository["hooks"]
}
MODULES = [name for name, one in HOOKS.items() if one["entry"].startswith("python -m ")]
LEFT_OUT = shutil.ignore_patterns(".git", ".nox", ".venv", "dist", "bench-results", "__pycache__", ".*_cache", ".hypothesis")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("hooks") / "copy", ignore=LEFT_OUT))


def run(folder: Path, hook: str) -> int:
    """The exit code of a hook."""
    _, *arguments = HOOKS[hook]["entry"].split()
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, timeout=60).returncode


def content(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in [*(folder / "data").iterdir(), folder / "datapackage.json"]}


def test_every_hook_is_a_command_of_this_repository():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [one["repo"] for one in config["repos"]] == ["local"]
    assert {one["language"] for one in HOOKS.values()} == {"system"}
    assert (sorted(MODULES), sorted(set(HOOKS) - set(MODULES))) == (["docs", "format", "validate-text"], ["lint"])


def test_the_session_of_a_hook_exists():
    (session,) = re.findall(r"^nox -s (\w+)$", HOOKS["lint"]["entry"])
    assert f"\ndef {session}(session" in (ROOT / "noxfile.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("hook", "files", "others"),
    [
        ("format", ["data/policies.csv", "datapackage.json"], ["README.md", "released/data/policies.csv"]),
        ("validate-text", ["data/policies.csv", "exceptions.toml", "schemas/codes.schema.json"], ["README.md", "tests/data/x"]),
        ("docs", ["README.md", "data/policies.csv", "maintain/docs.py"], ["LICENSE"]),
        ("lint", ["noxfile.py", ".github/labels.yml", "pyproject.toml"], ["data/policies.csv"]),
    ],
)
def test_a_hook_looks_at_its_files(hook: str, files: list[str], others: list[str]):
    pattern = re.compile(HOOKS[hook]["files"])
    assert [one for one in [*files, *others] if pattern.search(one)] == files


@pytest.mark.parametrize("hook", MODULES)
def test_a_hook_passes_the_repository_and_changes_nothing(sound: Path, hook: str):
    before = content(sound)
    assert run(sound, hook) == 0
    assert content(sound) == before


def test_a_table_out_of_order_is_brought_into_form(sound: Path):
    table = sound / "data" / "aliases.csv"
    before = table.read_bytes()
    header, first, second, *rest = before.splitlines(keepends=True)
    table.write_bytes(b"".join([header, second, first, *rest]))
    assert run(sound, "format") == 0  # pre-commit refuses the commit, since a file changed
    assert table.read_bytes() == before


def test_a_table_with_a_null_look_alike_is_refused(sound: Path):
    table = sound / "data" / "sources.csv"
    before = table.read_bytes()
    cell("sources", 2, "title", "NA")(sound)
    assert run(sound, "validate-text") == 1
    table.write_bytes(before)


def test_a_stale_page_is_refused(sound: Path):
    page = sound / "docs" / "rules.md"
    before = page.read_bytes()
    page.write_bytes(before + b"\n")
    assert run(sound, "docs") == 1
    page.write_bytes(before)
