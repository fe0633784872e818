"""Why released cells changed: the table `revisions`, matched with what did change.

Enters: a difference and its two versions. Leaves: for each change that needs a reason the one that
names it most closely, and the reasons that explain nothing. One line is for one edit, or with `*` for
many. What follows from an edit needs no line of its own: rows that refer to a row that left, and the
evidence of a changed cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from validate.canonical import to_bytes
from validate.history.bump import CODES, Level, level_of
from validate.history.diff import WHOLE, Change, Difference, SchemaChange, cell_change, row_change, schema_change
from validate.history.versions import Row, Version, record
from validate.references import references

REVISIONS = "revisions"
NEXT = "next"  # the version of a reason until its release
ROW, ANY = "row", "*"
COLUMNS = ("version", "revised_table", "revised_record", "revised_field", "revision_kind", "note_en")
SUBJECT = ("subject_table", "subject_id", "field")  # columns by which a row speaks of a cell elsewhere

Place = tuple[str, str, str]  # table, record, field
Link = tuple[list[str], str, list[str]]  # fields, the other table, the fields there
Gone = set[tuple[str, str]]  # table and record of rows that left


@dataclass(frozen=True)
class Reason:
    """One line of `revisions`: `table`, `record` and `field` say what it is for, `line` where it stands."""

    version: str
    table: str
    record: str
    field: str
    kind: str
    note: str
    line: int


@dataclass(frozen=True)
class Matched:
    """The reason of each change that needs one (None: there is none), and the reasons without a change."""

    reasons: Mapping[Change, Reason | None]
    unused: tuple[Reason, ...]

    @property
    def unexplained(self) -> list[Change]:
        return [change for change, reason in self.reasons.items() if reason is None]


def stated(version: Version) -> list[Reason]:
    """All lines of the table of a version, in its order; none if it has no such table."""
    table = version.tables.get(REVISIONS)
    if table is None or not set(COLUMNS) <= set(table.columns):
        return []
    return [Reason(*(row[name] for name in COLUMNS), table.lines.get(key, 1)) for key, row in table.rows.items()]


def new_reasons(old: Version, new: Version) -> list[Reason]:
    """The reasons that the old version did not have: those for what changed since."""
    known = {_identity(one) for one in stated(old)}
    return [one for one in stated(new) if _identity(one) not in known]


def match(difference: Difference, old: Version, new: Version) -> Matched:
    """Every change that needs a reason with its reason."""
    given = new_reasons(old, new)
    narrow: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    wide: dict[str, list[Reason]] = defaultdict(list)
    for one in given:
        (wide[one.table] if ANY in one.record else narrow[one.table, one.record]).append(one)
    reasons: dict[Change, Reason | None] = {}
    used: set[Reason] = set()
    for change, places in needs(difference, old):
        near = ((one, place) for place in places for one in (*narrow[place[:2]], *wide[place[0]]))
        found = [one for one, place in near if covers(one, place)]
        used.update(found)
        reasons[change] = max(found, key=_closeness, default=None)
    return Matched(reasons, tuple(one for one in given if one not in used))


def needs(difference: Difference, old: Version) -> Iterator[tuple[Change, list[Place]]]:
    """The changes of what was released, each with the places where its reason may stand."""
    gone = {(one.name, record(key)) for one in difference.tables for key in one.removed}
    for one in difference.schema:
        if level_of(one) is Level.MAJOR and one.table and one.field:
            yield schema_change(one), _places_of_column(one)
    for table in difference.tables:
        before = old.tables.get(table.former)
        if before is None:
            continue
        links = [one for one in references(before) if len(one[0]) == 1]
        for key, row in table.removed.items():
            own = (table.name, record(key), ROW)
            yield row_change(table, key), [own, *_followed(row, links, gone), *_subject(row, gone)]
        for cell in table.changed:
            if cell.old is not None:
                own = (table.name, record(cell.key), cell.field)
                row = before.rows.get(cell.key, {})
                yield cell_change(table, cell), [own, *_followed({cell.field: cell.old}, links, gone), *_subject(row, gone)]


def covers(reason: Reason, place: Place) -> bool:
    """Whether a reason is for a place."""
    table, name, field = place
    return reason.table == table and reason.field in {field, ANY} and fits(reason.record, name)


def fits(pattern: str, name: str) -> bool:
    """Whether a key has the form of a pattern in which `*` stands for any characters."""
    first, *others = pattern.split(ANY)
    if not others:
        return pattern == name
    *between, last = others
    if not name.startswith(first) or not name.endswith(last) or len(name) < len(first) + len(last):
        return False
    at, end = len(first), len(name) - len(last)
    for part in between:
        at = name.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def line_for(change: Change, kind: str = "") -> str:
    """The line of `revisions` that explains one change, but for the reason itself, which is left empty."""
    kind = kind or ("schema" if change.record == WHOLE else "correction")
    cells = (NEXT, change.table, change.record, change.field or ROW, kind, "")
    return to_bytes([cells]).decode("utf-8").rstrip("\n")


def _identity(one: Reason) -> Place:
    return one.version, one.table, one.record, one.field


def _closeness(one: Reason) -> tuple:
    """A reason for one record before one for many, for one field before one for all; else the later."""
    return ANY not in one.record, one.field != ANY, len(one.record), one.line


def _places_of_column(change: SchemaChange) -> list[Place]:
    own = (change.table, WHOLE, change.field)
    return [own, (CODES, record((change.field, change.old)), ROW)] if change.aspect == "code removed" else [own]


def _followed(cells: Row, links: Iterable[Link], gone: Gone) -> Iterator[Place]:
    """The rows that left to which the cells refer."""
    for (field,), table, _ in links:
        if (table, cells.get(field)) in gone:
            yield table, cells[field], ROW


def _subject(row: Row, gone: Gone) -> Iterator[Place]:
    """The cell or row of which a row of evidence speaks."""
    if set(SUBJECT) <= set(row):
        table, name, field = (row[one] for one in SUBJECT)
        yield table, name, field
        if (table, name) in gone:
            yield table, name, ROW
