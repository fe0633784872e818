"""What a cell can have been before a spreadsheet showed it as it is.

Enters: a cell, the form of its column, the delimiter of its file. Leaves: a `Verdict`: every canonical
value that is shown in this way and that the form allows, or the sign that something was lost. A new
repair is a function that yields readings, and a place in `READERS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from maintain.repair import dates, numbers, signs, words
from maintain.repair.forms import BOOLEAN, CODE, DATE, INTEGER, KEY, NUMBER, NUMBERS, PARTIAL_DATE, TEXT, YEAR, Form

Reader = Callable[[str, Form, str], Iterator[str]]  # cell, form, delimiter


@dataclass(frozen=True)
class Verdict:
    """One reading: the cell is this. Several: the form does not tell which. A sign: why it is lost."""

    readings: frozenset[str] = frozenset()
    sign: str = ""


def letters_of_codes(cell: str, form: Form, delimiter: str) -> Iterator[str]:
    """A code whose letters became capitals."""
    return (one for one in form.codes if one.casefold() == cell.casefold())


def _of_cell(reader: Callable[[str], Iterator[str]]) -> Reader:
    return lambda cell, form, delimiter: reader(cell)


def _of_number(reader: Callable[[str, str], Iterator[str]]) -> Reader:
    return lambda cell, form, delimiter: reader(cell, delimiter)


_PLAIN = tuple(map(_of_cell, (words.as_it_is, words.without_apostrophe)))
_TRUTH = _of_cell(words.truth)
_DATES = tuple(map(_of_cell, dates.READERS))
_NUMBERS = tuple(map(_of_number, (numbers.plain_number, numbers.amount, numbers.in_brackets, numbers.percentage)))
READERS: dict[str, tuple[Reader, ...]] = {
    DATE: (*_PLAIN, *_DATES),
    PARTIAL_DATE: (*_PLAIN, *_DATES, _of_number(numbers.plain_number)),
    INTEGER: (*_PLAIN, *_NUMBERS),
    YEAR: (*_PLAIN, _of_number(numbers.plain_number)),
    NUMBER: (*_PLAIN, *_NUMBERS),
    BOOLEAN: (*_PLAIN, _TRUTH),
    CODE: (*_PLAIN, _TRUTH, letters_of_codes),
    KEY: _PLAIN,
    TEXT: (),
}


def judge(cell: str, form: Form, delimiter: str) -> Verdict:
    """What becomes of a cell. Without any reading it stays as it is, for the gate to report."""
    plain = words.without_outer_spaces(cell)
    if not plain:
        return Verdict(frozenset([""]))
    if sign := signs.first(signs.EVERYWHERE, cell, form):
        return Verdict(sign=sign)
    if form.kind == TEXT:
        return (
            Verdict(sign="scientific")
            if signs.scientific(plain, form)
            else Verdict(frozenset([words.with_plain_spaces(plain)]))
        )
    folded = words.without_outer_spaces(words.in_half_width(plain))
    for one in (plain, folded):
        if form.fits(one) and not _may_be_grouped(one, form, delimiter):
            return Verdict(frozenset([one]))
    found = frozenset(one for reader in READERS[form.kind] for one in reader(folded, form, delimiter) if form.allows(one))
    if found:
        return Verdict(found)
    sign = signs.first(signs.MISFITS, folded, form)
    return Verdict(sign=sign) if sign else Verdict(frozenset([plain]))


def _may_be_grouped(cell: str, form: Form, delimiter: str) -> bool:
    """A point may part thousands where the comma is the decimal mark."""
    return form.kind in NUMBERS and delimiter != "," and "." in cell
