"""The command: what it compares, where it writes, and what it cannot do."""

import json
import re
import shutil
from pathlib import Path

import pytest

from review import gate
from review.__main__ import main
from tests.damage import Damage, both, cell, copy_mini, edit, rehash
from tests.history.test_rules import add, because
from tests.history.test_versions import committed, git
from validate.package import CannotRun

HAN = re.compile(r"[\u4e00-\u9fff]")
DATED = cell("policies", 4, "issued_date", "2021-03-02")
PLAN = "yunhai-2021-blockchain-action-plan"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report of the gate without findings, so that it need not run."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"findings": []}), encoding="utf-8")
    return str(path)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which the mini package was released and tagged."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    root = copy_mini(tmp_path)
    for name in ("datapackage.json", "data", "schemas"):
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        (root / "released").mkdir(exist_ok=True)
        copy(root / name, root / "released" / name)
    return committed(root, "v0.2.0")


def headings(page: str) -> list[str]:
    return re.findall(r"^### (?:Changed|Added|Removed|Redirected) .*$", page, re.MULTILINE)


def test_a_working_copy_is_compared_with_a_revision(repository: Path, report: str, capsys: Capture):
    DATED(repository)
    assert main(["HEAD", "--package", str(repository), "--findings", report]) == 0
    page = capsys.readouterr().out
    assert headings(page) == [f"### Changed `policies` `{PLAN}` `Yunhai Blockchain Action Plan (2021-2023)`"]
    assert "- `issued_date`: `2021-03-01` → `2021-03-02` · states S1 · **⚠ no reason**\n" in page
    assert f"next,policies,{PLAN},issued_date,correction,\n" in page


def test_the_line_that_lacks_and_a_word_at_its_end_leave_nothing_to_add(repository: Path, report: str, capsys: Capture):
    both(DATED, add("revisions", f"next,policies,{PLAN},issued_date,correction,Misprint."))(repository)
    assert main(["HEAD", "--package", str(repository), "--findings", report]) == 0
    page = capsys.readouterr().out
    assert "reasons that lack: 0" in page and "· reason `correction` `Misprint.`" in page


def test_two_folders_and_two_revisions_give_the_same_page(repository: Path, report: str, tmp_path: Path, capsys: Capture):
    before = Path(shutil.copytree(repository, tmp_path / "before"))
    both(DATED, because("policies", PLAN, "issued_date"))(repository)
    assert main([str(before), "--package", str(repository), "--findings", report]) == 0
    folders = capsys.readouterr().out
    git(repository, "commit", "--all", "--quiet", "--message=edit")
    assert main(["HEAD^", "--to", "HEAD", "--package", str(repository), "--findings", report]) == 0
    assert capsys.readouterr().out == folders


def change_beside(repository: Path, other: Damage) -> None:
    """A branch `change` with an edit, and on main, which is checked out, another one meanwhile."""
    git(repository, "checkout", "--quiet", "-b", "change")
    DATED(repository)
    git(repository, "commit", "--all", "--quiet", "--message=edit")
    git(repository, "checkout", "--quiet", "main")
    other(repository)
    git(repository, "commit", "--all", "--quiet", "--message=other")


def test_what_the_base_got_meanwhile_is_no_part_of_the_change(repository: Path, report: str, capsys: Capture):
    change_beside(repository, cell("policies", 3, "confidence", "low"))
    git(repository, "checkout", "--quiet", "change")
    assert main(["main", "--package", str(repository), "--findings", report]) == 0
    assert len(headings(capsys.readouterr().out)) == 1


def test_of_a_merge_the_first_parent_is_the_base(repository: Path, report: str, capsys: Capture):
    change_beside(repository, cell("agencies", 3, "confidence", "low"))
    git(repository, "checkout", "--quiet", "--detach")
    git(repository, "merge", "--quiet", "--no-edit", "change")
    assert main(["HEAD^1", "--package", str(repository), "--findings", report]) == 0
    assert len(headings(capsys.readouterr().out)) == 1


@pytest.mark.parametrize("actions", [False, True])
def test_an_edit_of_the_release_with_its_hashes_is_told_and_ends_with_1(
    repository: Path, report: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, actions: bool
):
    cell("policies", 4, "issued_date", "2021-03-02")(repository)
    released = repository / "released"
    shutil.copy(repository / "data/policies.csv", released / "data/policies.csv")
    rehash(released)
    if actions:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    out = tmp_path / "deep" / "page.html"
    assert main(["HEAD", "--package", str(repository), "--findings", report, "--format", "html", "--out", str(out)]) == 1
    shown = capsys.readouterr()
    assert shown.err.splitlines()[0].startswith("review: released/data/policies.csv: This file is not as it was released.")
    assert shown.out.count("::error file=released/") == (2 if actions else 0)
    assert "Not as the base branch has it" in out.read_text(encoding="utf-8")


def test_the_gate_runs_on_the_version_under_review(mini: Path):
    edit("data/policies.csv", lambda raw: raw.replace(b"2021-03-01", b"2021-3-1"))(mini)
    (one,) = gate.run(mini, "zh", ["text"]).findings
    assert (one.rule, one.file, one.line, one.field) == ("text.date-form", "data/policies.csv", "4", "issued_date")
    assert HAN.search(one.fix)


def test_without_its_libraries_the_gate_is_said_not_to_have_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(gate, "LIBRARIES", ("a_library_that_is_nowhere",))
    assert gate.run(tmp_path, "en") == gate.Verdict(None)


def test_a_gate_that_cannot_run_says_why(tmp_path: Path):
    verdict = gate.run(tmp_path, "en")
    assert verdict.findings is None and verdict.why.startswith("validate: There is no datapackage.json")


def test_the_findings_of_a_report_are_read_as_text(tmp_path: Path):
    path = tmp_path / "report.json"
    one = {"rule": "text.x", "file": "data/a.csv", "line": 3, "field": None, "record": ["a"], "message": "M.", "fix": "F."}
    path.write_text(json.dumps({"findings": [one]}), encoding="utf-8")
    assert gate.of_file(path).findings == (gate.Found("text.x", "data/a.csv", "3", "", "['a']", "M.", "F."),)


@pytest.mark.parametrize("content", ["", "[]", '{"findings": 1}', '{"findings": [1]}', "[" * 100_000, "\xff"])
def test_what_is_no_report_is_refused(tmp_path: Path, content: str):
    path = tmp_path / "report.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(CannotRun) as error:
        gate.of_file(path)
    assert "is no report" in error.value.text["en"] and HAN.search(error.value.text["zh"])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "arguments", [["v9.9.9"], ["no/such/folder"], ["HEAD", "--findings", "nowhere.json"], ["HEAD", "--to", "v9.9.9"]]
)
def test_what_it_cannot_do_is_one_line_and_exit_code_2(repository: Path, capsys: Capture, arguments: list[str], lang: str):
    assert main([*arguments, "--package", str(repository), "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("review: ") and err.count("\n") == 1
    assert bool(HAN.search(err)) == (lang == "zh")


def test_a_page_that_cannot_be_written_is_one_line(repository: Path, report: str, capsys: Capture):
    out = repository / "data" / "policies.csv" / "page.html"
    assert main(["HEAD", "--package", str(repository), "--findings", report, "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith(f"review: {out.parent} cannot be read or written: ")
