"""Whether two tools gave the same answer: the same columns, rows and cells, numbers compared as numbers.

Whole numbers must be equal. One with decimals may differ by one in the last place, since the tools round a half differently
(56.25 becomes 56.2 in pandas and R, 56.3 in DuckDB).

Enters: tables of text. Leaves: the stored form of an answer, and the first difference in words.
"""

import re
from decimal import Decimal
from itertools import zip_longest

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
CODE = re.compile(r"-?0[0-9]")  # a leading zero: no number
Table = list[list[str]]


def stored(answer: Table) -> Table:
    """The answer with each number in its plain form: `3.0` and `3` are `3`."""
    return [answer[0], *([_plain(cell) for cell in row] for row in answer[1:])]


def difference(expected: Table, found: Table, to_the_letter: bool = False) -> tuple[int, str, str] | None:
    """The first line (1 = header) in which an answer differs, as it should be and as it is; None if it does not."""
    if to_the_letter:
        pairs, same = zip_longest(expected, found), str.__eq__
    else:
        pairs, same = zip_longest(stored(expected), stored(found)), is_same
    for line, (one, other) in enumerate(pairs, 1):
        if one is None or other is None or len(one) != len(other) or not all(map(same, one, other)):
            return line, _shown(one), _shown(other)
    return None


def is_same(one: str, other: str) -> bool:
    """Whether two cells in plain form are the same, numbers with decimals to one in the last place."""
    if one == other:
        return True
    if not NUMBER.fullmatch(one) or not NUMBER.fullmatch(other):
        return False
    decimals = max(len(cell.partition(".")[2]) for cell in (one, other))
    return decimals > 0 and abs(Decimal(one) - Decimal(other)) <= Decimal(1).scaleb(-decimals)


def _plain(cell: str) -> str:
    if not NUMBER.fullmatch(cell) or CODE.match(cell):
        return cell
    number = Decimal(cell)
    return f"{number.normalize():f}" if number else "0"


def _shown(row: list[str] | None) -> str:
    return "no line" if row is None else ",".join(row)
