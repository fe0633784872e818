"""Reasons for what changes of a release: those that cards give, those that are missing, those for nothing.

Enters: shelves before and after, and the last release. Leaves: rows of `revisions`, and changes without one.
That a change needs a reason, and which line explains it, the history layer says.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cards.shelf import Edits, Place, Shelf
from validate.history import diff
from validate.history.belonging import CITATIONS
from validate.history.diff import Change
from validate.history.reasons import ANY, NEXT, REVISIONS, ROW, SUBJECT, Matched, Reason, match
from validate.history.versions import Key, Row, Version

COLUMNS = ("version", "revised_table", "revised_record", "revised_field", "revision_kind", "note_en")
WRITTEN_AS = dict(zip(COLUMNS[1:], ("table", "record", "field", "kind", "note"), strict=True))
Spot = tuple[str, str, str]  # table, record and field of a reason

BULK_FROM = 3  # changes in one list of a record, for which one reason will do


@dataclass(frozen=True)
class Account:
    """What an edit changes of the release: changes without a reason that it brought about, and reasons without a change."""

    missing: tuple[Change, ...]
    needless: tuple[Reason, ...]


def account(old: Version | None, before: Shelf, after: Shelf, touched: Iterable[str]) -> Account:
    """The account of an edit that touched the named tables. Without a release nothing needs a reason."""
    if old is None:
        return Account((), ())
    known = _matched(old, before.version, touched)
    now = _matched(old, after.version, touched)
    missing = tuple(one for one in now.unexplained if one not in known.unexplained)
    return Account(missing, now.unused)


def _matched(old: Version, new: Version, touched: Iterable[str]) -> Matched:
    """The reasons of the changes, in the touched tables alone: the others are as they were."""
    wanted = {*touched, REVISIONS, "redirects"}
    parts = [Version(one.metadata, {name: table for name, table in one.tables.items() if name in wanted}) for one in (old, new)]
    return match(diff.compare(*parts), *parts)


def row(table: str, name: str, field: str, kind: str, note: str) -> tuple[Place, Row]:
    """A row of `revisions` for the coming version."""
    cells = dict(zip(COLUMNS, (NEXT, table, name, field, kind, note), strict=True))
    return (REVISIONS, (NEXT, table, name, field)), cells


def places(missing: Iterable[Change], old: Version, after: Shelf, root: tuple[str, str]) -> list[Spot]:
    """Where reasons have to stand: one for many changes in one list of the record."""
    listed: dict[tuple[str, str], list[Spot]] = {}
    for one in missing:
        spot = spot_of(one, old, after)
        listed.setdefault(list_of(spot, root[1]), []).append(spot)
    found = []
    for (table, name), spots in listed.items():
        if ANY in name and len(spots) >= BULK_FROM:
            fields = {field for _, _, field in spots}
            spots = [(table, name, fields.pop() if len(fields) == 1 else ANY)]
        found += spots
    return list(dict.fromkeys(found))


def list_of(spot: Spot, record: str) -> tuple[str, str]:
    """The list of a record in which a reason stands, as table and pattern of its rows; else the row itself."""
    return spot[0], f"{record}#{ANY}" if spot[1].startswith(f"{record}#") else spot[1]


def spot_of(change: Change, old: Version, after: Shelf) -> Spot:
    """Where the reason of a change stands: with the cell that a citation was of, or with the row itself."""
    rows = old.tables[change.table].rows if change.table == CITATIONS else {}
    cited = rows.get((change.record,))
    if cited is None:
        return change.table, change.record, change.field or ROW
    table, name, field = (cited[one] for one in SUBJECT)
    stays = tuple(name.split("#")) in after.rows(table) or (name,) in after.rows(table)
    return table, name, field if stays else ROW


def without_use(shelf: Shelf, touched: Edits) -> list[tuple[Place, Row]]:
    """Codes that said why no row uses them, and that a row uses now: their rows without that excuse."""
    used = {item for (table, _), cells in touched.items() if cells and table != "codes" for item in cells.items() if item[1]}
    found = []
    for key in used:
        cells = shelf.rows("codes").get(key)
        if cells and cells.get("unused_reason_en"):
            found.append((("codes", key), {**cells, "unused_reason_en": ""}))
    return sorted(found, key=lambda one: one[0])


def out_of_use(before: Shelf, after: Shelf, touched: Edits) -> list[Key]:
    """Codes that no row uses any more, and that do not say why: list and code."""
    lost = {item for place in touched for item in (before.row(place) or {}).items() if item in before.labels}
    used = {item for name in after.tables if name != "codes" for row in after.rows(name).values() for item in row.items()}
    return sorted(item for item in lost - used if not after.rows("codes")[item].get("unused_reason_en"))
