"""The tables of a package as pandas frames, each read when a suite first needs it.

Enters: a package and the tables to leave out. Leaves: frames of text, an empty cell as the only
null, in the order of the file, their index the record key (parts joined by `#`).
"""

from collections.abc import Iterator, Mapping, Set

import pandas as pd

from validate.package import CannotRun, Package, Table


class Tables(Mapping[str, pd.DataFrame]):
    """The usable tables by name. A table in `skip`, or declared but unusable, is not in it."""

    def __init__(self, package: Package, skip: Set[str]):
        self._usable = {one.name: one for one in package.tables if one.name not in skip}
        self._declared = skip | _names(package.descriptor.get("resources"))
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            self._read[name] = read(self._usable[name])
        return self._read[name]

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


def _names(resources: object) -> Set[str]:
    entries = resources if isinstance(resources, list) else []
    return frozenset(str(one.get("name")) for one in entries if isinstance(one, dict))


def read(table: Table) -> pd.DataFrame:
    """The rows of `table` as text, indexed by record key. Raises CannotRun if unreadable."""
    try:
        frame = pd.read_csv(table.path, dtype=str, keep_default_na=False, na_values=[""], skip_blank_lines=False)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CannotRun(f"{table.file} cannot be read: {reason}.", f"无法读取 {table.file}：{reason}。") from error
    parts = [frame[name].fillna("") for name in table.key if name in frame]
    if parts:
        frame.index = pd.Index(parts[0].str.cat(parts[1:], sep="#"), name="record")
    return frame
