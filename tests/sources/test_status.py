"""The file of what is known: carried on by each run, and never taken for more than it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from maintain.sources import status
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.status import COLUMNS, Status
from validate.gate import PROGRAM
from validate.package import CannotRun

A, B, C = "src-aaaaaaaaaa", "src-bbbbbbbbbb", "src-cccccccccc"
HEADER = ",".join(COLUMNS)
GOOD = Verdict(Outcome.ANSWERS, status=200)
DEAD = Verdict(Outcome.UNREACHABLE, Reason.DNS)
ROW = Status(A, "2026-11-20", "2026-11-20", "answers", "", "200", "", "0")


def day(number: int) -> date:
    return date(2026, 11, number)


def test_the_last_good_date_stays_while_failures_are_counted():
    first = status.after(None, A, GOOD, day(1))
    second = status.after(first, A, DEAD, day(8))
    third = status.after(second, A, DEAD, day(15))
    assert [first, second, third, status.after(third, A, GOOD, day(22))] == [
        Status(A, "2026-11-01", "2026-11-01", "answers", "", "200", "", "0"),
        Status(A, "2026-11-08", "2026-11-01", "unreachable", "dns", "", "", "1"),
        Status(A, "2026-11-15", "2026-11-01", "unreachable", "dns", "", "", "2"),
        Status(A, "2026-11-22", "2026-11-22", "answers", "", "200", "", "0"),
    ]


def test_a_source_that_never_answered_has_no_good_date():
    assert status.after(None, A, DEAD, day(1)) == Status(A, "2026-11-01", "", "unreachable", "dns", "", "", "1")


def test_a_page_that_moved_is_good_and_a_suspect_one_is_not():
    moved = Verdict(Outcome.MOVED, status=200, final_url="http://b.test/")
    suspect = Verdict(Outcome.SUSPECT, Reason.HOME_PAGE, 200, "http://b.test/")
    assert status.after(None, A, moved, day(1)).last_good_date == "2026-11-01"
    assert status.after(None, A, suspect, day(1)).last_good_date == ""


def test_the_file_is_sorted_by_source_and_read_as_it_was_written(tmp_path: Path):
    file = tmp_path / "new" / "status.csv"
    rows = [status.after(None, one, GOOD, day(1)) for one in (C, A, B)]
    status.write(file, rows)
    assert file.read_text(encoding="utf-8") == (
        f"{HEADER}\n"
        f"{A},2026-11-01,2026-11-01,answers,,200,,0\n"
        f"{B},2026-11-01,2026-11-01,answers,,200,,0\n"
        f"{C},2026-11-01,2026-11-01,answers,,200,,0\n"
    )
    assert status.read(file) == {one.source_id: one for one in rows}
    assert [one.name for one in file.parent.iterdir()] == ["status.csv"]


def test_without_a_file_nothing_is_known(tmp_path: Path):
    assert status.read(tmp_path / "status.csv") == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ""),
        (f"{HEADER}\n", ""),
        ("source_id\n", ":1:"),
        (f"{HEADER}\n{A},2026-11-01\n", ":2:"),
        (f"{HEADER}\n<<<<<<< ours\n", ":2:"),
        (f"{HEADER}\n{A},2026-11-31,,gone,,404,,1\n", ":2, column last_checked_date:"),
        (f"{HEADER}\n{A},2026-11-01,2026,gone,,404,,1\n", ":2, column last_good_date:"),
        (f"{HEADER}\n{A},2026-11-01,,dead,,404,,1\n", ":2, column outcome:"),
        (f"{HEADER}\n{A},2026-11-01,,gone,because,404,,1\n", ":2, column reason:"),
        (f"{HEADER}\n{A},2026-11-01,,gone,,404,javascript:x,1\n", ":2, column final_url:"),
        (f"{HEADER}\n{A},2026-11-01,,gone,,404,,-1\n", ":2, column failures_in_row:"),
        (f"{HEADER}\n=1+1,2026-11-01,,gone,,404,,1\n", ":2, column source_id:"),
        (f"{HEADER}\n" + f"{A},2026-11-01,,gone,,404,,1\n" * 2, ":3:"),
    ],
)
def test_a_file_that_the_command_did_not_write_is_refused_at_its_place(tmp_path: Path, text: str, place: str):
    file = tmp_path / "status.csv"
    file.write_text(text, encoding="utf-8")
    if not place:
        assert status.read(file) == {}
        return
    with pytest.raises(CannotRun, match=f"status.csv{place}"):
        status.read(file)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    file = tmp_path / "status.csv"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CannotRun, match="UTF-8"):
        status.read(file)


def test_the_sources_never_checked_are_due_first_then_those_checked_longest_ago():
    urls = {A: "http://a.test/", B: "http://b.test/", C: "http://c.test/", "src-dddddddddd": "http://d.test/"}
    known = {A: ROW, B: status.after(None, B, DEAD, day(1)), C: status.after(None, C, GOOD, day(24))}
    assert status.due(urls, known, day(27), 7) == ["src-dddddddddd", B, A]
    assert status.due(urls, known, day(26), 7) == ["src-dddddddddd", B]
    assert status.due(urls, known, day(26), 0) == ["src-dddddddddd", B, A, C]


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotRun, match=r"status.csv cannot be written: "):
        status.write(tmp_path / "file" / "status.csv", [ROW])


def test_the_page_on_the_file_explains_all_that_it_may_hold():
    page = (PROGRAM / "liveness" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert {*COLUMNS, *(one.value for one in Outcome), *(one.value for one in Reason if one)} <= named
