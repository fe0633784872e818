"""The canonical form of a whole file: quoting and order.

Enters: the records of one file in parts, with the lines they were read from.
Leaves: at most one finding on quoting (the first line that differs) and one on order.
"""

from collections.abc import Iterable, Sequence
from operator import le

from validate.canonical import Row, key_of, record_of, to_bytes
from validate.findings import Finding
from validate.package import Table
from validate.text.encoding import Clean
from validate.text.shape import Part


class Form:
    """Both rules on one file, part after part."""

    def __init__(self, table: Table):
        self._table = table
        self._quoting: list[Finding] = []
        self._order: list[Finding] = []
        self._previous: Row | None = None

    @property
    def findings(self) -> list[Finding]:
        return self._quoting + self._order

    def check(self, part: Part | Clean) -> None:
        """Look at the next part of the file; of a clean one only at the place where it begins."""
        if isinstance(part, Clean):
            if not self._order:
                self._order = begins_too_early(self._table, part, self._previous)
            self._previous = part.last
            return
        if not self._quoting:
            self._quoting = needless_quoting(self._table, part)
        rows = part.without_header()
        if not self._order and rows.records:
            self._order = out_of_order(self._table, rows, self._previous)
            self._previous = rows.records[-1]


def needless_quoting(table: Table, part: Part) -> list[Finding]:
    """Only cells with a comma or a quote are quoted, and quotes inside them are doubled. A line
    without any quote has no such cell, unless its only cell is empty."""
    lines = part.quoted if len(table.columns) > 1 else list(enumerate(part.block.text.split("\n")[:-1], part.line))
    records = [part.records[at - part.line] for at, _ in lines]
    canonical = to_bytes(records).decode("utf-8").split("\n")
    for (at, written), record, wanted in zip(lines, records, canonical, strict=False):
        if written != wanted:
            field, name = _first_other(table, written, record), record_of(table)(record)
            return [Finding("text.quoting", table.name, table.file, at, field, name, written, {"wanted": wanted})]
    return []


def _first_other(table: Table, written: str, record: list[str]) -> str:
    """The column at which a line leaves the canonical form."""
    for at in range(1, len(record)):
        start = to_bytes([[*record[:at], ""]]).decode("utf-8").rstrip("\n")
        if not written.startswith(start):
            return table.columns[at - 1]
    return table.columns[-1]


def begins_too_early(table: Table, block: Clean, before: Row | None) -> list[Finding]:
    """The first row of a clean block stands after the row before it."""
    key = key_of(table)
    if before is None or key(before) <= key(block.first):
        return []
    line = block.line + (block.line == 1)
    return [_misplaced(table, line, before, block.first)]


def out_of_order(table: Table, rows: Part, before: Row | None) -> list[Finding]:
    """Rows stand in the order of their keys, the first one after the row `before`."""
    records = rows.records if before is None else [before, *rows.records]
    if _in_order(_quick_keys(table, rows, before)):
        return []
    key = key_of(table)
    first = rows.line + len(rows.records) - len(records)
    previous = None
    for line, record in enumerate(records, first):
        current = key(record)
        if previous is not None and current < previous:
            return [_misplaced(table, line, records[line - first - 1], record)]
        previous = current
    return []


def _misplaced(table: Table, line: int, before: Row, row: Row) -> Finding:
    name = record_of(table)
    here = name(row)
    return Finding("text.row-order", table.name, table.file, line, table.key[0], here, here, {"after": name(before)})


def _quick_keys(table: Table, rows: Part, before: Row | None) -> Sequence | None:
    """Keys in the order of `canonical.key_of`, made column by column; None where that needs a look at each cell."""
    types = {one["name"]: one.get("type") for one in table.fields}
    parts = []
    for name in table.key:
        if name not in types:
            return None
        at = table.columns.index(name)
        cells = rows.columns[at] if before is None else (before[at], *rows.columns[at])
        if types[name] == "integer":
            digits = "".join(cells)
            if not (digits.isascii() and digits.isdigit() and all(cells) and max(map(len, cells)) < 19):
                return None
            cells = list(map(int, cells))
        parts.append(cells)
    return parts[0] if len(parts) == 1 else list(zip(*parts, strict=True)) if parts else None


def _in_order(keys: Iterable | None) -> bool:
    return keys is not None and all(map(le, keys, keys[1:]))
