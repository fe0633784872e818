"""The quick proof never calls bytes clean in which the exact rules find something, and it proves good tables.

Enters: random tables of pieces that rules are about. The exact text layer is the judge.
"""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.damage import MINI
from validate import text
from validate.canonical import to_bytes
from validate.package import Package, Table, load
from validate.text import quick
from validate.text.cell_rules import RULES

FIELDS = [
    {"name": "thing_id", "type": "string"},
    {"name": "thing_seq", "type": "integer"},
    {"name": "title_en", "type": "string"},
    {"name": "name_zh", "type": "string"},
    {"name": "seen_date", "type": "string", "form": "partial-date"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
]
KEY = ["thing_id", "thing_seq"]
HEADER = b"thing_id,thing_seq,title_en,name_zh,seen_date,kind\n"

PIECES = [
    "a", "b", "Z", "0", "1", "9", "2020", "2020-06", "2020-02-30", "-", "=", "+", "@", " ", "  ", "\t",
    "#N/A", "null", "N/A", "无", "，", ",", '"', '""', "“", "&amp;", "&", "<b>", "区块链", "é", "e\u0301",
    "\u200b", "\u00a0", "\ufeff", "\ue000", "\u0430", "ａ", "。", "Ã¤", "锟斤拷", "\ufffd", "\u1161", "ᄀ", "⼀",
    "\x00", "\x7f", "…", "–", "\n", "\r", "\r\n", "<<<<<<<", "=======", "x" * 2001,
]  # fmt: skip
CELLS = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
GOOD_ROWS = st.tuples(
    st.sampled_from(["a", "b", "c-1"]),
    st.integers(0, 12).map(str),
    st.sampled_from(["A park", "R&D, and more", "", 'So "called"']),
    st.sampled_from(["区块链园区", "一，二", ""]),
    st.sampled_from(["2020", "2020-06", "2020-06-30", ""]),
    st.sampled_from(["a", "b", ""]),
)


def table_at(path: Path) -> Table:
    return Table("things", "data/things.csv", path, {"fields": FIELDS, "primaryKey": KEY})


def exact(path: Path, raw: bytes) -> list[str]:
    """The rules of the exact text layer that the bytes break."""
    path.write_bytes(raw)
    found, _ = text._scan_table(table_at(path))
    return [one.rule for one in found]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(rows=st.lists(GOOD_ROWS, max_size=6), odd=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), CELLS), max_size=1))
@example(rows=[("a", "1", "", "", "", "")], odd=[(0, 2, '"')])
def test_a_table_that_is_proved_has_no_finding(tmp_path_factory, rows: list[tuple], odd: list[tuple]):
    cells = [list(one) for one in sorted(set(rows), key=lambda one: (one[0], int(one[1])))]
    for line, at, cell in odd:
        if line < len(cells):
            cells[line][at] = cell
    raw = HEADER + to_bytes(cells)
    path = tmp_path_factory.getbasetemp() / "things.csv"
    if quick.prove(table_at(path), raw, 1):
        assert exact(path, raw) == []


@settings(max_examples=400, deadline=None, derandomize=True)
@given(body=st.lists(st.sampled_from([*PIECES, ",", ",", ",", "\n", "\n", '"', "a,1,,,,\n"]), max_size=30).map("".join))
@example(body='a,1,"",,,\n')
@example(body='a,1,"x",,,\n')
@example(body="a,1,,,\n")
@example(body="a,1,,,,,\n")
@example(body="\na,1,,,,\n")
@example(body=",,,,,\n")
@example(body='a,1,"x\ny",,,\n')
@example(body="a,1,,,,")
def test_bytes_that_are_proved_have_no_finding(tmp_path_factory, body: str):
    raw = HEADER + body.encode("utf-8")
    path = tmp_path_factory.getbasetemp() / "things.csv"
    if quick.prove(table_at(path), raw, 1):
        assert exact(path, raw) == []


@pytest.mark.parametrize(
    "wrong", [b"\xff", b"\xe5\x8c", b"\xed\xa0\x80", b"\xc0\x80"], ids=["byte", "half", "surrogate", "overlong"]
)
def test_bytes_that_are_no_utf8_are_not_proved(tmp_path: Path, wrong: bytes):
    assert quick.prove(table_at(tmp_path), HEADER + b"a,1,x" + wrong + b"y,,,\n", 1) is None


@pytest.mark.parametrize("rows", [b"a,2,,,,\na,10,,,,\nb,1,,,,\n", b"a,1,,,,\n"])
def test_numbers_in_keys_are_in_order_by_value(tmp_path: Path, rows: bytes):
    assert quick.prove(table_at(tmp_path), HEADER + rows, 1)


@pytest.mark.parametrize("rows", [b"a,10,,,,\na,2,,,,\n", b"b,1,,,,\na,1,,,,\n"])
def test_rows_out_of_order_are_not_proved(tmp_path: Path, rows: bytes):
    assert quick.prove(table_at(tmp_path), HEADER + rows, 1) is None


@pytest.mark.parametrize("table", load(MINI).tables, ids=lambda one: one.name)
def test_every_table_of_a_valid_package_is_proved(table: Table):
    raw = table.path.read_bytes()
    assert raw.count(b"\n") == 1 or quick.prove(table, raw, 1).count == raw.count(b"\n")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(cell=CELLS.filter(lambda one: "\n" not in one))
def test_what_a_rule_finds_in_lines_polars_suspects_in_the_cell(cell: str):
    for rule in RULES:
        faulty = any(rule.confirm(one.group().removeprefix("\n")) for one in rule.fault.in_lines.finditer(f"\n{cell}\n"))
        if faulty and rule.suspect:
            assert pl.Series([cell]).str.contains(rule.suspect).item(), rule.id


def test_a_fault_in_any_block_of_a_large_table_is_found_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(text, "QUICK_FROM", 0)
    monkeypatch.setattr(text, "PROOF_BYTES", 200)
    rows = [[f"k{at:03d}", "1", "Park", "园区", "2020", "a"] for at in range(60)]
    rows[44][2] = " Park"
    rows[51], rows[50] = rows[50], rows[51]
    path = tmp_path / "things.csv"
    path.write_bytes(HEADER + to_bytes(rows))
    found, count = text._scan_table(table_at(path))
    assert [(one.rule, one.line, one.field) for one in found] == [
        ("text.outer-space", 46, "title_en"),
        ("text.row-order", 53, "thing_id"),
    ]
    assert count == 60


def test_a_row_out_of_order_between_two_proved_blocks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(text, "QUICK_FROM", 0)
    monkeypatch.setattr(text, "PROOF_BYTES", len(HEADER) + 10)
    path = tmp_path / "things.csv"
    path.write_bytes(HEADER + b"b,1,Park,,,\na,1,Park,,,\n")
    found, _ = text._scan_table(table_at(path))
    assert [(one.rule, one.line, one.details["after"]) for one in found] == [("text.row-order", 3, "b#1")]


def test_all_findings_are_the_same_with_and_without_the_quick_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = load(MINI)
    before = text.scan(package)
    monkeypatch.setattr(text, "QUICK_FROM", 0)
    assert text.scan(Package(package.root, package.descriptor, package.tables)) == before
