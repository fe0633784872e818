"""Whatever stands in a canonical table: the formatter leaves it alone, and undoes every damage to the file."""

import unicodedata
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maintain.repair.forms import form_of
from maintain.repair.signs import EVERYWHERE, first, scientific
from maintain.repair.table import restored
from tests.repair.damages import DAMAGES, WORDS
from tests.repair.table import THINGS
from validate.canonical import key_of, to_bytes
from validate.text.cell_rules import RULES

NOTE = THINGS.fields[-1]
FORM = form_of(NOTE)
OF_FILES = list(WORDS)[: list(WORDS).index("outer-spaces")]
OF_CELLS = [name for name, one in WORDS.items() if one["outcome"] == "restored" and name not in OF_FILES]
TABBED = ("semicolons", "tabs", "separator-line", "unicode-text", "all-of-it")  # a point may part thousands there
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str)
NUMBERS = st.decimals(-(10**9), 10**9, places=2).map(lambda one: f"{one:f}".rstrip("0").rstrip("."))


def is_sound(cell: str) -> bool:
    """Whether the text layer has nothing against a cell of free text, and it is not what is always named."""
    faults = (one for one in RULES if one.applies(NOTE) and one.fault.in_lines.search(f"\n{cell}\n"))
    is_named = scientific(cell, FORM) or first(EVERYWHERE, cell, FORM) is not None
    return not is_named and not any(faults) and "\n" not in cell and unicodedata.is_normalized("NFC", f",{cell},")


def is_grouped(cell: str) -> bool:
    """Whether a number may be one whose thousands are parted by a point."""
    return len(cell.partition(".")[2]) == 3


def is_utf8(raw: bytes) -> bool:
    try:
        return raw.decode("utf-8") is not None
    except UnicodeDecodeError:
        return False


def is_common(rows: list[list[str]]) -> bool:
    """Whether characters beyond ASCII are those of GB 2312, by which GB18030 shows."""
    beyond = [one for row in rows for one in row[-1] if not one.isascii()]
    return all(len(one.encode("gb2312", "ignore")) == 2 for one in beyond)


NOTES = st.text("aB1,;\"'.?-—“”é公司（） /+E0", max_size=12) | st.text(max_size=8)
NOTES = NOTES.filter(is_sound)
CELLS = (
    st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True),
    st.integers(0, 5000).map(str),
    DAYS,
    DAYS | DAYS.map(lambda one: one[:7]) | DAYS.map(lambda one: one[:4]),
    st.integers(1000, 9999).map(str),
    NUMBERS.filter(lambda one: one != "-0"),
    st.sampled_from(["true", "false"]),
    st.sampled_from(["no", "part", "yes"]),
    NOTES,
)
EMPTY = st.just("")
ROWS = st.lists(
    st.tuples(*CELLS[:2], *(EMPTY | one for one in CELLS[2:])).map(list),
    max_size=6,
    unique_by=lambda row: (row[0], int(row[1])),
)


def canonical(rows: list[list[str]]) -> bytes:
    return to_bytes([list(THINGS.columns), *sorted(rows, key=key_of(THINGS))])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(rows=ROWS)
def test_a_canonical_table_is_left_alone(rows: list[list[str]]):
    assert restored(THINGS, canonical(rows)) == canonical(rows)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(rows=ROWS, name=st.sampled_from(OF_FILES))
def test_every_damage_to_a_file_is_undone(rows: list[list[str]], name: str):
    raw = canonical(rows)
    is_told = name != "gb18030" or (is_common(rows) and not is_utf8(raw.decode("utf-8").encode("gb18030")))
    assume(is_told and not (name in TABBED and any(is_grouped(row[5]) for row in rows)))
    assert restored(THINGS, DAMAGES[name](THINGS, raw)) == raw


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rows=ROWS, name=st.sampled_from(OF_CELLS))
def test_every_damage_to_cells_that_loses_nothing_is_undone(rows: list[list[str]], name: str):
    raw = canonical(rows)
    assert restored(THINGS, DAMAGES[name](THINGS, raw)) == raw
