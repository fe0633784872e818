"""What a card is of, and which tables hang on it.

Enters: the tables of a package. Leaves: a `Kind`: the tables whose rows are parts of its
rows, as `validate.history.belonging` has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from validate.history.belonging import links
from validate.package import Table

ROOTS = {
    "policy": "policies",
    "pilot": "pilot_applications",
    "agency": "agencies",
    "organisation": "organisations",
    "programme": "programmes",
    "region": "regions",
    "source": "sources",
}
ACTORS = ("policy_actors", "pilot_actors")


@dataclass(frozen=True)
class Child:
    """A table that hangs on a record by one of the columns `links`. `owned`: its key begins with the record's."""

    table: Table
    links: tuple[str, ...]
    owned: bool

    @property
    def implied(self) -> frozenset[str]:
        """Columns that a card does not write, since the place of the block says them."""
        sequence = {one for one in self.table.key if one.endswith("_seq")}
        return frozenset({*self.links, *sequence} if len(self.links) == 1 else sequence)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(one for one in self.table.columns if one not in self.implied)


@dataclass(frozen=True)
class Kind:
    """The table of the record itself, and what hangs on it by name of the table."""

    name: str
    table: Table
    children: Mapping[str, Child]


def kind_of(table: str, tables: Mapping[str, Table]) -> Kind:
    """The kind of card whose record is a row of `table`."""
    name = next(name for name, root in ROOTS.items() if root == table)
    children = {}
    for one in tables.values():
        leading = [link for link in links(one) if link.table == table]
        if leading:
            columns = tuple(link.fields[0] for link in leading)
            children[one.name] = Child(one, columns, leading[0].owned)
    return Kind(name, tables[table], children)
