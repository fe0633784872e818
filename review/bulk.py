"""Bulk edits: the same edit on many records is one thing to review.

Enters: cards. Leaves: the cards without what was folded, and a `Fold` for each edit: cells that all changed
from one value to another, citations for which one source took the place of another, and columns of which very many
cells changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from review.cards import Card, Line, Part
from validate.history.belonging import CITATIONS

Edit = tuple[str, str, str | None, str | None]  # table, column, old, new

SAME_FROM = 6  # records in which one value took the place of another
COLUMN_FROM = 31  # cells of one column that changed, whatever they say


@dataclass(frozen=True)
class Fold:
    """One edit of many rows. `old` and `new` are None where the values differ; `rows` are their records, each with its
    own values; `cited` counts those with a citation, `unexplained` those whose reason lacks."""

    table: str
    field: str
    old: str | None
    new: str | None
    rows: tuple[tuple[str, str, str], ...]
    cited: int
    unexplained: int


def fold(cards: Iterable[Card]) -> tuple[list[Card], list[Fold]]:
    """The cards that are left, and the folds in the order of tables and columns."""
    left, same = _fold(list(cards), _same_edit, SAME_FROM)
    left, moved = _fold(left, _other_source, SAME_FROM)
    left, wide = _fold(left, _same_column, COLUMN_FROM)
    return left, [*same, *moved, *wide]


def _same_edit(part: Part, line: Line) -> Edit | None:
    """One value took the place of another."""
    return (part.place[0], line.field, line.old, line.new) if _is_cell(part, line) else None


def _same_column(part: Part, line: Line) -> Edit | None:
    return (part.place[0], line.field, None, None) if _is_cell(part, line) else None


def _other_source(part: Part, line: Line) -> Edit | None:
    """One source took the place of another, and says the same: as when an address was mended."""
    differing = {one.what: one for one in line.witnesses if one.what}
    old, new = differing.get("removed"), differing.get("added")
    if line.is_changed or not old or not new or sum(bool(one.what) for one in line.witnesses) != 2:
        return None
    says_the_same = (old.verdict, old.value, old.note) == (new.verdict, new.value, new.note)
    return (CITATIONS, "source_id", old.source, new.source) if says_the_same else None


def _is_cell(part: Part, line: Line) -> bool:
    """Whether a line is of a cell that changed while its evidence did not; anything else is to be seen by itself."""
    return part.what == "changed" and line.is_changed and not any(one.what for one in line.witnesses)


def _fold(cards: list[Card], edit_of: Callable[[Part, Line], Edit | None], fewest: int) -> tuple[list[Card], list[Fold]]:
    found: dict[Edit, list[tuple[Part, Line]]] = defaultdict(list)
    for part in (part for card in cards for part in card.parts):
        for line in part.lines:
            if (edit := edit_of(part, line)) is not None:
                found[edit].append((part, line))
    folded = {edit: listed for edit, listed in found.items() if len(listed) >= fewest}
    left = [_without(card, lambda part, line: edit_of(part, line) in folded) for card in cards]
    return [one for one in left if one.parts], [_of(*edit, listed) for edit, listed in folded.items()]


def _of(table: str, field: str, old: str | None, new: str | None, listed: list[tuple[Part, Line]]) -> Fold:
    rows = tuple(_row(table, part, line) for part, line in listed)
    cited = sum(bool(line.witnesses) for _, line in listed)
    return Fold(table, field, old, new, rows, cited, sum(bool(line.add) for _, line in listed))


def _row(table: str, part: Part, line: Line) -> tuple[str, str, str]:
    """The record and its two values; of a citation, which has a digest for its key, the cell of which it is."""
    if table == CITATIONS:
        return ".".join((*part.place, line.field)), line.new or "", line.new or ""
    return part.place[1], line.old or "", line.new or ""


def _without(card: Card, is_folded: Callable[[Part, Line], bool]) -> Card:
    """The card without folded lines; a part of which nothing else differs goes with them."""
    parts = []
    for part in card.parts:
        lines = tuple(line for line in part.lines if not is_folded(part, line))
        if lines or len(lines) == len(part.lines):
            parts.append(replace(part, lines=lines))
    return replace(card, parts=tuple(parts))
