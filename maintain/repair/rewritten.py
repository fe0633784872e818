"""How a cell shows beside its former self that a spreadsheet wrote it anew: one way a function.

Enters: what the cell was and what it is now, both without outer spaces, and the form of its column.
Leaves: whether a spreadsheet makes the one of the other. Each of these may also be meant, so that
nothing is put back; it is said.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from maintain.repair import dates, words
from maintain.repair.forms import NUMBERS, PARTIAL_DATE, TEXT, Form
from maintain.repair.numbers import plain_number

NARROW = ("ascii", "cp1252", "gbk", "big5")
MOST_DIGITS = 40

Way = Callable[[str, str, Form], bool]


def first_day(before: str, now: str, form: Form) -> bool:
    """2020-06 became 2020-06-01, 2020 became 2020-01-01."""
    return form.kind == PARTIAL_DATE and now in {f"{before}-01", f"{before}-01-01"}


def question_marks(before: str, now: str, form: Form) -> bool:
    """公 became ?."""
    if "?" not in now or before.isascii():
        return False
    return any(before.encode(one, "replace").decode(one) == now for one in NARROW)


def misread(before: str, now: str, form: Form) -> bool:
    """公 became å…¬; 司, saved as GB18030, became ˾."""
    if before.isascii() or now.isascii():
        return False
    seen = "".join(map(_as_windows, before.encode("utf-8")))
    return words.with_plain_spaces(words.without_outer_spaces(seen)) == now or before.encode("gb18030") == now.encode("utf-8")


def same_number(before: str, now: str, form: Form) -> bool:
    """007 became 7, 1.50 became 1.5, 1,000 became 1000, 50% became 0.5."""
    if form.kind in NUMBERS or form.kind == PARTIAL_DATE:
        return False
    values = _values(before), _values(now)
    return bool(values[0] & values[1]) or (before.endswith("%") and any(one / 100 in values[1] for one in _values(before[:-1])))


def rounded(before: str, now: str, form: Form) -> bool:
    """1.23457 for 1.234567, 12345678901234500 for 12345678901234567."""
    if form.kind != TEXT and form.kind not in NUMBERS:
        return False
    return any(_is_rounding(old, new) for old in _values(before) for new in _values(now))


def date_of_text(before: str, now: str, form: Form) -> bool:
    """April 21 became 04/21/2026, 1-2 became 2-Jan."""
    return form.kind == TEXT and dates.is_made_by_spreadsheet(now)


def same_date(before: str, now: str, form: Form) -> bool:
    """2020-06-30 became 2020年6月30日."""
    return form.kind == TEXT and not dates.readings(before).isdisjoint(dates.readings(now))


def truth(before: str, now: str, form: Form) -> bool:
    """true became TRUE, 1 became WAHR."""
    return now in words.TRUTHS and before.lower() in words.TRUTHS[now]


WAYS: dict[str, tuple[Way, ...]] = {
    "first-day": (first_day,),
    "question-marks": (question_marks,),
    "misread": (misread,),
    "rewritten": (same_number, same_date, date_of_text, truth),
    "rounded": (rounded,),
}


def reason(before: str, now: str, form: Form) -> str | None:
    """The reason of losses.toml why a cell that was `before` is named; None if a person may well have written it."""
    if not before or not now:
        return None
    return next((name for name, ways in WAYS.items() if any(one(before, now, form) for one in ways)), None)


def _as_windows(byte: int) -> str:
    """The character of Windows-1252, or of Latin-1 where that has none."""
    return bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")


def _values(cell: str) -> set[Decimal]:
    """The numbers that a text can be."""
    if len(cell) > MOST_DIGITS:
        return set()
    found = set(plain_number(cell, ","))
    try:
        return {Decimal(one) for one in found or {cell}} if any(map(str.isdigit, cell)) and cell.isascii() else set()
    except InvalidOperation:
        return set()


def _is_rounding(old: Decimal, new: Decimal) -> bool:
    """Whether the new number is the old one with fewer digits."""
    if old == new or not new:
        return False
    digits = len(new.normalize().as_tuple().digits)
    return digits < len(old.normalize().as_tuple().digits) and new == Decimal(f"{old:.{digits - 1}E}")
