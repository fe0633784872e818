"""The page as data: everything that a reviewer is shown, before it has a form.

Enters: both sides of a review and the verdict of the gate. Leaves: a `Page`. Pure.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from release.account import Account, account
from review.branch import Told, check
from review.bulk import Fold, fold
from review.cards import GONE, Card, cards
from review.gate import Verdict
from review.records import Records
from review.sides import Side
from validate.addresses import host_of
from validate.history.belonging import CITATIONS, SOURCES
from validate.history.comparison import Comparison
from validate.history.diff import REDIRECTS, WHOLE, Change
from validate.history.reasons import ANY, Reason, line_for, new_reasons
from validate.history.versions import Row


@dataclass(frozen=True)
class NewSource:
    """A source that the base had not, and how many citations of the new version use it."""

    row: Row
    citations: int


@dataclass(frozen=True)
class Page:
    """`changed` is the account against the base, `since` that against the last release (None: nothing was released).
    `sources` are grouped by host and tier; `reasons` and `redirects` are those that the base had not, `missing` the
    lines of revisions that lack."""

    records: Records
    changed: Account
    since: Account | None
    cards: tuple[Card, ...]
    folds: tuple[Fold, ...]
    schema: tuple[Change, ...]
    sources: dict[tuple[str, str], list[NewSource]]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    redirects: tuple[Row, ...]
    verdict: Verdict
    told: tuple[Told, ...]


def page(base: Side, head: Side, verdict: Verdict, tag: Side | None = None) -> Page:
    """The page of what `head` changes in `base`."""
    compared = Comparison(base.version, head.version)
    released = Comparison(head.released, head.version) if head.released else None
    records = Records(compared.difference, compared.old, compared.new)
    left, folds = fold(cards(compared, released, records))
    changed, since = account(compared), account(released) if released else None
    return Page(
        records=records,
        changed=changed,
        since=since,
        cards=tuple(left),
        folds=tuple(folds),
        schema=tuple(entry.change for one in changed.sections for entry in one.entries if entry.change.record == WHOLE),
        sources=_sources(compared),
        reasons=tuple(new_reasons(compared.old, compared.new)),
        missing=_missing(since, records),
        redirects=tuple(row for row in _added(compared, REDIRECTS) if {"old_id", "new_id"} <= set(row)),
        verdict=verdict,
        told=tuple(check(base, head, tag)),
    )


def _sources(compared: Comparison) -> dict[tuple[str, str], list[NewSource]]:
    counted: dict[str, int] = defaultdict(int)
    for row in compared.new.rows(CITATIONS):
        counted[row.get("source_id", "")] += 1
    grouped: dict[tuple[str, str], list[NewSource]] = defaultdict(list)
    for row in _added(compared, SOURCES):
        place = host_of(row.get("url", "")), row.get("tier", "")
        grouped[place].append(NewSource(row, counted[row.get("source_id", "")]))
    return dict(sorted(grouped.items()))


def _added(compared: Comparison, table: str) -> list[Row]:
    return [row for one in compared.difference.tables if one.name == table for row in one.added.values()]


def _missing(since: Account | None, records: Records) -> tuple[str, ...]:
    """The lines of revisions that lack. One line stands for many cells of a column, and that of a record for the rows
    that went with it."""
    sections = since.sections if since else ()
    lacking = [entry for one in sections for entry in one.entries if entry.line]
    places = {(one.change.table, one.change.record) for one in lacking if one.change.what in GONE}
    wide = {line for one in sections for line in one.bulk}
    lines = []
    for one in lacking:
        place = one.change.table, one.change.record
        widened = line_for(replace(one.change, record=ANY), "correction")
        if records.owner(place) not in places - {place}:
            lines.append(widened if widened in wide else one.line)
    return tuple(dict.fromkeys(lines))
