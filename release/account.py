"""An account of what differs between two versions, table by table, each change beside its reason.

Enters: a `Comparison`. Leaves: an `Account`, which the forms (text, Markdown, JSON, CSV) show. Pure.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from validate.history import bump
from validate.history.comparison import Comparison
from validate.history.diff import WHOLE, Change, changes
from validate.history.reasons import ANY, REVISIONS, Reason, line_for
from validate.history.versions import Row, record
from validate.titles import title

WHATS = ("added", "removed", "redirected", "changed", "schema")
BULK_FROM = 5  # changes of one column without a reason, for which one line would do


@dataclass(frozen=True)
class Entry:
    """One change: the title of its row, its reason, or the line of `revisions` that lacks (empty: none)."""

    change: Change
    title: str = ""
    reason: Reason | None = None
    line: str = ""


@dataclass(frozen=True)
class Section:
    """The changes of one table (no name: of the descriptor): of its schema first, then of rows and cells.
    `bulk` are lines that would each explain all changes of a column."""

    table: str
    entries: tuple[Entry, ...]
    bulk: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind; `rows` is in how many rows cells changed."""
        listed = [one.change for one in self.entries]
        found = Counter("schema" if one.record == WHOLE else one.what for one in listed)
        rows = len({one.record for one in listed if one.what == "changed"})
        return {**{what: found[what] for what in WHATS}, "rows": rows}


@dataclass(frozen=True)
class Account:
    """Two versions by number, what differs, and the smallest version that may follow the old one."""

    old: str
    new: str
    sections: tuple[Section, ...]
    level: bump.Level
    smallest: str
    demands: tuple[bump.Demand, ...]
    unused: tuple[Reason, ...]

    @property
    def unexplained(self) -> int:
        return sum(bool(entry.line) for section in self.sections for entry in section.entries)


def account(compared: Comparison) -> Account:
    """The account of a comparison."""
    difference, matched = compared.difference, compared.matched
    titles = _Titles(compared)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for one in changes(difference):
        reason = matched.reasons.get(one)
        line = line_for(one) if one in matched.reasons and reason is None else ""
        entries[one.table].append(Entry(one, titles.of(one), reason, line))
    sections = tuple(Section(table, tuple(listed), _bulk(table, listed)) for table, listed in entries.items())
    level = bump.level(difference)
    smallest = bump.smallest(difference.old, level)
    demands = tuple(bump.demands(difference))
    return Account(difference.old, difference.new, sections, level, smallest, demands, matched.unused)


def _bulk(table: str, entries: list[Entry]) -> tuple[str, ...]:
    missing = Counter(one.change.field for one in entries if one.line and one.change.record != WHOLE)
    wide = (Change("changed", table, ANY, field) for field, count in missing.items() if count >= BULK_FROM)
    return tuple(line_for(one, "correction") for one in wide)


class _Titles:
    """What a row is called, by table and record."""

    def __init__(self, compared: Comparison):
        self._tables = [
            (one, compared.old.tables.get(one.former), compared.new.tables.get(one.name)) for one in compared.difference.tables
        ]
        self._rows: dict[str, dict[str, Row]] = {}

    def of(self, change: Change) -> str:
        if change.record == WHOLE or change.table == REVISIONS:
            return ""
        if change.table not in self._rows:
            _, old, new = next(one for one in self._tables if one[0].name == change.table)
            rows = {record(key): row for one in (old, new) if one for key, row in one.rows.items()}
            self._rows[change.table] = rows
        return title(self._rows[change.table].get(change.record, {}), "en")
