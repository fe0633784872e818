"""The project as its users meet it: the real package, the documents, the locks."""

import contextlib
import csv
import io
import json
import re
import tomllib
from pathlib import Path

import frictionless
import pytest

from maintain import docs
from validate import gate
from validate.catalogue import LAYERS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def test_the_real_package_passes_all_layers():
    result = gate.check(ROOT)
    assert result.findings == []
    assert [one.name for one in result.layers] == list(LAYERS)
    assert set(result.rows) == {path.stem for path in (ROOT / "data").glob("*.csv")}


def test_a_consumer_who_runs_plain_frictionless_finds_it_valid():
    assert frictionless.validate(str(ROOT / "datapackage.json")).flatten(["type", "message"]) == []


def test_the_generated_pages_are_fresh():
    stale = [path.name for path, text in docs.pages(ROOT).items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: nox -s docs"


@pytest.mark.parametrize("name", READMES)
def test_the_pandas_example_shows_the_dedicated_policies(name: str, monkeypatch: pytest.MonkeyPatch):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(example, {})
    with (ROOT / "data/policies.csv").open(encoding="utf-8", newline="") as file:
        dedicated = [row["policy_id"] for row in csv.DictReader(file) if row["scope"] == "dedicated"]
    assert f"[{len(dedicated)} rows x 4 columns]" in shown.getvalue()
    assert dedicated[0] in shown.getvalue()


@pytest.mark.parametrize("name", READMES)
def test_the_set_up_commands_stand_in_both_languages(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    assert blocks == [
        "uvx nox -s validate\nuvx nox -s tests\n",
        "python3 -m venv .venv && .venv/bin/python -m pip install nox && .venv/bin/nox -s validate\n.venv/bin/nox -s tests\n",
    ]


@pytest.mark.parametrize("name", READMES)
def test_every_command_has_a_row_and_only_one(name: str):
    sessions = re.findall(
        r'^@nox\.session(?:\(name="(\w+)"\))?\ndef (\w+)', (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    rows = re.findall(r"^\| `nox -s (\w+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(given or function for given, function in sessions)


@pytest.mark.parametrize("name", READMES)
def test_every_link_of_a_readme_leads_to_a_file(name: str):
    links = re.findall(r"\]\(((?!\.\./\.\./|https://)[^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert len(links) > 20 and [one for one in links if not (ROOT / one).exists()] == []


def test_the_version_is_the_same_everywhere():
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in READMES:
        assert f"version {version}." in (ROOT / name).read_text(encoding="utf-8")


def test_every_direct_dependency_is_locked_with_hashes():
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    for group, wanted in groups.items():
        locked = (ROOT / f"requirements/{group}.txt").read_text(encoding="utf-8")
        for one in (re.sub(r"\[.*?\]", "", entry) for entry in wanted if isinstance(entry, str)):
            assert re.search(rf"^{re.escape(one)}(?: ;[^\n]*)? \\\n    --hash=sha256:", locked, re.MULTILINE), (
                f"{one}: run nox -s lock"
            )
        assert "://" not in locked and "--index-url" not in locked


def test_csv_files_keep_their_line_ends_in_a_checkout():
    assert "*.csv text eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
