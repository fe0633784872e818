"""The tables of a package as pandas frames, each read when a suite first needs it.

Enters: a package and the tables to leave out. Leaves: frames of text, an empty cell as the only
null, in the order of the file, their index the record key (parts joined by `#`). Of a table of
which only some columns are used no others are read; what repeats itself is kept once.
"""

from collections.abc import Iterator, Mapping, Set

import pandas as pd

from validate.package import CannotRun, Package, Table

# Columns of the largest tables that hold few different values.
REPEATING = {
    "citations": ("subject_table", "field", "source_id", "verdict"),
    "policy_measures": ("instrument",),
    "policy_topics": ("topic",),
}


class Tables(Mapping[str, pd.DataFrame]):
    """The usable tables by name. A table in `skip`, or declared but unusable, is not in it.
    `columns` names the columns to read of tables that are not needed as a whole."""

    def __init__(self, package: Package, skip: Set[str], columns: Mapping[str, Set[str]] | None = None):
        self._columns = columns or {}
        self._usable = {one.name: one for one in package.tables if one.name not in skip}
        self._declared = skip | _names(package.descriptor.get("resources"))
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            self._read[name] = read(self._usable[name], self._columns.get(name))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._usable)

    def __len__(self) -> int:
        return len(self._usable)

    def __contains__(self, name: object) -> bool:
        return name in self._usable

    def count(self, name: str) -> int:
        """The number of rows of a table, each of which stands on one line."""
        table, ends, last = self._usable[name], 0, b"\n"
        try:
            with table.path.open("rb") as file:
                while raw := file.read(2**20):
                    ends, last = ends + raw.count(b"\n"), raw[-1:]
        except OSError as error:
            raise _unreadable(table, error) from error
        return ends - (last == b"\n")

    def declares(self, name: str) -> bool:
        """Whether the package names this table, usable or not."""
        return name in self._declared

    def describe(self, name: str) -> Table:
        return self._usable[name]


def _names(resources: object) -> Set[str]:
    entries = resources if isinstance(resources, list) else []
    return frozenset(str(one.get("name")) for one in entries if isinstance(one, dict))


def read(table: Table, columns: Set[str] | None = None) -> pd.DataFrame:
    """The rows of `table` (with all or some columns) as text, indexed by record key unless a part
    of it is left out. Raises CannotRun if unreadable."""
    wanted = None if columns is None else [name for name in table.columns if name in columns]
    repeating = dict.fromkeys(REPEATING.get(table.name, ()), "category")
    kinds = {name: repeating.get(name, "str") for name in table.columns}
    try:
        frame = pd.read_csv(
            table.path, usecols=wanted, dtype=kinds, keep_default_na=False, na_values=[""], skip_blank_lines=False
        )
    except (OSError, ValueError) as error:
        raise _unreadable(table, error) from error
    parts = [frame[name].fillna("") for name in table.key if name in frame]
    if parts and (columns is None or len(parts) == len(table.key)):
        frame.index = pd.Index(parts[0].str.cat(parts[1:], sep="#"), name="record")
    return frame


def _unreadable(table: Table, error: Exception) -> CannotRun:
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
    return CannotRun(f"{table.file} cannot be read: {reason}.", f"无法读取 {table.file}：{reason}。")
