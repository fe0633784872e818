"""The one byte form of a table: UTF-8, comma, LF, minimal quoting, rows in order of key.

Enters: rows of text cells. Leaves: bytes, and the order of rows. The text layer compares
with this form and the formatter writes it, so it is said once, here.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from validate.package import Table

Row = Sequence[str]


def to_bytes(rows: Iterable[Row]) -> bytes:
    """The rows (header first) as the bytes of a canonical CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def key_of(table: Table) -> Callable[[Row], tuple]:
    """The sort key of a row of `table`: key columns left to right, whole numbers by value."""
    types = {one["name"]: one.get("type") for one in table.fields}
    parts = [(table.columns.index(name), types[name] == "integer") for name in table.key if name in types]
    return lambda row: tuple(_number_first(row[at]) if whole else (0, 0, row[at]) for at, whole in parts)


def record_of(table: Table) -> Callable[[Row], str]:
    """The key of a row as findings name it: its parts joined by `#`."""
    places = [table.columns.index(name) for name in table.key if name in table.columns]
    return lambda row: "#".join(row[at] for at in places)


def _number_first(cell: str) -> tuple[int, int, str]:
    is_number = cell.isascii() and cell.isdigit() and len(cell) < 19
    return (0, int(cell), "") if is_number else (1, 0, cell)
