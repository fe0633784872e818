"""The audits of this repository are of what was drawn; a file that is not as it should be is refused in one message."""

import csv
import re
import subprocess
from pathlib import Path

import pytest

from maintain import docs, glance
from maintain.audit import cli, page, results
from maintain.audit.checks import check
from maintain.audit.results import Outcome
from tests.audit.literal import ACTORS, AGAINST, DATE, STEP, release, result
from validate.history.versions import of_folder
from validate.package import CannotRun

ROOT = Path(__file__).parents[2]
AUDITS = results.audits(ROOT)
RELEASE = release([DATE, ACTORS, AGAINST, STEP])
HEADER = "citation_id,audited_version,audited_value,outcome,note_en"
ONE = "cit-0000000001,0.1.0,2020-06-30,supported,"
TWO = "cit-0000000002,0.1.0,,not_supported,it names others"
FOUR = "cit-0000000004,0.1.0,2021,not_seen,"

MALFORMED = {
    "no header": ("", ":1: the header has to hold citation_id, audited_version, audited_value, outcome, note_en."),
    "a column too few": (f"{HEADER[:-8]}\n", ":1: the header has to hold"),
    "a cell too many": (f"{HEADER}\n{ONE},\n", ":2: 6 cells instead of 5."),
    "a blank line": (f"{HEADER}\n\n{ONE}\n", ":2: 0 cells instead of 5."),
    "an outcome that is none": (
        f"{HEADER}\n{ONE.replace('supported', 'yes')}\n",
        ":2: outcome is 'yes'; it is one of supported, not_supported, not_seen, not_reached.",
    ),
    "a key that is none": (f"{HEADER}\n{ONE.replace('cit-', 'src-')}\n", ":2: citation_id is 'src-0000000001'."),
    "a version that is none": (f"{HEADER}\n{ONE.replace('0.1.0', 'v1')}\n", ":2: audited_version is 'v1'."),
    "a fault without a note": (f"{HEADER}\n{TWO[: -len('it names others')]}\n", ":2: note_en has to say what the page says"),
    "rows out of order": (f"{HEADER}\n{TWO}\n{ONE}\n", ":3: rows have to be sorted by citation_id, each once."),
    "a row twice": (f"{HEADER}\n{ONE}\n{ONE}\n", ":3: rows have to be sorted by citation_id, each once."),
    "two versions": (f"{HEADER}\n{ONE}\n{FOUR.replace('0.1.0', '0.2.0')}\n", ":3: an audit is of one version only."),
    "a quote that does not end": (f'{HEADER}\n"{ONE}\n', " cannot be read as CSV in UTF-8."),
}


def refused(run: object, *arguments: object) -> dict[str, str]:
    with pytest.raises(CannotRun) as raised:
        run(*arguments)
    return raised.value.text


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """The place of an audit whose order is 4, 2, 1."""
    return tmp_path / "2027-01.csv"


@pytest.mark.parametrize("name", AUDITS)
def test_an_audit_is_of_the_first_in_its_order_and_of_released_values(name: str):
    try:
        version = cli.audited(ROOT, AUDITS[name])
    except CannotRun:
        tags = subprocess.run(["git", "-C", str(ROOT), "tag"], capture_output=True, text=True, check=False).stdout
        assert not tags, f"there is no release {AUDITS[name][0].audited_version}"
        pytest.skip("a clone without tags has the last release only")
    check(ROOT / "audit" / f"{name}.csv", AUDITS[name], version)


@pytest.mark.parametrize("name", AUDITS)
def test_what_left_since_an_audit_left_a_line_in_the_last_release(name: str):
    """The gate asks for a reason for each change of a released cell; here only that something was released since."""
    last = of_folder(ROOT / "released")
    gone = {one.citation_id for one in AUDITS[name]} - {one["citation_id"] for one in last.rows("citations")}
    assert not gone or list(last.rows("revisions"))


@pytest.mark.parametrize("name", AUDITS)
def test_an_audit_stands_in_canonical_form(name: str):
    path = ROOT / "audit" / f"{name}.csv"
    assert list(map(tuple, csv.reader(path.open(encoding="utf-8", newline="")))) == results.table(AUDITS[name])


@pytest.mark.parametrize(("text", "message"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_gets_one_message_in_each_language(audit: Path, text: str, message: str):
    audit.write_text(text, encoding="utf-8")
    said = refused(results.read, audit)
    assert f"{audit}{message}" in said["en"] and "\n" not in said["en"]
    assert re.search("[\u4e00-\u9fff]", said["zh"]) and "\n" not in said["zh"]


def test_a_file_that_is_no_text_or_has_no_month_for_its_name_is_refused(audit: Path, tmp_path: Path):
    audit.write_bytes(b"\xff\xfe")
    assert "cannot be read as CSV" in refused(results.read, audit)["en"]
    odd = tmp_path / "latest.csv"
    odd.write_text(f"{HEADER}\n", encoding="utf-8")
    assert "the name of its month" in refused(results.read, odd)["en"]


def test_a_sound_file_is_read_and_written_as_it_was(audit: Path):
    audit.write_text(f"{HEADER}\n{ONE}\n{TWO}\n{FOUR}\n", encoding="utf-8")
    rows = results.read(audit)
    assert rows == [
        result(DATE, "2020-06-30"), result(ACTORS, "", "not_supported", "it names others"), result(STEP, "2021", "not_seen"),
    ]  # fmt: skip
    results.write(audit, results.table(rows))
    assert audit.read_text(encoding="utf-8") == f"{HEADER}\n{ONE}\n{TWO}\n{FOUR}\n"


@pytest.mark.parametrize("rows", [[], [result(STEP, "2021")], [result(ACTORS), result(STEP, "2021")]])
def test_the_first_of_the_order_pass(audit: Path, rows: list[results.Result]):
    check(audit, rows, RELEASE)


def test_a_gap_in_the_order_is_refused_and_says_what_was_left_out(audit: Path):
    said = refused(check, audit, [result(DATE, "2020-06-30")], RELEASE)
    assert (
        said["en"] == f"{audit}:2: cit-0000000001 is not next in the order of this audit; cit-0000000004 is, and was left out."
    )


def test_a_citation_that_contradicts_was_never_drawn(audit: Path):
    said = refused(check, audit, [result(AGAINST, "2020-06-30"), result(STEP, "2021")], RELEASE)
    assert "cit-0000000003 is not next in the order of this audit" in said["en"]


def test_a_citation_that_the_release_does_not_have_is_refused(audit: Path):
    said = refused(check, audit, [result(DATE | {"citation_id": "cit-00000000ff"})], RELEASE)
    assert said["en"] == f"{audit}:2: 0.1.0 has no citation cit-00000000ff."


def test_a_value_that_was_not_released_is_refused(audit: Path):
    said = refused(check, audit, [result(STEP, "2022")], RELEASE)
    assert said["en"] == f"{audit}:2: audited_value is '2022', but 0.1.0 has '2021'."


def test_two_results_of_one_citation_must_be_alike():
    assert results.merged([result(STEP)], [result(STEP), result(DATE)]) == [result(DATE), result(STEP)]
    said = refused(results.merged, [result(STEP)], [result(STEP, outcome="not_seen")])
    assert said["en"] == "cit-0000000004 is judged twice, and not alike. Agree on one result."


def test_a_sheet_is_drawn_filled_in_added_and_not_drawn_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "released").symlink_to(ROOT / "released")
    package, sheet = ["--package", str(tmp_path)], tmp_path / "sheet.csv"
    assert cli.main(["2030-01", *package, "--size", "3", "--out", str(sheet)]) == 0
    header, *rows = list(csv.reader(sheet.open(encoding="utf-8", newline="")))
    for row in rows[:2]:
        row[header.index("outcome")] = "supported"
    results.write(sheet, [tuple(header), *map(tuple, rows)])
    assert cli.main(["2030-01", *package, "--add", str(sheet)]) == 0
    made = results.read(tmp_path / "audit" / "2030-01.csv")
    assert [one.citation_id for one in made] == sorted(row[0] for row in rows[:2])
    capsys.readouterr()
    assert cli.main(["2030-01", *package, "--size", "3"]) == 0
    printed = capsys.readouterr()
    assert [line.split(",")[0] for line in printed.out.splitlines()] == ["citation_id", rows[2][0]]
    assert printed.err == "1 of the first 3 citations are to judge.\n"


@pytest.mark.parametrize("arguments", [["latest"], ["2030-01", "--add", "absent.csv"], ["2030-01", "--out", "/dev/null/x.csv"]])
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert cli.main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and re.fullmatch(r"audit: [^\n]+\.\n", printed.err)


def audited(outcomes: list[str], fixed: int = 0) -> page.Audit:
    rows = [result(DATE, outcome=one) for one in outcomes]
    counted = {one: outcomes.count(one) for one in Outcome}
    return page.Audit("2026-11", "0.1.0", counted, page.accuracy(rows), fixed)


def test_the_readme_says_what_the_latest_audit_found():
    found = audited(["supported"] * 9 + ["not_supported", "not_seen", "not_reached"])
    assert glance.audited(found, "en") == (
        "Of 12 citations of version 0.1.0 drawn at random, 10 could be judged from the page; **9 of them (90%, 95% interval "
        "60%–98%) say what the cell says** ([audit](audit/README.md))."
    )
    assert glance.audited(audited(["supported", "not_supported"], 1), "en").endswith("; 1 of the others mended since.")
    assert re.findall(r"\d+", glance.audited(found, "zh")) == ["0", "1", "0", "12", "10", "9", "90", "95", "60", "98"]


@pytest.mark.parametrize("found", [None, audited(["not_seen"])])
def test_without_a_finished_audit_it_says_so(found: page.Audit | None):
    assert glance.audited(found, "en") == "Accuracy has **not been audited** yet."
    assert glance.audited(found, "zh") == "准确性**尚未抽样审核**。"


def test_the_page_has_a_row_an_audit_the_latest_first():
    later = page.Audit("2027-02", "0.2.0", {"not_seen": 1}, None, 0)
    assert page.table([audited(["supported", "not_supported"], 1), later]).splitlines()[2:] == [
        "| [2027-02](2027-02.csv) | 0.2.0 | 1 | 0 | 0 | 1 | 0 | – | – | 0 |",
        "| [2026-11](2026-11.csv) | 0.1.0 | 2 | 1 | 1 | 0 | 0 | 50% | 9%–91% | 1 |",
    ]
    assert page.table([]) == page.NONE


def test_a_malformed_audit_stops_the_pages_with_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(root: Path) -> dict:
        raise results.fault(Path("audit/2026-11.csv"), 7, "5 cells instead of 4", "…")

    monkeypatch.setattr(docs, "pages", broken)
    assert docs.main(["--check"]) == 2
    assert capsys.readouterr().err == "docs: audit/2026-11.csv:7: 5 cells instead of 4.\n"


def test_the_readme_explains_every_outcome_and_column_in_both_languages():
    text = (ROOT / "audit" / "README.md").read_text(encoding="utf-8")
    english, chinese = text.split("\n# 来源与单元格是否相符\n")
    assert [one for one in Outcome if f"| `{one}` |" not in english or f"| `{one}` |" not in chinese] == []
    assert [one for one in results.COLUMNS if f"| `{one}` |" not in english] == []
