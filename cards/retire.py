"""`python -m cards retire OLD [--into NEW] --kind KIND --reason TEXT`: a record goes, and leaves its trace.

Enters: a shelf, the last release, the keys and the reason. Leaves: an `Outcome`: the record and what hangs on it are
gone, rows that refer to it refer to the successor, and `redirects` and `revisions` say so, as far as it was released.
"""

from collections.abc import Iterable, Mapping

from cards import keys, reasons
from cards.checks import cell
from cards.faults import lines
from cards.outcome import Outcome, outcome, with_codes
from cards.record import gather
from cards.shelf import Place, Shelf
from validate.findings import Finding
from validate.history import bump
from validate.history.belonging import SOURCES
from validate.history.diff import REDIRECTS
from validate.history.reasons import REVISIONS, ROW
from validate.history.versions import Row, Version, record
from validate.package import CannotRun

MOST_NAMED = 5


def retired(shelf: Shelf, last: Version | None, old: str, into: str | None, kind: str, reason: str) -> Outcome:
    """The outcome of retiring a record. Raises CannotRun if it cannot go, or the reason is none."""
    place = shelf.find(old)
    _hold(shelf, place, into)
    _hold_reason(shelf, kind, reason)
    gone = {one for one in gather(shelf, place).places() if _goes(shelf, place, one, into)}
    edits: dict[Place, Row | None] = dict.fromkeys(gone)
    referring = [(field, one) for field, one in shelf.referring(place) if one not in gone]
    if referring and not into:
        raise _referred(old, referring)
    edits |= _led(shelf, place, into or "", referring)
    if last is None or place[0] not in last.tables or place[1] not in last.tables[place[0]].rows:
        return outcome(shelf, with_codes(shelf, last, edits)[0])
    edits |= _redirects(shelf, last, old, into or "", reason)
    edits |= dict([reasons.row(place[0], old, ROW, kind, reason)])
    found = reasons.account(last, shelf, shelf.with_edits(edits), {table for table, _ in edits})
    edits |= dict(
        reasons.row(*where, kind, reason)
        for where in reasons.places(found.missing, last, shelf.with_edits(edits), (place[0], old))
    )
    return outcome(shelf, with_codes(shelf, last, edits)[0])


def _goes(shelf: Shelf, root: Place, one: Place, into: str | None) -> bool:
    """Whether a row leaves with the record: sources stay, and what hangs on it by a link goes over to the successor."""
    child = shelf.kind(root[0]).children.get(one[0])
    if one == root:
        return True
    return one[0] != SOURCES and (child is None or child.owned or not into)


def _led(shelf: Shelf, old: Place, into: str, referring: Iterable[tuple[str, Place]]) -> dict[Place, Row | None]:
    """The rows that refer to the record, with the successor in its place; what would refer to itself or stand twice goes."""
    edits: dict[Place, Row | None] = {}
    renumber: set[tuple[str, tuple[str, ...]]] = set()
    for field, place in referring:
        table = shelf.tables[place[0]]
        row = dict(edits.get(place) or shelf.row(place)) | {field: into}
        if place == (old[0], (into,)):  # the successor itself: it refers to what the old one referred to
            above = shelf.row(old)[field]
            edits[place] = row | {field: "" if above == into else above}
        elif table.key[-1].endswith("_seq") and (row[table.key[0]] == into or _stands(shelf, place, row)):
            edits[place] = None
            renumber.add((place[0], place[1][:-1]))
        elif table.schema["derivedKey"]["fields"]:
            url = shelf.rows(SOURCES).get((row.get("source_id", ""),), {}).get("url", "")
            row[table.key[0]] = keys.digest_key(table, row, url)
            edits |= {place: None, (place[0], (row[table.key[0]],)): row}
        else:
            edits[place] = row
    for table, group in renumber:
        edits |= _numbered(shelf, edits, table, group)
    return edits


def _stands(shelf: Shelf, place: Place, row: Row) -> bool:
    """Whether another row of the list says the same."""
    *group, number = place[1]
    last = shelf.tables[place[0]].key[-1]
    rest = {name: cell for name, cell in row.items() if name != last}
    return any(
        key[:-1] == tuple(group) and key[-1] != number and rest.items() <= other.items()
        for key, other in shelf.rows(place[0]).items()
    )


def _numbered(shelf: Shelf, edits: Mapping[Place, Row | None], table: str, group: tuple[str, ...]) -> dict[Place, Row | None]:
    """The rows of one list, numbered from 1 again, citations of them being none (they are of the record)."""
    last = shelf.tables[table].key[-1]
    listed = sorted((key for key in shelf.rows(table) if key[:-1] == group), key=lambda key: int(key[-1]))
    rows = [edits.get((table, key), shelf.rows(table)[key]) for key in listed]
    kept = [row for row in rows if row is not None]
    found: dict[Place, Row | None] = {(table, key): None for key in listed}
    for number, row in enumerate(kept, 1):
        found[table, (*group, str(number))] = row | {last: str(number)}
    return found


def _redirects(shelf: Shelf, last: Version, old: str, into: str, reason: str) -> dict[Place, Row | None]:
    """The redirect of the key; earlier ones that led to it lead on, each with a reason of its own."""
    version = shelf.package.version
    since = version if version != last.name else bump.smallest(last.name, bump.Level.MINOR)
    edits: dict[Place, Row | None] = {}
    for key, row in shelf.rows(REDIRECTS).items():
        if row["new_id"] == old:
            edits[REDIRECTS, key] = row | {"new_id": into}
    edits[REDIRECTS, (old,)] = {"old_id": old, "new_id": into, "reason": reason, "since": since}
    return edits


def _hold(shelf: Shelf, old: Place, into: str | None) -> None:
    """Raise CannotRun unless the successor is another record of the same kind."""
    if into is None:
        return
    new = shelf.find(into)
    if new == old or new[0] != old[0]:
        raise CannotRun(
            f"{into} is of {new[0]}; the successor of {record(old[1])} is another record of {old[0]}.",
            f"{into} 属于 {new[0]}；{record(old[1])} 的后继须为 {old[0]} 中的另一记录。",
        )


def _hold_reason(shelf: Shelf, kind: str, reason: str) -> None:
    """Raise CannotRun unless kind and reason may stand in the tables that keep them."""
    wanted = (("--kind", REVISIONS, "revision_kind", kind), ("--reason", REVISIONS, "note_en", reason))
    for option, table, column, value in (*wanted, ("--reason", REDIRECTS, "reason", reason)):
        field = next((one for one in shelf.tables[table].fields if one["name"] == column), None)
        told = cell(field, value) if field else None
        if told:
            fault = Finding(told[0], table, option, None, "", "", value, {"field": column, **told[1]})
            raise CannotRun(*("".join(lines(fault, lang)[1:]).strip() for lang in ("en", "zh")))


def _referred(old: str, referring: list[tuple[str, Place]]) -> CannotRun:
    named = [f"{table} {record(key)} ({field})" for field, (table, key) in referring[:MOST_NAMED]]
    more = "" if len(referring) <= MOST_NAMED else f", … ({len(referring)})"
    listed = ", ".join(named) + more
    return CannotRun(
        f"Rows refer to {old}: {listed}. Name the record that takes its place with --into, or lead them elsewhere first.",
        f"尚有行引用 {old}：{listed}。请用 --into 指明后继，或先改正这些引用。",
    )
