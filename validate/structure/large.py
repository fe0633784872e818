"""Large tables, of which frictionless checks a sample.

Enters: a table of sound shape. Leaves: its size, hash and number of rows, read as a stream, and
a sample of its rows with their physical lines: the first ones, and every k-th of the rest. Every
row is checked against the same schema by the relations layer.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validate.package import Table

WHOLE_UP_TO = 20_000  # rows; a table with more is sampled
FIRST_ROWS = 2_500
SPREAD_ROWS = 2_500

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
    for raw in _blocks(path):
        digest.update(raw)
        size += len(raw)
        ends += raw.count(b"\n")
        last = raw[-1:]
    return Measures(size, f"sha256:{digest.hexdigest()}", ends - (last == b"\n"))


@cache
def sample(path: Path) -> Sample:
    """The header, the first rows and every k-th row after them, so that up to SPREAD_ROWS are added."""
    rows = measure(path).rows
    step = max(1, -(-(rows - FIRST_ROWS) // SPREAD_ROWS))
    numbers = [*range(1, FIRST_ROWS + 2), *range(FIRST_ROWS + 1 + step, rows + 2, step)]
    chosen = list(_lines_numbered(path, numbers))
    return Sample(Shared(csv.reader(line for _, line in chosen)), [at for at, _ in chosen])


def keys_among(table: Table, fields: Key, wanted: set[Key]) -> set[Key]:
    """Those of the `wanted` keys that a row of the table has."""
    places = [table.columns.index(one) for one in fields]
    first_cells = {one[0].encode("utf-8"): one for one in wanted} if places == [0] else {}
    found = set()
    for raw in _blocks(table.path):
        lines = raw.split(b"\n")
        if places == [0]:
            found.update(first_cells[one] for one in first_cells.keys() & {line.partition(b",")[0] for line in lines})
            lines = [line for line in lines if line.startswith(b'"')] if b'"' in raw else []
        found.update(wanted & {_cells(line.decode("utf-8"), places) for line in lines})
    return found


def _cells(line: str, places: Sequence[int]) -> Key:
    """The cells of a line at these places; empty if the line has no such places."""
    cells = line.split(",", max(places) + 1)
    if '"' in line and any('"' in one for one in cells[: max(places) + 1]):
        cells = next(csv.reader([line]))
    return tuple([cells[at].rstrip("\r") for at in places]) if len(cells) > max(places) else ()


def _lines_numbered(path: Path, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines with these rising numbers (1 = first), as far as there are any, each with its number."""
    waiting = iter(numbers)
    wanted, first = next(waiting, None), 1
    for raw in _blocks(path):
        after = first + raw.count(b"\n") + (not raw.endswith(b"\n"))
        if wanted is not None and wanted < after:
            lines = raw.split(b"\n")
            while wanted is not None and wanted < after:
                yield wanted, lines[wanted - first].decode("utf-8-sig" if wanted == 1 else "utf-8") + "\n"
                wanted = next(waiting, None)
        first = after


def _blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in blocks of whole lines."""
    with path.open("rb") as file:
        while raw := file.read(CHUNK):
            yield raw if raw.endswith(b"\n") else raw + file.readline()
