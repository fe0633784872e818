"""No pull request writes to a terminal or to a workflow through the gate's own output."""

import json
import re
from pathlib import Path

import pytest

from tests.damage import both, cell, edit, json_edit, member, write
from validate.catalogue import describe, rules
from validate.cli import main
from validate.findings import Finding
from validate.package import DESCRIPTOR
from validate.report import FORMATS
from validate.report.words import inert

HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b31m\x08\u202e\u2066::error file=x::y\n::error::z\r##[error]w\u2028::debug::v"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
Capture = pytest.CaptureFixture[str]


def harmless(shown: str) -> bool:
    """Whether no line controls a terminal or is a command to a workflow."""
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::") or "##[" in line]
    return not CONTROL.search(shown) and not commands


def hostile(root: Path) -> None:
    """Control characters and commands in every place that a report repeats."""

    def change(content: dict) -> None:
        content.update(name=HOSTILE, version=f"::error::{HOSTILE}", title=HOSTILE)
        content[HOSTILE] = HOSTILE
        content["resources"][3].update(name=HOSTILE)

    both(
        cell("policies", 2, "title_en", HOSTILE.replace("\n", "").replace("\r", "")),
        cell("policies", 3, "policy_id", "::error::x"),
        edit("data/redirects.csv", lambda raw: raw.replace(b"old_id", HOSTILE.replace("\n", "").encode(), 1)),
        member("schemas/regions.schema.json", "fields", 0, HOSTILE, to=HOSTILE),
        write("data/##[error]\x1b[31m.csv", b""),
        json_edit(DESCRIPTOR, change),
    )(root)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_text_report_of_a_hostile_package_is_harmless(small: Path, capsys: Capture, lang: str):
    hostile(small)
    layers = ("--layer", "text", "--layer", "structure")
    assert main([str(small), "--lang", lang, *layers]) == 1
    out, err = capsys.readouterr()
    assert harmless(out) and err == ""


def test_the_json_report_of_a_hostile_package_is_harmless_and_exact(small: Path, capsys: Capture):
    hostile(small)
    assert main([str(small), "--format", "json", "--layer", "text"]) == 1
    out = capsys.readouterr().out
    assert harmless(out)
    assert json.loads(out)["package"] == HOSTILE


def test_annotations_of_a_hostile_package_are_only_the_programs_own(small: Path, capsys: Capture):
    hostile(small)
    assert main([str(small), "--format", "github", "--layer", "text"]) == 1
    for line in capsys.readouterr().out.splitlines():
        assert not CONTROL.search(line) and "##[" not in line
        if line.lstrip().startswith("::"):
            assert re.match(r"::error (file=[^:,]+,)?(line=[0-9]+,)?title=[^:]*::", line)
            assert line.removeprefix("::error ").split("::", 1)[0].count("=") <= 3


def test_the_page_and_the_summary_of_a_hostile_package_hold_no_markup_of_it(
    small: Path, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    markup = "<script>x</script><img src=x onerror=x>[x](http://hostile.example)![x](http://hostile.example)`x`|x|@everyone"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    both(cell("policies", 2, "doc_type", markup), member(DESCRIPTOR, "name", to=markup))(small)
    layers = ("--layer", "text", "--layer", "structure")
    for form in ("html", "github"):
        assert main([str(small), "--format", form, *layers]) == 1
    page, summary = capsys.readouterr().out.split("</html>")[0], (tmp_path / "summary").read_text(encoding="utf-8")
    for shown in (page, summary):
        assert "<script" not in shown and "<img" not in shown and "hostile" in shown
    assert "](" not in summary and "`x`" not in summary and "|x|" not in summary and "@everyone" not in summary


def test_a_line_of_reason_is_harmless(small: Path, capsys: Capture):
    hostile(small)
    root = small.rename(small.parent / "a\x1b[31m::error::b")
    (root / DESCRIPTOR).write_bytes(b"{")
    assert main([str(root), "--layer", "text"]) == 2
    err = capsys.readouterr().err
    assert harmless(err) and err.count("\n") == 1


@pytest.mark.parametrize("rule", rules())
def test_no_message_can_begin_with_a_command(rule: str):
    details = dict.fromkeys(re.findall(r"{(\w+)}", repr(rules()[rule])), "::error::x")
    told = describe(Finding(rule, value="::error::x", details=details), "en")
    assert harmless(f"{inert('  ' + told['message'])}\n{inert('  ' + told['fix'])}")


@pytest.mark.parametrize("line", ["::error::x", " ::error::x", "\t::x", "a ##[error]x", "##[[x]", "###[x]"])
def test_a_command_is_shown_broken(line: str):
    assert harmless(inert(line).replace("\t", ""))


@pytest.mark.parametrize("line", ["a::b", "#[x]", "http://x", "a: b", "## Title"])
def test_what_is_no_command_is_shown_as_it_is(line: str):
    assert inert(line) == line


def test_every_format_is_known_to_these_tests():
    assert set(FORMATS) <= {"text", "json", "github", "html"}


def test_a_cell_that_a_spreadsheet_would_run_is_refused(small: Path, capsys: Capture):
    for line, start in enumerate(("=cmd|' /C calc'!A0", "@SUM(1)"), 2):
        cell("policies", line, "title_en", start)(small)
    assert main([str(small), "--layer", "text"]) == 1
    assert capsys.readouterr().out.count("text.formula") == 2
