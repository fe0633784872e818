"""The exception list: what it lets pass, and how it fails once it is no longer needed.

Most tests hand the findings of imagined layers to the list; the last ones run the text layer.
"""

import dataclasses
import re
from pathlib import Path

import pytest

from tests.damage import MINI, cell, swap
from validate import cli, exceptions
from validate.catalogue import LAYERS, describe, rules
from validate.exceptions import FILE, LONGEST, Exceptions, Listing, parse
from validate.findings import FLOOD, Finding
from validate.gate import PROGRAM, check
from validate.kept import MOST
from validate.package import CannotRun
from validate.text import cell_rules

Seen = tuple[str, int | None, str, str]  # rule, line in the list, field, value

SOUND = {"rule": "structure.enum", "record": "a", "field": "scope", "reason": "It is so.", "until": "0.3.0"}
FINDING = Finding("structure.enum", "policies", "data/policies.csv", 7, "scope", "a", "half")


def entry(**changed: str | None) -> str:
    """The sound entry with some keys changed, or left out (None); five lines and a header."""
    kept = {name: value for name, value in (SOUND | changed).items() if value is not None}
    return "[[exception]]\n" + "".join(f'{name} = "{value}"\n' for name, value in kept.items())


def judged(
    text: str, *findings: Finding, version: str = "0.2.0", layers: tuple[str, ...] = LAYERS
) -> tuple[list[str], list[Seen], int]:
    """The rules of the findings that stay, the findings on the list, and how many are let pass."""
    stay, passed = exceptions.apply(parse(text.encode()), findings, version, layers)
    of_list = [(one.rule, one.line, one.field, one.value) for one in stay if one.file == FILE]
    return [one.rule for one in stay if one.file != FILE], of_list, len(passed)


# --- a listing that fits ------------------------------------------------------------------------


def test_a_listed_finding_is_let_pass():
    assert judged(entry(), FINDING) == ([], [], 1)


def test_what_is_let_pass_keeps_its_reason_and_its_end():
    _, (one,) = exceptions.apply(parse(entry().encode()), [FINDING], "0.2.0", LAYERS)
    assert (one.finding, one.listing) == (FINDING, Listing("structure.enum", "It is so.", "0.3.0", "a", "", "scope", 1))


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "structure.pattern"},
        {"record": "a#1"},
        {"record": ""},
        {"field": "stance"},
        {"field": ""},
        {"details": {"more": "5"}},
    ],
)
def test_a_finding_elsewhere_is_not_let_pass(other: dict):
    finding = dataclasses.replace(FINDING, **other)
    assert judged(entry(), finding) == ([finding.rule], [("gate.exception-unneeded", 1, "rule", "structure.enum")], 0)


def test_a_line_that_moved_changes_nothing():
    assert judged(entry(), dataclasses.replace(FINDING, line=900)) == ([], [], 1)


def test_a_file_narrows_an_exception():
    assert judged(entry(file="data/policies.csv"), FINDING) == ([], [], 1)
    assert judged(entry(file="data/agencies.csv"), FINDING)[0] == ["structure.enum"]


def test_a_finding_without_a_record_is_listed_by_file_and_field():
    finding = Finding("relations.enum-in-codes", "codes", "data/codes.csv", field="scope", value="half")
    text = entry(rule=finding.rule, record=None, file="data/codes.csv")
    assert judged(text, finding) == ([], [], 1)
    assert judged(text, dataclasses.replace(finding, record="a"))[0] == [finding.rule]


def test_a_row_is_listed_without_a_field():
    finding = dataclasses.replace(FINDING, field="")
    assert judged(entry(field=None), finding) == ([], [], 1)
    assert judged(entry(field=None), FINDING)[0] == ["structure.enum"]


def test_two_faults_of_a_cell_need_two_entries():
    second = dataclasses.replace(FINDING, rule="relations.model-enum")
    assert judged(entry(), FINDING, second) == (["relations.model-enum"], [], 1)
    assert judged(entry() + entry(rule="relations.model-enum"), FINDING, second) == ([], [], 2)


def test_the_same_fault_told_twice_counts_once():
    assert judged(entry(), FINDING, FINDING) == ([], [], 1)


def test_a_list_without_an_entry_lets_nothing_pass():
    assert judged("# nothing\n", FINDING) == (["structure.enum"], [], 0)
    assert judged("", FINDING) == (["structure.enum"], [], 0)


def test_an_entry_may_be_written_as_any_editor_writes_it():
    text = "# why\r\n\r\n  [[ exception ]] # one\r\n" + entry().split("\n", 1)[1].replace("\n", "\r\n")
    assert judged(text, FINDING) == ([], [], 1)


# --- an entry that is of no use -----------------------------------------------------------------

CASES = {
    "exceptions-form": {
        "a list that is no TOML": ("exception\n", 1, "", ""),
        "a value without quotes": ("\n[[exception]]\nrule = structure.enum\n", 3, "", ""),
        "a list that ends early": (entry() + 'reason = """', 7, "", ""),
        "a single table": (entry().replace("[[", "[").replace("]]", "]"), 1, "", ""),
        "entries on one line": ("exception = [{}]\n", 1, "", ""),
        "a number of entries": ("exception = 1\n", 1, "", ""),
        "brackets without end": ("a = " + "[" * 5000, 1, "", ""),
        "a key of a hundred parts": ("#\n" + "a." * 101 + "a = 1\n", 2, "", ""),
    },
    "exception-key-unknown": {
        "a key of the entry": (entry(line="7"), 1, "line", "line"),
        "a misspelt header": (entry() + entry().replace("exception", "exceptions"), 7, "exceptions", "exceptions"),
        "a key before the entries": ("version = 1\n" + entry(), 1, "version", "version"),
    },
    "exception-incomplete": {
        "no rule": (entry(rule=None), 1, "rule", ""),
        "no reason": (entry(reason=None), 1, "reason", ""),
        "an empty reason": (entry(reason=" "), 1, "reason", ""),
        "no end": (entry(until=None), 1, "until", ""),
        "a number for an end": (entry(until=None) + "until = 0.3\n", 1, "until", ""),
        "no place": (entry(record=None), 1, "record", ""),
        "a whole file": (entry(record=None, field=None, file="data/policies.csv"), 1, "field", ""),
        "an empty record": (entry(record=""), 1, "record", ""),
    },
    "exception-rule-unknown": {
        "a rule that is none": (entry(rule="structure.enumeration"), 1, "rule", "structure.enumeration"),
    },
    "exception-refused": {
        "a rule on which the reading of a table hangs": (entry(rule="text.ragged-row"), 1, "rule", "text.ragged-row"),
        "a rule on the list itself": (entry(rule="gate.exception-expired"), 1, "rule", "gate.exception-expired"),
    },
    "exception-until": {
        "two numbers": (entry(until="0.3"), 1, "until", "0.3"),
        "a date": (entry(until="2026-01-01"), 1, "until", "2026-01-01"),
        "zeros in front": (entry(until="0.03.0"), 1, "until", "0.03.0"),
        "a thousand digits": (entry(until=f"0.{'9' * 1000}.0"), 1, "until", f"0.{'9' * 1000}.0"),
    },
    "exception-twice": {
        "the same rule and place": (entry() + entry(reason="Once more."), 7, "rule", "structure.enum"),
    },
    "exception-expired": {
        "the version itself": (entry(until="0.2.0"), 1, "until", "0.2.0"),
        "an earlier version": (entry(until="0.1.9"), 1, "until", "0.1.9"),
    },
    "exception-unneeded": {
        "a place where nothing is found": (entry() + entry(record="b"), 7, "rule", "structure.enum"),
    },
}
SPARED = {
    "exceptions-form": (
        "comments and spaces around the header",
        "# why\n\n [[ exception ]]  # one\n" + entry().split("\n", 1)[1],
    ),
    "exception-key-unknown": ("each key that there is", entry(file="data/policies.csv")),
    "exception-incomplete": ("no file", entry(file=None)),
    "exception-rule-unknown": ("a rule of another layer", entry(rule="relations.due-year-near")),
    "exception-refused": ("a rule on the cells of a table", entry(rule="text.outer-space")),
    "exception-until": ("a number of two digits", entry(until="0.10.0")),
    "exception-twice": ("the same rule at another record", entry() + entry(record="b")),
    "exception-expired": ("the version after this", entry(until="0.2.1")),
    "exception-unneeded": ("a place where the rule finds something", entry()),
}


@pytest.mark.parametrize("rule", SPARED)
def test_an_entry_that_is_almost_of_no_use_lets_its_finding_pass(rule: str):
    _, text = SPARED[rule]
    findings = [dataclasses.replace(FINDING, rule=one.rule, record=one.record) for one in parse(text.encode()).listings]
    assert judged(text, *findings) == ([], [], len(findings)) != ([], [], 0)


REFUSED = [pytest.param(rule, *case, id=f"{rule}: {says}") for rule, cases in CASES.items() for says, case in cases.items()]


@pytest.mark.parametrize(("rule", "text", "line", "field", "value"), REFUSED)
def test_an_entry_that_is_of_no_use_is_found_at_its_line(rule: str, text: str, line: int, field: str, value: str):
    _, of_list, _ = judged(text, FINDING)
    assert of_list == [(f"gate.{rule}", line, field, value)]


def test_bytes_that_are_no_text_are_found_at_their_line():
    (fault,) = parse(b"# a\n# \xff\n").faults
    assert (fault.rule, fault.line) == ("gate.exceptions-form", 2)


def test_every_rule_of_the_list_is_tried():
    assert list(CASES) == list(SPARED) == [one.id.removeprefix("gate.") for one in rules().values() if one.layer == "gate"]


def test_an_entry_that_is_of_no_use_lets_nothing_pass():
    assert judged(entry(until="0.3"), FINDING)[0] == ["structure.enum"]
    assert judged(entry(until="0.2.0"), FINDING)[0] == ["structure.enum"]
    assert judged(entry(line="7"), FINDING)[0] == ["structure.enum"]


def test_a_sound_entry_holds_beside_one_that_is_of_no_use():
    assert judged(entry(until="soon") + entry(), FINDING) == ([], [("gate.exception-until", 1, "until", "soon")], 1)


@pytest.mark.parametrize(
    ("version", "until", "holds"),
    [
        ("0.2.0", "0.2.1", True),
        ("0.2.9", "0.10.0", True),
        ("0.2.0", "1.0.0", True),
        ("0.2.0", "0.2.0", False),
        ("0.10.0", "0.9.9", False),
        ("0.3.0-rc.1", "0.3.0", False),
        ("", "9.0.0", False),
        ("next", "9.0.0", False),
    ],
)
def test_an_exception_holds_before_its_version(version: str, until: str, holds: bool):
    rules_left, of_list, passed = judged(entry(until=until), FINDING, version=version)
    assert (rules_left, bool(of_list), passed) == ([], False, 1) if holds else (["structure.enum"], True, 0)


def test_an_entry_is_not_unneeded_because_its_layer_did_not_run():
    assert judged(entry(), layers=("text", "relations")) == ([], [], 0)
    assert judged(entry(), layers=("structure",))[1] == [("gate.exception-unneeded", 1, "rule", "structure.enum")]


def test_an_entry_is_not_unneeded_while_a_table_could_not_be_read():
    broken = Finding("text.ragged-row", "policies", "data/policies.csv", 3)
    assert judged(entry(), broken) == (["text.ragged-row"], [], 0)


def test_an_entry_is_not_unneeded_where_its_layer_stopped_counting():
    flood = [dataclasses.replace(FINDING, record=f"b{at}") for at in range(MOST)]
    assert judged(entry(), *flood)[1:] == ([], 0)
    assert len(judged(entry(), *flood[1:])[1]) == 1


def test_the_findings_on_the_list_say_what_to_do():
    stay, _ = exceptions.apply(parse((entry(until="0.2.0") + entry(record="b")).encode()), [], "0.2.0", LAYERS)
    assert [(described["message"], described["fix"]) for described in (describe(one, "en") for one in stay)] == [
        (
            "The exception from structure.enum held until 0.2.0, and the package has the version 0.2.0.",
            "Mend what structure.enum finds and delete this entry; "
            "if that has to wait, write a later version and say why in reason.",
        ),
        (
            "No finding of structure.enum stands at b scope.",
            "Delete this entry if the fault is mended; else copy rule, record and field from the finding.",
        ),
    ]


# --- rules that allow no exception --------------------------------------------------------------


def test_every_finding_that_keeps_a_table_unread_is_of_a_rule_without_exceptions():
    """What the text layer finds in a table that it gives up, and does not find in one that it reads on."""
    reads_on = {one.id for one in cell_rules.RULES}
    reads_on |= {f"text.{name}" for name in ("not-normalised", "file-stray", "json-name-twice", "byte-order-mark")}
    reads_on |= {"text.final-newline", "text.write-unfinished"}
    assert {one.id for one in rules().values() if one.layer == "text" and not one.blocks} == reads_on


def test_what_is_found_in_the_descriptor_and_the_schemas_allows_no_exception():
    source = (PROGRAM / "validate/structure/descriptor.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"(structure\.[a-z-]+)"', source))
    assert named and {one for one in named if not rules()[one].blocks} == set()


# --- the list of a package ----------------------------------------------------------------------


def test_this_package_needs_no_exception():
    assert exceptions.read(PROGRAM) == Exceptions()


def test_a_package_needs_no_list():
    assert not (MINI / FILE).exists() and exceptions.read(MINI) == Exceptions()


def text_run(root: Path) -> list[tuple[str, str, int | None]]:
    return [(one.rule, one.file, one.line) for one in check(root, ("text",)).findings]


DIRTY = cell("policies", 2, "title_en", "NA")
LISTED = entry(rule="text.null-look-alike", record="dongxi-2017-blockchain-study", field="title_en")


def test_the_gate_lets_pass_and_says_so(mini: Path, capsys: pytest.CaptureFixture[str]):
    DIRTY(mini)
    (mini / FILE).write_text(LISTED, encoding="utf-8")
    assert cli.main([str(mini), "--layer", "text"]) == 0
    *_, let_pass, verdict = capsys.readouterr().out.splitlines()
    assert (let_pass, verdict) == ("1 finding let pass by exceptions.toml.", "No findings: the package is valid.")


def test_the_gate_fails_once_the_fault_is_mended(mini: Path):
    (mini / FILE).write_text(LISTED, encoding="utf-8")
    assert text_run(mini) == [("gate.exception-unneeded", FILE, 1)]


def test_a_flood_is_summed_up_after_what_is_let_pass(mini: Path):
    citations = mini / "data/citations.csv"
    citations.write_bytes(citations.read_bytes().replace(b",states,", b",states ,", FLOOD + 1))
    record = citations.read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
    assert len(text_run(mini)) == FLOOD + 1
    (mini / FILE).write_text(entry(rule="text.outer-space", record=record, field="verdict"), encoding="utf-8")
    result = check(mini, ("text",))
    assert len(result.let_pass) == 1 and len(result.findings) == FLOOD
    assert not any("more" in one.details for one in result.findings)


def test_no_exception_hides_that_a_table_is_not_read(mini: Path):
    swap("data/redirects.csv", "old_id", "former_id")(mini)
    (mini / FILE).write_text(
        entry(rule="text.header-missing", record=None, file="data/redirects.csv", field="old_id"), encoding="utf-8"
    )
    assert text_run(mini) == [
        ("text.header-unknown", "data/redirects.csv", 1),
        ("text.header-missing", "data/redirects.csv", 1),
        ("gate.exception-refused", FILE, 1),
    ]


def test_a_list_is_a_plain_file_of_the_package(mini: Path, tmp_path: Path):
    (tmp_path / "elsewhere.toml").write_text(LISTED, encoding="utf-8")
    DIRTY(mini)
    for make in (
        lambda: (mini / FILE).symlink_to(tmp_path / "elsewhere.toml"),
        lambda: (mini / FILE).symlink_to(tmp_path / "nowhere.toml"),
        lambda: (mini / FILE).write_text(LISTED + "#" * LONGEST, encoding="utf-8"),
    ):
        (mini / FILE).unlink(missing_ok=True)
        make()
        assert text_run(mini) == [
            ("text.null-look-alike", "data/policies.csv", 2),
            ("gate.exceptions-form", FILE, 1),
        ]


def test_a_list_that_may_not_be_read_is_no_verdict(mini: Path, monkeypatch: pytest.MonkeyPatch):
    (mini / FILE).write_text(LISTED, encoding="utf-8")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CannotRun, match=r"exceptions\.toml cannot be read: Permission denied\."):
        exceptions.read(mini)
