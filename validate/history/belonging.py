"""Which row is a part of which: the target of its policy, the alias of its agency, the citation of its subject.

Enters: tables and rows of a version. Leaves: links, owners, and the rows that refer to others.
A row is a part of another if a reference leads the row's key and the key goes on after it, if its table hangs on
others by columns that are no part of its key (`HANGING`), or if it says of which row it speaks (`SUBJECT`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from validate.history import reasons
from validate.history.versions import Key, Row, TableVersion, record
from validate.package import Table
from validate.references import references

ALIASES, CITATIONS, SOURCES = "aliases", "citations", "sources"
SUBJECT = reasons.SUBJECT[:2]  # the table and the key of the row of which a row speaks
HANGING = {ALIASES: ("agency_id", "organisation_id"), "region_changes": ("old_region_id", "new_region_id")}

Named = tuple[str, str]  # table and record


@dataclass(frozen=True)
class Link:
    """Columns that lead to the row of which a row is a part, and the table of that. `owned`: the key begins with them."""

    fields: tuple[str, ...]
    table: str
    owned: bool


def links(table: Table | TableVersion) -> tuple[Link, ...]:
    """How the rows of a table are parts of others."""
    found = []
    for fields, other, _ in references(table):
        owned = len(table.key) > len(fields) and table.key[: len(fields)] == tuple(fields)
        if other != table.name and (owned or (len(fields) == 1 and fields[0] in HANGING.get(table.name, ()))):
            found.append(Link(tuple(fields), other, owned))
    return tuple(found)


def whole(row: Row, ways: Iterable[Link]) -> Named | None:
    """The row of which a row is a part, by the first link that is filled; None if it is a part of none."""
    if set(SUBJECT) <= set(row):
        return row[SUBJECT[0]], row[SUBJECT[1]]
    for one in ways:
        cells = tuple(row.get(name, "") for name in one.fields)
        if all(cells):
            return one.table, record(cells)
    return None


def referring(tables: Mapping[str, TableVersion]) -> Iterator[tuple[Named, str, tuple[str, Key]]]:
    """Every cell that leads to another row: that row, the column, and the row with the cell."""
    for name, table in tables.items():
        for (field, *more), other, _ in references(table):
            if not more:
                for key, row in table.rows.items():
                    if row.get(field):
                        yield (other, row[field]), field, (name, key)
