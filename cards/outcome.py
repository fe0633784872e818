"""What cards together make of the tables: everything or nothing.

Enters: the shelf, the last release, and cards. Leaves: an `Outcome` with the edits and the bytes of the files they
change; or Refused, with every fault of every card.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cards import floors, reasons
from cards.checks import cell, check
from cards.compiling import Compiled, brought, compile_card, differing
from cards.faults import Refused, settled
from cards.reading import Block, Card
from cards.record import digest, gather
from cards.shelf import Edits, Place, Shelf
from maintain.format import canonical_descriptor
from validate.canonical import key_of, to_bytes
from validate.findings import Finding
from validate.history.bump import CODES
from validate.history.comparison import released
from validate.history.diff import Change
from validate.history.reasons import REVISIONS, ROW
from validate.history.versions import Version, from_package, record
from validate.package import DESCRIPTOR, CannotRun, Package

FIRST_USE = "The code is used now."


@dataclass(frozen=True)
class Outcome:
    """The edits of all cards, both shelves, the new bytes by file, and the numbers of rows that fall (old, new)."""

    before: Shelf
    after: Shelf
    edits: Edits
    files: dict[str, bytes]
    fallen: dict[str, tuple[int, int]]


def release_of(package: Package) -> Version | None:
    """The last release; None if there is none. Raises CannotRun if its copy is not as it was released, since nobody
    could tell then what needs a reason."""
    found, faults = released(package)
    if faults:
        raise CannotRun(
            f"{faults[0].file} is not as it was released. Run nox -s validate and mend it first.",
            f"{faults[0].file} 与发布时不符。请先运行 nox -s validate 并改正。",
        )
    return from_package(found) if found else None


def of_cards(shelf: Shelf, last: Version | None, cards: Sequence[Card], faults: Sequence[Finding] = ()) -> Outcome:
    """What the cards make of the tables; `faults` are those of their form. Raises Refused."""
    others = brought(shelf, cards)
    compiled = [compile_card(shelf, one, others) for one in cards]
    edits, conflicts = _merged(shelf, compiled)
    after = shelf.with_edits(edits)
    found = [*faults, *conflicts]
    for one in compiled:
        found += [*one.faults, *check(shelf, after, one), *_stale(shelf, one)]
    given = [one for one in _given(shelf, compiled, found) if shelf.row(one[0][0]) != one[0][1]]  # what is new of them
    edits |= dict(row for row, _, _ in given)
    if found:
        raise Refused(settled(found))
    edits, after = with_codes(shelf, last, edits)
    account = reasons.account(last, shelf, after, {table for table, _ in edits})
    missing = [fault for one in compiled for fault in _told_once(one, account.missing, last, after)]
    needless = [_needless(card, block) for (place, _), card, block in given if _is_needless(last, account, place)]
    if missing or needless:
        raise Refused(settled([*missing, *needless]), _paste(compiled, account.missing, last, after))
    return outcome(shelf, edits)


def outcome(shelf: Shelf, edits: Edits) -> Outcome:
    """The outcome of edits that were judged. Raises CannotRun if a table to change is not in canonical form."""
    edits = {place: row for place, row in edits.items() if shelf.row(place) != row}
    after = shelf.with_edits(edits)
    touched = {table for table, _ in edits}
    names = [one for one in shelf.tables if one in touched]
    files = {shelf.tables[name].file: _bytes(shelf, after, name) for name in names}
    lost = {name: len(after.rows(name)) for name in names if len(after.rows(name)) < len(shelf.rows(name))}
    suite, fallen = floors.lowered(shelf.package.root, lost)
    if suite:
        files[floors.FILE] = suite
    if names:
        tables = {shelf.tables[name].file: files[shelf.tables[name].file] for name in names}
        files[DESCRIPTOR] = canonical_descriptor(shelf.package, tables)
    return Outcome(shelf, after, edits, files, fallen)


def with_codes(shelf: Shelf, last: Version | None, edits: Edits) -> tuple[dict, Shelf]:
    """The edits with what follows from the first use of a code: its excuse goes, with a reason if it was released."""
    edits = dict(edits)
    while found := reasons.without_use(shelf.with_edits(edits), edits):
        for place, row in found:
            edits[place] = row
            before = last.tables[CODES].rows.get(place[1]) if last and CODES in last.tables else None
            if before and before.get("unused_reason_en"):
                key, cells = reasons.row(CODES, record(place[1]), "unused_reason_en", "editorial", FIRST_USE)
                edits[key] = cells
    return edits, shelf.with_edits(edits)


def _merged(shelf: Shelf, compiled: Iterable[Compiled]) -> tuple[dict, list[Finding]]:
    """The edits of all cards, and where two of them want different things."""
    edits: dict = {}
    by: dict[Place, Compiled] = {}
    conflicts = []
    for made in compiled:
        for place, one in differing(shelf, made):
            row = one.row if one else None
            if place in by and edits[place] != row:
                line = one.block.line if one else 1
                words = {"other": by[place].card.file, "record": record(place[1])}
                name = record(place[1])
                conflicts.append(Finding("card.conflict", place[0], made.card.file, line, "", name, "", words))
            edits[place] = row
            by.setdefault(place, made)
    return edits, conflicts


def _stale(shelf: Shelf, made: Compiled) -> Iterator[Finding]:
    """A card that changes something was shown from the tables as they are."""
    card = made.card
    changes = card.record and card.digest and shelf.row(made.root) and next(differing(shelf, made), None)
    if changes and digest(shelf, gather(shelf, made.root)) != card.digest:
        line = card.lines.get(("card", "digest"), 1)
        yield Finding("card.stale", made.root[0], card.file, line, "digest", card.record, card.digest)


def _given(shelf: Shelf, compiled: Iterable[Compiled], found: list[Finding]) -> Iterator[tuple[tuple, Card, Block]]:
    """The rows of `revisions` that the cards bring; what is wrong with them goes to `found`."""
    if REVISIONS not in shelf.tables:
        return
    fields = {one["name"]: one for one in shelf.tables[REVISIONS].fields}
    for made in compiled:
        for block in made.card.reasons:
            said = {"table": made.root[0], "record": record(made.root[1])} | {n: v for n, v in block.cells.items() if v}
            row = reasons.row(*(said.get(name, "") for name in reasons.WRITTEN_AS.values()))
            for column, key in reasons.WRITTEN_AS.items():
                told = cell(fields[column], row[1][column])
                if told:
                    line = block.line_of(key)
                    found.append(Finding(told[0], REVISIONS, made.card.file, line, key, "", row[1][column], told[1]))
            yield row, made.card, block


def _missing(made: Compiled, missing: Iterable[Change]) -> Iterator[Finding]:
    """The changes of a card that need a reason, at the line of the cell."""
    places = {(table, record(key)): one for (table, key), one in made.rows.items()}
    had = {(table, record(key)) for table, key in made.had}
    for change in missing:
        one = places.get((change.table, change.record))
        words = {"old": change.old or "–", "record": change.record}
        if change.what == "changed" and one:
            line, key = one.line_of(change.field), one.written_as(change.field)
            yield Finding(
                "card.reason-missing", change.table, made.card.file, line, key, change.record, change.new or "–", words
            )
        elif change.what != "changed" and (change.table, change.record) in had and not one:
            yield Finding(
                "card.removal-reason-missing", change.table, made.card.file, made.card.root.line, change.record, "", "", words
            )


def _told_once(made: Compiled, missing: Iterable[Change], last: Version, after: Shelf) -> list[Finding]:
    """The changes that need a reason; one for a list of the record in which many rows changed, as when they are
    numbered anew."""
    name = record(made.root[1])
    groups: dict[tuple[str, str], list[Finding]] = {}
    for change in missing:
        group = reasons.list_of(reasons.spot_of(change, last, after), name)
        groups.setdefault(group, []).extend(_missing(made, [change]))
    found = []
    for (_, pattern), faults in groups.items():
        is_list = pattern.endswith(reasons.ANY) and len(faults) >= reasons.BULK_FROM
        found += sorted(faults, key=lambda one: one.rule)[:1] if is_list else faults
    return found


def _is_needless(last: Version | None, account: reasons.Account, place: Place) -> bool:
    """Whether a reason is for nothing; without a release each is."""
    return last is None or any((one.version, one.table, one.record, one.field) == place[1] for one in account.needless)


def _needless(card: Card, block: Block) -> Finding:
    return Finding("card.reason-needless", REVISIONS, card.file, block.line, "", "", block.cells.get("field", ""))


def _paste(compiled: Iterable[Compiled], missing: Iterable[Change], last: Version, after: Shelf) -> str:
    """The blocks to add to each card."""
    parts = []
    for made in compiled:
        own = [one for one in missing if any(True for _ in _missing(made, [one]))]
        blocks = []
        for table, name, field in reasons.places(own, last, after, (made.root[0], record(made.root[1]))):
            lines = ["[[reasons]]"]
            if (table, name) != (made.root[0], record(made.root[1])):
                lines += [f'table = "{table}"', f'record = "{name}"']
            lines += [f'field = "{field}"' + ("  # the row left  行已删除" if field == ROW else "")]
            lines += ['kind = "correction"  # or: new_evidence, editorial, world_changed', 'note = ""']
            blocks.append("\n".join(lines))
        if blocks:
            parts.append(f"# {made.card.file}\n" + "\n\n".join(blocks))
    return "\n\n".join(parts)


def _bytes(before: Shelf, after: Shelf, name: str) -> bytes:
    """The new bytes of a table. What cannot be told from the old ones by its rows must not get lost."""
    table = before.tables[name]
    if _written(before, name) != table.path.read_bytes():
        raise CannotRun(
            f"{table.file} is not in canonical form. Run nox -s format first.",
            f"{table.file} 不是规范形式。请先运行 nox -s format。",
        )
    return _written(after, name)


def _written(shelf: Shelf, name: str) -> bytes:
    table = shelf.tables[name]
    rows = [[row[column] for column in table.columns] for row in shelf.rows(name).values()]
    return to_bytes([list(table.columns), *sorted(rows, key=key_of(table))])
