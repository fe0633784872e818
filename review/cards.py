"""Cards: what changed of one record and of its parts, each cell beside the citations that support it.

Enters: a comparison with the base, and one with the last release (None: nothing was released).
Leaves: `Card`s in the order of tables and keys. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from review.evidence import Evidence, Witness
from review.records import Place, Records, touched
from validate.evidence import CITED, stated_columns
from validate.history.belonging import CITATIONS, SOURCES
from validate.history.comparison import Comparison
from validate.history.diff import REDIRECTS
from validate.history.reasons import REVISIONS, ROW, Reason, line_for
from validate.history.versions import Row, Version, record

GONE = ("removed", "redirected")
# Rows that have no card, since they stand beside what they are for. A release gives reasons another key, its version.
ELSEWHERE = {(SOURCES, "added"), (REDIRECTS, "added"), (REVISIONS, "added"), (REVISIONS, "removed")}


@dataclass(frozen=True)
class Line:
    """One cell, old and new (None: that version has no such row); or, with neither, the citations of the row as a whole
    or of a list of rows (`field` names it). `needs_evidence`: the schema asks for a citation; `is_fact`: it
    holds what a source states, no code and no words of our own. `add` is the line of revisions that lacks."""

    field: str
    old: str | None
    new: str | None
    witnesses: tuple[Witness, ...] = ()
    needs_evidence: bool = False
    is_fact: bool = False
    reason: Reason | None = None
    add: str = ""

    @property
    def is_changed(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True)
class Part:
    """One row: the record itself or a part of it. `what` is empty if only its evidence differs.
    `is_cited`: there are citations of the row as a whole, or of the list that it is in.
    `redirect` is the key that takes its place (empty: none is named)."""

    place: Place
    what: str
    lines: tuple[Line, ...]
    is_cited: bool = False
    redirect: str = ""
    reason: Reason | None = None
    add: str = ""


@dataclass(frozen=True)
class Card:
    """One record. `referring` are records of other rows by `table.column`, `cited` counts citations of the
    record and its parts by verdict; `is_released`: the last release has it."""

    place: Place
    parts: tuple[Part, ...]
    referring: dict[str, list[str]]
    cited: dict[str, int]
    is_released: bool

    @property
    def what(self) -> str:
        return next((one.what for one in self.parts if one.place == self.place), "") or "changed"


def cards(compared: Comparison, released: Comparison | None, records: Records) -> list[Card]:
    """A card for each record that differs in itself, a part, or its evidence. New sources stand beside what they
    support, redirects and reasons beside what they are for."""
    reader = _Reader(compared, released, records)
    found: dict[Place, dict[Place, str]] = defaultdict(dict)
    for place, what in touched(compared.difference):
        if place[0] == CITATIONS:
            row = records.rows[place]
            if {"subject_table", "subject_id"} <= set(row):
                found[records.owner(place)].setdefault((row["subject_table"], row["subject_id"]), "")
        elif (place[0], what) not in ELSEWHERE:
            found[records.owner(place)][place] = what
    referring = records.referring(set(found))
    order = {name: at for at, name in enumerate(records.tables)}
    places = sorted(found, key=lambda one: (order.get(one[0], len(order)), one[1]))
    return [reader.card(one, found[one], referring[one]) for one in places]


class _Reader:
    """Rows as parts of cards."""

    def __init__(self, compared: Comparison, released: Comparison | None, records: Records):
        self._records = records
        self._evidence = Evidence(compared)
        self._old, self._new = _rows(compared.old, compared), _rows(compared.new)
        tables = compared.difference.tables
        self._redirects = {(one.name, record(key)): new for one in tables for key, new in one.redirected.items()}
        self._released = _rows(released.old) if released else {}
        matched = released.matched.reasons if released else {}
        self._reasons = {(one.table, one.record, one.field or ROW): (one, reason) for one, reason in matched.items()}
        self._cited = self._count()

    def card(self, owner: Place, rows: dict[Place, str], referring: dict[str, list[str]]) -> Card:
        """The record first, then its parts in the order of tables."""
        order = list(self._records.tables)
        listed = sorted(rows, key=lambda one: (one != owner, order.index(one[0]) if one[0] in order else len(order)))
        parts = [self._part(one, rows[one]) for one in listed]
        is_released = owner in self._released
        return Card(owner, tuple(one for one in parts if one.lines or one.what), referring, self._cited[owner], is_released)

    def _part(self, place: Place, what: str) -> Part:
        old, new = self._old.get(place), self._new.get(place)
        own = self._evidence.of(*place, ROW)
        parent = self._records.parent(place)
        # The list of which a row is one stands in the name of its table: `actors` in policy_actors.
        of_list = self._evidence.of(*parent, place[0].rpartition("_")[2]) if parent else ()
        lines = () if what in GONE else (*self._cells(place, old, new or {}), *self._further(place, what))
        redirect, is_cited = self._redirects.get(place, ""), bool(own or of_list)
        return Part(place, what, lines, is_cited, redirect, *self._reason(place, ROW))

    def _cells(self, place: Place, old: Row | None, new: Row) -> Iterator[Line]:
        table = self._records.tables.get(place[0])
        touched_fields = self._evidence.fields(*place)
        facts = stated_columns(table.schema) if table and table.name in CITED else ()
        for name in table.columns if table else ():
            if name in table.key and not self._records.is_coded(place[0], name):
                continue  # it stands in the name of the row
            before, after = None if old is None else old.get(name, ""), new.get(name, "")
            if name in touched_fields or (before or "") != after:
                witnesses = self._evidence.of(*place, name)
                needs = name in table.schema["evidence"] and after != ""
                yield Line(name, before, after, witnesses, needs, name in facts, *self._reason(place, name))

    def _further(self, place: Place, what: str) -> Iterator[Line]:
        """Citations of the row as a whole, where it or they differ, and of a list that stands in a child table."""
        columns = self._records.tables[place[0]].columns if place[0] in self._records.tables else ()
        names = [one for one in self._evidence.fields(*place) if one not in columns]
        if what == "changed" and ROW not in names and self._evidence.of(*place, ROW):
            names.append(ROW)
        yield from (Line(name, "", "", self._evidence.of(*place, name)) for name in names)

    def _reason(self, place: Place, field: str) -> tuple[Reason | None, str]:
        """The reason of a change since the last release, or the line that lacks; neither where none is needed."""
        change, reason = self._reasons.get((*place, field), (None, None))
        return reason, line_for(change) if change and reason is None else ""

    def _count(self) -> dict[Place, dict[str, int]]:
        """The citations of each record and its parts by verdict."""
        counted: dict[Place, dict[str, int]] = defaultdict(Counter)
        for place, row in self._new.items():
            if place[0] == CITATIONS and "verdict" in row:
                counted[self._records.owner(place)][row["verdict"]] += 1
        return counted


def _rows(version: Version, compared: Comparison | None = None) -> dict[Place, Row]:
    """The rows of a version by table and record; by the new name of a table that was renamed."""
    names = {one.former: one.name for one in compared.difference.tables if one.former} if compared else {}
    tables = {names.get(name, name): table for name, table in version.tables.items()}
    return {(name, record(key)): row for name, table in tables.items() for key, row in table.rows.items()}
