"""What a table was before: as it was last committed, and as it was last released.

Enters: a package. Leaves: for each table its rows by key, the newest first. What is not there, or cannot
be read as it should have been written, is left out: then nothing is known of the past.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from validate.git import answer
from validate.history.comparison import RELEASED
from validate.package import Package, Table, goes_through_link

Key = tuple[str, ...]
Row = tuple[str | None, ...]  # in the order of the schema's columns, None where there was no such column
Rows = Mapping[Key, Row]


class Past:
    """The former versions of the tables of a package, each read when it is first asked for."""

    def __init__(self, package: Package):
        self._root = package.root
        self._read: dict[str, tuple[Rows, ...]] = {}

    def is_as_released(self, table: Table, raw: bytes) -> bool:
        """Whether a table has the very bytes of the last release."""
        return _released(self._root, table) == raw

    def cells(self, table: Table) -> frozenset[str]:
        """Every cell that the table had."""
        return frozenset(cell for rows in self.versions(table) for row in rows.values() for cell in row if cell)

    def versions(self, table: Table) -> tuple[Rows, ...]:
        """What the table was, the newest first."""
        if table.file not in self._read:
            committed = answer(self._root, "cat-file", "blob", f"HEAD:./{table.file}")
            found = (_rows(table, raw) for raw in (committed, _released(self._root, table)) if raw)
            self._read[table.file] = tuple(one for one in found if one is not None)
        return self._read[table.file]


def _released(root: Path, table: Table) -> bytes | None:
    place = f"{RELEASED}/{table.file}"
    if goes_through_link(root, place) or not (root / place).is_file():
        return None
    return (root / place).read_bytes()


def _rows(table: Table, raw: bytes) -> Rows | None:
    try:
        records = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
        header = next(records, [])
        places = [header.index(name) if name in header else None for name in table.columns]
        keys = [table.columns.index(name) for name in table.key]
        rows = [row for row in records if len(row) == len(header)]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not keys or any(places[at] is None for at in keys):
        return None
    return dict(_keyed(rows, places, keys))


def _keyed(rows: Sequence[list[str]], places: Sequence[int | None], keys: Sequence[int]) -> Iterator[tuple[Key, Row]]:
    for one in rows:
        row = tuple(None if at is None else one[at] for at in places)
        yield tuple(row[at] for at in keys), row
