"""What a card is of, and which tables hang on it.

Enters: the tables of a package. Leaves: a `Kind`, read out of primary and foreign keys: a table whose key
begins with a record's key is a list of that record. Two tables hang on a record without having its key.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from validate.package import Table
from validate.references import references

ROOTS = {
    "policy": "policies",
    "pilot": "pilot_applications",
    "agency": "agencies",
    "organisation": "organisations",
    "programme": "programmes",
    "region": "regions",
    "source": "sources",
}
HANGING = {
    "agencies": {"aliases": ("agency_id",)},
    "organisations": {"aliases": ("organisation_id",)},
    "regions": {"region_changes": ("old_region_id", "new_region_id")},
}
ALIASES, CITATIONS, SOURCES, CODES = "aliases", "citations", "sources", "codes"
ACTORS = ("policy_actors", "pilot_actors")
SUBJECT = ("subject_table", "subject_id")


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
    own = tables[table]
    children = {}
    for one in tables.values():
        links = tuple(fields[0] for fields, other, _ in references(one) if other == table and len(fields) == 1)
        if len(one.key) > 1 and one.key[0] in links:
            children[one.name] = Child(one, (one.key[0],), True)
        elif one.name in HANGING.get(table, {}):
            children[one.name] = Child(one, HANGING[table][one.name], False)
    return Kind(name, own, children)
