"""The command line: exit codes, one clear line where it cannot run, and the forms of the report.

The text layer runs in this process; only the tests that ask for `structure` start another.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from tests.damage import MINI, both, cell, copy_mini, edit, rehashed, remove, swap, write
from validate.cli import main
from validate.gate import PROGRAM, Result, check
from validate.package import DESCRIPTOR, CannotRun
from validate.report import as_json, as_text

HAN = re.compile(r"[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]


def run(root: Path, *arguments: str) -> int:
    """The exit code of the text layer on `root`."""
    return main([str(root), "--layer", "text", *arguments])


# --- exit codes -------------------------------------------------------------------------------


def test_a_sound_package_is_exit_code_0(capsys: Capture):
    assert run(MINI) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "No findings: the package is valid."
    assert re.fullmatch(r"mini 0\.2\.0: 24 tables, [0-9]+ rows, layers text, [0-9.]+ seconds", out.splitlines()[-2])
    assert err == ""


def test_a_descriptor_may_be_named_in_place_of_its_folder():
    assert run(MINI / DESCRIPTOR) == 0


def test_findings_are_exit_code_1(mini: Path, capsys: Capture):
    cell("policies", 2, "title_en", "NA")(mini)
    assert run(mini) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "data/policies.csv:2 title_en [dongxi-2017-blockchain-study] text.null-look-alike",
        "  “NA” looks like a null. Fix: Leave the cell empty if nothing is known, or write the word out.",
    ]


CANNOT_RUN = {
    "there is no descriptor": (remove(DESCRIPTOR), "There is no datapackage.json at "),
    "the descriptor is a folder": (both(remove(DESCRIPTOR), lambda root: (root / DESCRIPTOR).mkdir()), "cannot be read: "),
    "the descriptor is empty": (write(DESCRIPTOR, b""), "is not JSON"),
    "the descriptor is not JSON": (write(DESCRIPTOR, b"{'name': 'mini'}"), "is not JSON"),
    "the descriptor ends early": (edit(DESCRIPTOR, lambda raw: raw[:-100]), "is not JSON"),
    "the descriptor is a list": (write(DESCRIPTOR, b"[]"), "is not a JSON object"),
    "the descriptor is a word": (write(DESCRIPTOR, b'"mini"'), "is not a JSON object"),
    "the descriptor is NUL bytes": (write(DESCRIPTOR, b"\0" * 100), "is not JSON"),
    "the descriptor is in UTF-16": (edit(DESCRIPTOR, lambda raw: raw.decode("utf-8").encode("utf-16")), "is not JSON"),
    "the descriptor is not text": (write(DESCRIPTOR, b"\xff\xfe\xfd"), "is not JSON"),
    "the descriptor is 100,000 brackets": (write(DESCRIPTOR, b"[" * 100_000), "is not JSON"),
    "the descriptor has a number of 5,000 digits": (write(DESCRIPTOR, b"1" * 5000), "is not JSON"),
}


@pytest.mark.parametrize("why", CANNOT_RUN)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_cannot_run_if(mini: Path, capsys: Capture, why: str, lang: str):
    damage, reason = CANNOT_RUN[why]
    damage(mini)
    assert run(mini, "--lang", lang) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("validate: ")
    assert HAN.search(err) if lang == "zh" else reason in err


def test_it_cannot_run_without_the_folder(tmp_path: Path, capsys: Capture):
    assert run(tmp_path / "nowhere") == 2
    assert (
        capsys.readouterr().err
        == f"validate: There is no datapackage.json at {tmp_path / 'nowhere'}. Name a folder that holds one.\n"
    )


@pytest.mark.parametrize("name", ["other.json", "data/policies.csv"])
def test_it_cannot_run_on_another_file(mini: Path, capsys: Capture, name: str):
    (mini / "other.json").write_bytes((mini / DESCRIPTOR).read_bytes())
    assert run(mini / name) == 2
    assert (
        capsys.readouterr().err == f"validate: There is no datapackage.json at {mini / name}. Name a folder that holds one.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--layer", "spelling"], "invalid choice: 'spelling'"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--lang", "de"], "invalid choice: 'de'"),
        (["--colour"], "unrecognized arguments: --colour"),
        (["second", "third"], "unrecognized arguments"),
        (["--layer"], "expected one argument"),
    ],
)
def test_it_cannot_run_with_such_arguments(capsys: Capture, arguments: list[str], reason: str):
    with pytest.raises(SystemExit) as stop:
        run(MINI, *arguments)
    out, err = capsys.readouterr()
    assert (stop.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("validate: ") and reason in err


def test_it_cannot_run_if_a_table_may_not_be_read(mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture):
    really_open = Path.open

    def open_unless_forbidden(path: Path, *arguments: Any, **keywords: Any) -> IO:
        if path.name == "policies.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return really_open(path, *arguments, **keywords)

    monkeypatch.setattr(Path, "open", open_unless_forbidden)
    assert run(mini) == 2
    assert capsys.readouterr().err == "validate: data/policies.csv cannot be read: Permission denied.\n"


def test_a_layer_that_breaks_is_told_and_not_taken_for_sound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(CannotRun, match="The structure layer stopped and checked nothing: no answer"):
        check(MINI, ("text", "structure"))


# --- odd bytes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json"])
def test_nul_bytes_in_a_table_are_findings(mini: Path, capsys: Capture, form: str):
    edit("data/redirects.csv", lambda raw: raw + b"\0" * 10)(mini)
    assert run(mini, "--format", form) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_half_a_character_in_the_descriptor_can_be_printed(mini: Path, capsys: Capture, form: str):
    swap(DESCRIPTOR, '"name": "mini"', r'"name": "\ud800"')(mini)
    assert run(mini, "--format", form) == 0
    out = capsys.readouterr().out
    assert "<U+D800>" in out if form == "text" else json.loads(out)["package"] == "\ud800"


def test_hidden_characters_are_shown_by_their_code_points(mini: Path, capsys: Capture):
    cell("policies", 2, "title_en", "Block\u200bchain\u00a0Plan\0")(mini)
    write("data/\u202ecsv.exe", b"")(mini)
    run(mini)
    out = capsys.readouterr().out
    assert "“Block<U+200B>chain<U+00A0>Plan<U+0000>” has a control character." in out
    assert "data/<U+202E>csv.exe text.file-stray" in out
    assert not re.search("[\u200b\u00a0\u202e\0]", out)


def test_a_line_break_in_a_value_does_not_break_the_report(mini: Path, capsys: Capture):
    swap("data/redirects.csv", "Both rows described the same document.", '"Both\n\nrows"')(mini)
    run(mini)
    assert capsys.readouterr().out.splitlines()[0] == "data/redirects.csv:2 reason text.line-break"


# --- the report ---------------------------------------------------------------------------------


def test_a_flood_is_summed_up_after_twenty_with_the_count(mini: Path, capsys: Capture):
    edit("data/citations.csv", lambda raw: raw.replace(b",states,", b",states ,"))(mini)
    count = (mini / "data/citations.csv").read_bytes().count(b",states ,")
    assert run(mini, "--format", "json") == 1
    *told, rest = json.loads(capsys.readouterr().out)["findings"]
    assert [one["rule"] for one in told] == ["text.outer-space"] * 20
    assert (rest["file"], rest["line"], rest["message"]) == (
        "data/citations.csv",
        None,
        f"{count - 20} more findings of this rule in this file.",
    )


def damaged(folder: Path) -> Path:
    """A package with a cell that both layers refuse, one that only frictionless does, and a broken table."""
    root = copy_mini(folder, "policies", "regions", "sources", "redirects")
    rehashed(
        both(
            cell("policies", 2, "scope", "Ｘ"),
            cell("policies", 3, "scope", "half"),
            swap("data/redirects.csv", "old_id", "former_id"),
        )
    )(root)
    return root


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return check(damaged(tmp_path_factory.mktemp("first")), ("text", "structure"))


def test_the_json_report_has_the_shape_of_the_contract(result: Result):
    report = json.loads(as_json.render(result, "en"))
    assert list(report) == ["package", "version", "rows", "layers", "findings"]
    assert (report["package"], report["version"], report["rows"]["policies"]) == ("mini", "0.2.0", 3)
    assert "redirects" not in report["rows"]
    assert [(one["name"], one["skipped"]) for one in report["layers"]] == [("text", []), ("structure", ["redirects"])]
    assert all(one["seconds"] >= 0 for one in report["layers"])
    assert {tuple(one) for one in report["findings"]} == {
        ("rule", "layer", "severity", "table", "file", "line", "field", "record", "value", "message", "fix")
    }
    assert report["findings"][0] == {
        "rule": "text.full-width",
        "layer": "text",
        "severity": "error",
        "table": "policies",
        "file": "data/policies.csv",
        "line": 2,
        "field": "scope",
        "record": "dongxi-2017-blockchain-study",
        "value": "Ｘ",
        "message": "“Ｘ” has full-width characters.",
        "fix": "Write letters, digits and signs in half width (ASCII).",
    }


def test_a_cell_that_two_layers_refuse_is_told_once(result: Result):
    assert [(one.rule, one.file, one.line, one.field) for one in result.findings] == [
        ("text.full-width", "data/policies.csv", 2, "scope"),
        ("structure.enum", "data/policies.csv", 3, "scope"),
        ("text.header-unknown", "data/redirects.csv", 1, "former_id"),
        ("text.header-missing", "data/redirects.csv", 1, "old_id"),
    ]


def test_the_text_report_says_what_was_not_read_and_what_it_cost(result: Result):
    *_, skipped, counts, verdict = as_text.render(result, "en").splitlines()
    assert skipped == "Not read by structure until the shape is mended: redirects."
    assert re.fullmatch(r"mini 0\.2\.0: 3 tables, [0-9]+ rows, layers text, structure, [0-9.]+ seconds", counts)
    assert verdict == "4 findings. The package is not valid."


def test_the_chinese_report_says_the_same_in_chinese(result: Result):
    english, chinese = (json.loads(as_json.render(result, lang))["findings"] for lang in ("en", "zh"))
    words = ("message", "fix")
    assert [{name: one[name] for name in one if name not in words} for one in english] == [
        {name: one[name] for name in one if name not in words} for one in chinese
    ]
    assert all(HAN.search(one[name]) for one in chinese for name in words)
    assert not any(HAN.search(one[name]) for one in english for name in words)
    assert as_text.render(result, "zh").splitlines()[-1] == "4 处问题。数据包无效。"


def test_two_runs_say_the_same_but_for_the_time(result: Result, tmp_path: Path):
    again = check(damaged(tmp_path), ("text", "structure"))
    for lang in ("en", "zh"):
        first, second = (re.sub(r"[0-9.]+ (seconds|秒)", "", as_text.render(one, lang)) for one in (result, again))
        assert first == second
        first, second = (json.loads(as_json.render(one, lang)) for one in (result, again))
        assert {**first, "layers": []} == {**second, "layers": []}


def test_no_path_of_this_machine_is_in_the_report(result: Result):
    report = as_json.render(result, "en") + as_text.render(result, "en")
    assert str(result.package.root) not in report and str(PROGRAM) not in report


def test_a_layer_that_runs_alone_does_not_pass_a_table_that_it_could_not_read(small: Path):
    swap("data/redirects.csv", "old_id", "former_id")(small)
    found = check(small, ("structure",)).findings
    assert {one.rule for one in found} >= {"text.header-unknown", "text.header-missing"}


def test_it_runs_as_a_module_from_any_folder(tmp_path: Path):
    command = [sys.executable, "-m", "validate", str(MINI), "--layer", "text"]
    done = subprocess.run(command, cwd=PROGRAM, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_has_seen_enough_is_no_reason_for_a_traceback():
    command = [sys.executable, "-m", "validate", str(MINI), "--layer", "text"]
    with subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 0)
