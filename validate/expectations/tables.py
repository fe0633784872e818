"""The tables of a package as lazy polars frames: nothing is read but what a frame asks for, when it asks.

Enters: a package and the tables to leave out. Leaves: frames of text, an empty cell as the only
null, in the order of the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from typing import TypeVar

import polars as pl

from validate.package import CannotRun, Package, Table

Made = TypeVar("Made")


class Tables(Mapping[str, pl.LazyFrame]):
    """The usable tables by name. A table in `skip`, or declared but unusable, is not in it."""

    def __init__(self, package: Package, skip: Set[str]):
        self._usable = {one.name: one for one in package.tables if one.name not in skip}
        self._declared = skip | _names(package.descriptor.get("resources"))
        self._made: dict[Callable, object] = {}

    def __getitem__(self, name: str) -> pl.LazyFrame:
        """The table `name`. Raises KeyError if it is not here, CannotRun if it cannot be read."""
        return scan(self._usable[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._usable)

    def __len__(self) -> int:
        return len(self._usable)

    def __contains__(self, name: object) -> bool:
        return name in self._usable

    def declares(self, name: str) -> bool:
        """Whether the package names this table, usable or not."""
        return name in self._declared

    def describe(self, name: str) -> Table:
        return self._usable[name]

    def once(self, make: Callable[["Tables"], Made]) -> Made:
        """What `make` makes of the tables, made once however many frames use it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]


def scan(table: Table) -> pl.LazyFrame:
    """The rows of `table` as text. Raises CannotRun if it is unreadable or lacks a column."""
    try:
        rows = pl.scan_csv(table.path, infer_schema=False, null_values=[""], glob=False)
        header = rows.collect_schema().names()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(table, error) from error
    for name in table.columns:
        if name not in header:
            raise _unreadable(table, f"no column {name}")
    return rows.select(table.columns)


def key(table: Table) -> pl.Expr:
    """The record key: the cells of the primary key, joined by `#`; null if the table has none."""
    parts = [pl.col(name).fill_null("") for name in table.key if name in table.columns]
    if len(parts) == 1:
        return parts[0]
    return pl.concat_str(parts, separator="#") if parts else pl.lit(None, pl.String)


@contextmanager
def legible(tables: Tables, names: Iterable[str]) -> Iterator[None]:
    """What polars raises inside, while it reads the tables `names`, in the terms of the package:
    CannotRun that names the table, or KeyError with the column that none of them has."""
    try:
        yield
    except pl.exceptions.ColumnNotFoundError as error:
        raise KeyError(_first_line(error).partition('"')[2].partition('"')[0]) from error
    except (OSError, pl.exceptions.PolarsError) as error:
        for name in names:
            _prove(tables.describe(name))
        raise _unreadable(tables.describe(next(iter(names or tables))), error) from error


def _prove(table: Table) -> None:
    """Read all of `table`. Raises CannotRun if that fails."""
    try:
        scan(table).null_count().collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(table, error) from error


def _names(resources: object) -> Set[str]:
    entries = resources if isinstance(resources, list) else []
    return frozenset(str(one.get("name")) for one in entries if isinstance(one, dict))


def _unreadable(table: Table, error: object) -> CannotRun:
    reason = _first_line(getattr(error, "strerror", None) or error)
    return CannotRun(f"{table.file} cannot be read: {reason}.", f"无法读取 {table.file}：{reason}。")


def _first_line(error: object) -> str:
    return str(error).strip().partition("\n")[0][:200]
