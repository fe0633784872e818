"""Every damage that a spreadsheet does, to every real table: undone byte for byte, or named and nothing else done."""

from functools import cache
from pathlib import Path

import pytest

from maintain.repair.loss import Unreadable
from maintain.repair.past import Past
from maintain.repair.table import restored
from tests.repair.damages import DAMAGES, WORDS
from tests.repair.sheets import Cells, changed, mended
from validate.package import Package, Table, load

ROOT = Path(__file__).parents[2]
WHOLE_ROWS = {"merged", "one-line", "rows-gone"}


@cache
def package() -> Package:
    return load(ROOT)


@cache
def originals() -> list[tuple[Table, bytes]]:
    return [(one, one.path.read_bytes()) for one in package().tables]


class Before(Past):
    """The real tables as they are now, as if they had been released so."""

    def __init__(self) -> None:
        super().__init__(package())

    def is_as_released(self, table: Table, raw: bytes) -> bool:
        return False


@cache
def past() -> Past:
    return Before()


def of(*outcomes: str) -> list[str]:
    return [name for name, one in WORDS.items() if one["outcome"] in outcomes]


def named(table: Table, damaged: bytes, past: Past | None) -> Cells:
    try:
        restored(table, damaged, past, frozenset)
        return set()
    except Unreadable as why:
        return {(one.line, one.field) for one in why.losses}


def damaged_tables(name: str) -> list[tuple[Table, bytes, bytes]]:
    """The real tables that have something which can be damaged so; there is one for every damage."""
    found = [(table, raw, DAMAGES[name](table, raw)) for table, raw in originals()]
    damaged = [one for one in found if one[1] != one[2]]
    assert damaged, name
    return damaged


def test_every_damage_is_described_and_done():
    assert list(DAMAGES) == list(WORDS)


@pytest.mark.parametrize("name", of("restored"))
def test_what_loses_nothing_is_undone_byte_for_byte(name: str):
    for table, original, damaged in damaged_tables(name):
        assert restored(table, damaged) == original, table.file


@pytest.mark.parametrize("name", of("past"))
def test_what_leaves_several_readings_is_settled_by_what_the_row_was(name: str):
    for table, original, damaged in damaged_tables(name):
        assert restored(table, damaged, past()) == original, table.file


@pytest.mark.parametrize("name", of("past"))
def test_without_a_past_cells_with_several_readings_are_named_and_the_others_undone(name: str):
    for table, original, damaged in damaged_tables(name):
        cells = named(table, damaged, None)
        assert cells <= changed(table, original, damaged), table.file
        assert restored(table, mended(table, original, damaged, cells)) == original, table.file


@pytest.mark.parametrize("name", of("past"))
def test_without_a_past_some_cells_are_named(name: str):
    assert any(named(table, damaged, None) for table, _, damaged in damaged_tables(name))


@pytest.mark.parametrize("name", sorted({*of("named", "compared")} - WHOLE_ROWS))
def test_what_loses_something_is_named_cell_by_cell(name: str):
    for table, original, damaged in damaged_tables(name):
        assert named(table, damaged, past()) == changed(table, original, damaged), table.file


@pytest.mark.parametrize("name", sorted(WHOLE_ROWS))
def test_a_row_that_is_gone_is_named(name: str):
    for table, _, damaged in damaged_tables(name):
        with pytest.raises(Unreadable):
            restored(table, damaged, past(), frozenset)
