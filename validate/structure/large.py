"""Large tables, of which frictionless checks a sample.

Enters: a table of sound shape. Leaves: its size, hash and number of rows, read as a stream, and
a sample of its rows with their physical lines: the first ones, and every k-th of the rest. Every
row is checked against the same schema by the relations layer.
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validate.package import Table

WHOLE_UP_TO = 20_000  # rows; a table with more is sampled
FIRST_ROWS = 5_000
SPREAD_ROWS = 5_000

CHUNK = 2**20
Key = tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """What a whole file comes to."""

    bytes: int
    hash: str
    rows: int


class Shared(list):
    """Rows that no one changes: a copy is the same rows. frictionless copies data again and again."""

    def __deepcopy__(self, memo: dict) -> "Shared":
        return self


@dataclass(frozen=True)
class Sample:
    """Rows of a table (header first), and the physical line of each."""

    records: Shared
    lines: list[int]


def is_large(table: Table) -> bool:
    return measure(table.path).rows > WHOLE_UP_TO


@cache
def measure(path: Path) -> Measures:
    """The size, hash and number of rows of a file whose every row stands on one line."""
    digest, size, ends, last = hashlib.sha256(), 0, 0, b"\n"
    with path.open("rb") as file:
        while raw := file.read(CHUNK):
            digest.update(raw)
            size += len(raw)
            ends += raw.count(b"\n")
            last = raw[-1:]
    return Measures(size, f"sha256:{digest.hexdigest()}", ends - (last == b"\n"))


@cache
def sample(path: Path) -> Sample:
    """The header, the first rows and every k-th row after them, so that up to SPREAD_ROWS are added."""
    step = max(1, -(-(measure(path).rows - FIRST_ROWS) // SPREAD_ROWS))
    last_first = FIRST_ROWS + 1
    chosen = [
        (at, line)
        for at, line in enumerate(_lines(path), 1)
        if at <= last_first or (at - last_first) % step == 0
    ]  # fmt: skip
    return Sample(Shared(csv.reader(line for _, line in chosen)), [at for at, _ in chosen])


def keys_among(table: Table, fields: Key, wanted: set[Key]) -> Shared:
    """Those of the `wanted` keys that a row of the table has, under a header."""
    places = [table.columns.index(one) for one in fields]
    last = max(places) + 1
    found = set()
    for line in _lines(table.path):
        cells = line.split(",", last)
        if '"' in line and any('"' in one for one in cells[:last]):
            cells = next(csv.reader([line]))
        key = tuple(cells[at].rstrip("\r\n") for at in places)
        if key in wanted:
            found.add(key)
    return Shared([list(fields), *map(list, sorted(found))])


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from file
