"""A damaged table beside the original, cell by cell; rows stand where they stood.

Enters: a table, its canonical bytes, the bytes that a spreadsheet made of them. Leaves: cells, as physical line
and column, and bytes.
"""

from collections.abc import Iterable

from maintain.repair import encoding, shape
from tests.repair.damages import written
from validate.package import Table

Cells = set[tuple[int | None, str]]


def changed(table: Table, original: bytes, damaged: bytes) -> Cells:
    """The cells that were written otherwise."""
    before, now = _sheet(table, original), _sheet(table, damaged)
    rows = zip(now.lines, before.rows, now.rows, strict=True)
    cells = ((line, *one) for line, old, new in rows for one in zip(table.columns, old, new, strict=True))
    return {(line, name) for line, name, old, new in cells if old != new}


def mended(table: Table, original: bytes, damaged: bytes, cells: Iterable[tuple[int | None, str]]) -> bytes:
    """The damaged table after a person wrote these cells, and no others, as they were."""
    before, now = _sheet(table, original), _sheet(table, damaged)
    places = {line: at for at, line in enumerate(now.lines)}
    for line, name in cells:
        row, column = places[line], table.columns.index(name)
        now.rows[row][column] = before.rows[row][column]
    return written([list(table.columns), *now.rows], delimiter=now.delimiter)


def _sheet(table: Table, raw: bytes) -> shape.Sheet:
    return shape.sheet(table, encoding.decoded(raw, frozenset))
