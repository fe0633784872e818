"""The tables as frames, and the bounds of partial dates.

Enters: a package and the names of the tables that no later layer may read.
Leaves: `Tables`, an immutable mapping of table names to frames. Each frame holds the cells
twice, as `text` and cast by the schema as `rows`, both with the physical `line` (1 = header).
A cell that cannot be cast is null in `rows`; the model check reports it. Tables are read when
they are first used; frames that do not all fit into MOST_BYTES are read again when they are next
used, so that memory stays bounded.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from validate.package import Package, Table

FIRST_LINE = 2
MOST_BYTES = 640 * 2**20  # of the files of all frames that are kept; in memory they take twice as much
DATE = r"\A[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\z"


class Unreadable(Exception):
    """A table cannot be read as its schema says."""

    def __init__(self, table: Table, reason: str):
        super().__init__(reason)
        self.table, self.reason = table, reason


@dataclass(frozen=True, eq=False)
class Frame:
    """One table that was read: the table, its cells as text, and its cells by type."""

    table: Table
    text: pl.DataFrame
    rows: pl.DataFrame


class Shelf:
    """Frames that were read, the least recently used one put away first when they grow too large."""

    def __init__(self, most_bytes: int = MOST_BYTES):
        self._most = most_bytes
        self._frames: OrderedDict[str, Frame] = OrderedDict()

    def take(self, table: Table) -> Frame:
        """The frame of a table. Raises Unreadable."""
        if table.name not in self._frames:
            self._make_room(size_of(table))
            self._frames[table.name] = typed(table, _read(table))
        self._frames.move_to_end(table.name)
        return self._frames[table.name]

    def _make_room(self, needed: int) -> None:
        while self._frames and needed + sum(size_of(one.table) for one in self._frames.values()) > self._most:
            self._frames.popitem(last=False)


@dataclass(frozen=True, eq=False)
class OnShelf:
    """A frame that is taken from a shelf when its cells are wanted."""

    table: Table
    shelf: Shelf

    @property
    def text(self) -> pl.DataFrame:
        return self.shelf.take(self.table).text

    @property
    def rows(self) -> pl.DataFrame:
        return self.shelf.take(self.table).rows


@dataclass(frozen=True, eq=False)
class Tables(Mapping):
    """The frames by table name. `known` are all tables of the package, read or not;
    `schema_files` says where the schema of each stands; `created` is the package's date.
    Equal is only the same object, so that what two rules share can be cached."""

    __eq__, __hash__ = object.__eq__, object.__hash__

    frames: Mapping[str, Frame]
    known: Mapping[str, Table]
    schema_files: Mapping[str, str]
    created: date | None = None

    def __getitem__(self, name: str) -> Frame:
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def rows(self, name: str) -> pl.DataFrame:
        return self.frames[name].rows

    def text(self, name: str) -> pl.DataFrame:
        return self.frames[name].text

    @property
    def complete(self) -> bool:
        """Whether every table of the package was read."""
        return len(self.frames) == len(self.known)

    def without(self, names: Set[str]) -> "Tables":
        """The same tables but those named, which stay known."""
        return replace(self, frames={name: frame for name, frame in self.frames.items() if name not in names})


def on_shelf(package: Package, skip: frozenset[str]) -> Tables:
    """The tables of the package that are not to be skipped, none of them read yet."""
    shelf = Shelf()
    return Tables(
        frames={table.name: OnShelf(table, shelf) for table in package.without(skip).tables},
        known={table.name: table for table in package.tables},
        schema_files={table.name: table.schema_file for table in package.tables if table.schema_file},
        created=_created(package),
    )


def size_of(table: Table) -> int:
    """The bytes of a table's file; none if it cannot be told."""
    try:
        return table.path.stat().st_size
    except OSError:
        return 0


def typed(table: Table, text: pl.DataFrame) -> Frame:
    """A frame from cells that are text or null, columns in the order of the schema."""
    text = text.with_row_index("line", offset=FIRST_LINE)
    casts = [_cast(one["name"], one.get("type", "string")) for one in table.fields]
    return Frame(table, text, text.with_columns(one for one in casts if one is not None))


def earliest(column: str) -> pl.Expr:
    """The first day that a partial date can mean; null if it is none."""
    text = pl.when(pl.col(column).str.contains(DATE)).then(pl.col(column))
    rest = pl.lit("-01-01").str.slice(text.str.len_chars().cast(pl.Int64) - 4)
    return (text + rest).str.to_date("%Y-%m-%d", strict=False)


def latest(column: str) -> pl.Expr:
    """The last day that a partial date can mean; null if it is none."""
    day, length = earliest(column), pl.col(column).str.len_chars()
    last_of_year = day.dt.offset_by("1y").dt.offset_by("-1d")
    return pl.when(length == 4).then(last_of_year).when(length == 7).then(day.dt.month_end()).otherwise(day)


def _read(table: Table) -> pl.DataFrame:
    try:
        text = pl.read_csv(table.path, infer_schema=False, null_values=[""])
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise Unreadable(table, str(error).splitlines()[0]) from None
    if tuple(text.columns) != table.columns:
        raise Unreadable(table, "the header is not the schema's")
    return text


def _cast(name: str, kind: str) -> pl.Expr | None:
    text = pl.col(name)
    if kind == "integer":
        return text.cast(pl.Int64, strict=False)
    if kind == "number":
        number = text.cast(pl.Float64, strict=False)
        return pl.when(number.is_finite()).then(number).alias(name)
    if kind == "year":
        return pl.when(text.str.contains(r"\A[0-9]{4}\z")).then(text).cast(pl.Int32, strict=False).alias(name)
    if kind == "date":
        return text.str.to_date("%Y-%m-%d", strict=False)
    return None


def _created(package: Package) -> date | None:
    try:
        return date.fromisoformat(str(package.descriptor.get("created", ""))[:10])
    except ValueError:
        return None
