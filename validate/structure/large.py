"""Large tables, of which frictionless checks a sample.

Enters: a table of sound shape. Leaves: its size, hash and number of rows, read as a stream, and
a sample of its rows with their physical lines: the first ones, and others at even distances. Every
row is checked against the same schema by the relations layer.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from validate.package import Table

WHOLE_UP_TO = 20_000  # rows; a table with more is sampled
FIRST_ROWS = 2_500
SPREAD_ROWS = 2_500

CHUNK = 2**20
Key = tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """What a whole file comes to, and the place and number of the first line of each block of it."""

    bytes: int
    hash: str
    rows: int
    starts: tuple[tuple[int, int], ...]


class Shared(list):
    """Rows that no one changes: a copy is the same rows. frictionless copies data again and again."""

    def __deepcopy__(self, memo: dict) -> "Shared":
        return self


@dataclass(frozen=True)
class Sample:
    """Rows of a table (header first), and the place in the file, in bytes, where each begins."""

    path: Path
    records: Shared
    places: list[int]

    def line(self, at: int) -> int:
        """The physical line (1 = first) of a row by its place among the records."""
        place = self.places[at]
        start, line = [one for one in measure(self.path).starts if one[0] <= place][-1]
        with self.path.open("rb") as file:
            file.seek(start)
            return line + file.read(place - start).count(b"\n")


def is_large(table: Table) -> bool:
    return measure(table.path).rows > WHOLE_UP_TO


@cache
def measure(path: Path) -> Measures:
    """The size, hash and number of rows of a file whose every row stands on one line."""
    digest, size, line, starts = hashlib.sha256(), 0, 1, []
    for raw in _blocks(path):
        starts.append((size, line))
        digest.update(raw)
        size += len(raw)
        line += raw.count(b"\n") + (not raw.endswith(b"\n"))
    return Measures(size, f"sha256:{digest.hexdigest()}", line - 2, tuple(starts))


@cache
def sample(path: Path) -> Sample:
    """The header, the first rows, and after them up to SPREAD_ROWS that stand at even distances in the file."""
    size = measure(path).bytes
    with path.open("rb") as file:
        places = [0]
        for _ in range(FIRST_ROWS + 1):
            file.readline()
            places.append(file.tell())
        rest = places.pop()
        ends = [rest + (size - rest) * number // SPREAD_ROWS for number in range(1, SPREAD_ROWS + 1)]
        places = sorted({*places, *(_start_of_line(file, rest, end - 1) for end in ends if end > rest)} - {size})
        lines = [_line_at(file, one).decode("utf-8-sig") for one in places]
    return Sample(path, Shared(csv.reader(lines)), places)


def _start_of_line(file: BinaryIO, first: int, place: int) -> int:
    """Where the line begins that has the byte at `place`, no line before `first` being looked at."""
    window = 1000
    while True:
        start = max(first, place - window)
        file.seek(start)
        end = file.read(place - start).rfind(b"\n")
        if end >= 0 or start == first:
            return start + end + 1
        window *= 10


def _line_at(file: BinaryIO, place: int) -> bytes:
    file.seek(place)
    return file.readline()


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


def _blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in blocks of whole lines."""
    with path.open("rb") as file:
        while raw := file.read(CHUNK):
            yield raw if raw.endswith(b"\n") else raw + file.readline()
