"""Bulk edits: the same edit on many records is one thing to review.

Enters: cards. Leaves: the cards without what was folded, and a `Fold` for each edit: first cells that all changed
from one value to another, then columns of which very many cells changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from review.cards import Card, Line, Part

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
    left, same = _fold(list(cards), lambda part, line: (part.place[0], line.field, line.old, line.new), SAME_FROM)
    left, wide = _fold(left, lambda part, line: (part.place[0], line.field, None, None), COLUMN_FROM)
    return left, [*same, *wide]


def _fold(cards: list[Card], name: Callable[[Part, Line], tuple], fewest: int) -> tuple[list[Card], list[Fold]]:
    found: dict[tuple, list[tuple[Part, Line]]] = defaultdict(list)
    for part in (part for card in cards for part in card.parts):
        for line in part.lines:
            if _can(part, line):
                found[name(part, line)].append((part, line))
    folded = {one: listed for one, listed in found.items() if len(listed) >= fewest}
    left = [_without(card, lambda part, line: _can(part, line) and name(part, line) in folded) for card in cards]
    return [one for one in left if one.parts], [_of(*one, listed) for one, listed in folded.items()]


def _can(part: Part, line: Line) -> bool:
    """Only cells that changed and whose evidence did not; anything else is to be seen by itself."""
    return part.what == "changed" and line.is_changed and not any(one.what for one in line.witnesses)


def _of(table: str, field: str, old: str | None, new: str | None, listed: list[tuple[Part, Line]]) -> Fold:
    rows = tuple((part.place[1], line.old or "", line.new or "") for part, line in listed)
    cited = sum(bool(line.witnesses) for _, line in listed)
    return Fold(table, field, old, new, rows, cited, sum(bool(line.add) for _, line in listed))


def _without(card: Card, is_folded: Callable[[Part, Line], bool]) -> Card:
    """The card without folded lines; a part of which nothing else differs goes with them."""
    parts = []
    for part in card.parts:
        lines = tuple(line for line in part.lines if not is_folded(part, line))
        if lines or len(lines) == len(part.lines):
            parts.append(replace(part, lines=lines))
    return replace(card, parts=tuple(parts))
