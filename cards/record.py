"""A record: a row with everything that hangs on it.

Enters: a shelf and the place of a row. Leaves: a `Record`: the places of all its rows, and their digest.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from cards.shelf import Place, Shelf
from validate.canonical import key_of
from validate.history.belonging import CITATIONS, SOURCES
from validate.history.versions import Key
from validate.references import references

DIGITS = 12


@dataclass(frozen=True)
class Record:
    """The row itself, rows of lists by table in their order, the citations of each row, and the sources of all."""

    place: Place
    children: dict[str, list[Place]]
    citations: dict[Place, list[Key]]
    sources: tuple[str, ...]

    def places(self) -> Iterator[Place]:
        """Every row of the record."""
        yield self.place
        for children in self.children.values():
            yield from children
        for keys in self.citations.values():
            yield from ((CITATIONS, key) for key in keys)
        yield from ((SOURCES, (one,)) for one in self.sources)


def gather(shelf: Shelf, place: Place) -> Record:
    """The record of a row of one of the tables that have cards."""
    kind = shelf.kind(place[0])
    children: dict[str, list[Place]] = {name: [] for name in kind.children}
    for field, one in shelf.referring(place):
        child = kind.children.get(one[0])
        if child and field in child.links and one not in children[one[0]]:
            children[one[0]].append(one)
    for name, listed in children.items():
        order, columns = key_of(shelf.tables[name]), shelf.tables[name].columns
        listed.sort(key=lambda one: order([shelf.row(one)[column] for column in columns]))
    own = [place, *(one for listed in children.values() for one in listed)]
    citations = {one: shelf.citations_of(one) for one in own}
    used = dict.fromkeys(one for place in own for one in _sources(shelf, place))
    used |= dict.fromkeys(shelf.rows(CITATIONS)[key]["source_id"] for keys in citations.values() for key in keys)
    return Record(place, children, citations, tuple(used) if place[0] != SOURCES else ())


def _sources(shelf: Shelf, place: Place) -> Iterator[str]:
    """The sources that a row itself names."""
    row = shelf.row(place)
    for (field, *_), other, _ in references(shelf.tables[place[0]]):
        if other == SOURCES and row[field]:
            yield row[field]


def digest(shelf: Shelf, record: Record) -> str:
    """What tells whether a row of the record changed since."""
    rows = sorted([table, *key, *shelf.row((table, key)).values()] for table, key in record.places())
    return hashlib.sha256(json.dumps(rows).encode("utf-8")).hexdigest()[:DIGITS]
