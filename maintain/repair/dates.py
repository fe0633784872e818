"""Dates as a spreadsheet shows them.

Enters: a cell. Leaves: the days, months and years that it can be, in canonical form. A first day may
have been a month, to which a spreadsheet gives one; a month may hide a day, and a year of two digits
its century. What is no day of the calendar is for the form of the column to refuse.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
CENTURIES = ("19", "20")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
_YEAR_FIRST = re.compile(r"([0-9]{4}|[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_CHINESE = re.compile(r"([0-9]{4})\s?年\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(rf"([0-9]{{1,2}})\.?[- ]{_MONTH}[- ]([0-9]{{4}}|[0-9]{{2}})", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"{_MONTH} ([0-9]{{1,2}}),? ([0-9]{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH}[- ]([0-9]{{4}}|[0-9]{{2}})", re.IGNORECASE)
_MONTH_LAST = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})|\s?年\s?([0-9]{1,2})\s?月)")
_MIDNIGHT = re.compile(r"[ T](?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)$", re.IGNORECASE)
_OF_NO_YEAR = re.compile(rf"[0-9]{{1,2}}[-./ ]+{_MONTH}|{_MONTH}[- ][0-9]{{1,2}}|[0-9]{{1,2}}月[0-9]{{1,2}}日", re.IGNORECASE)
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?: ?[AP]M)?", re.IGNORECASE)


def year_first(cell: str) -> Iterator[str]:
    """2020/6/30, 2020.6.30, 2020-6-30, 20-06-30."""
    if match := _YEAR_FIRST.fullmatch(cell):
        year, _, month, day = match.groups()
        yield from _days(year, month, day)


def in_chinese(cell: str) -> Iterator[str]:
    """2020年6月30日."""
    if match := _CHINESE.fullmatch(cell):
        yield from _days(*match.groups())


def year_last(cell: str) -> Iterator[str]:
    """30/6/2020 and 6/30/2020; with points the day stands first."""
    if match := _YEAR_LAST.fullmatch(cell):
        one, sign, other, year = match.groups()
        yield from _days(year, other, one)
        if sign != ".":
            yield from _days(year, one, other)


def month_by_name(cell: str) -> Iterator[str]:
    """30-Jun-20, 30 June 2020, June 30, 2020."""
    if match := _DAY_NAMED.fullmatch(cell):
        day, month, year = match.groups()
        yield from _days(year, _number(month), day)
    if match := _NAMED_DAY.fullmatch(cell):
        month, day, year = match.groups()
        yield from _days(year, _number(month), day)


def month_alone(cell: str) -> Iterator[str]:
    """Jun-20, June 2020, 2020-6, 2020/6, 2020年6月: the day, if there was one, is not shown."""
    if match := _MONTH_LAST.fullmatch(cell):
        year, month = match.group(1), match.group(2) or match.group(3)
        yield from _month(year, month)
    if match := _MONTH_FIRST.fullmatch(cell):
        month, year = _number(match.group(1)), match.group(2)
        yield from (one for full in _full(year) for one in _month(full, month))
        if len(year) == 2:  # or the day of a year that is not shown
            every = (f"{century}{last:02}" for century in CENTURIES for last in range(100))
            yield from (one for full in every for one in _days(full, month, year))


def serial_number(cell: str) -> Iterator[str]:
    """43983: days since 1900, or on an old Macintosh since 1904."""
    if re.fullmatch(r"[0-9]{5}", cell):
        for epoch in EPOCHS:
            day = epoch + timedelta(int(cell))
            yield from _days(f"{day.year}", f"{day.month}", f"{day.day}")


def at_midnight(cell: str) -> Iterator[str]:
    """2020-06-30 00:00:00."""
    bare = _MIDNIGHT.sub("", cell)
    if bare != cell:
        yield from (one for reader in (year_first, year_last, in_chinese) for one in reader(bare))


READERS = (year_first, in_chinese, year_last, month_by_name, month_alone, serial_number, at_midnight)


def readings(cell: str) -> set[str]:
    """Every day or month that a text of any form can be."""
    return {one for reader in READERS for one in reader(cell)}


def is_made_by_spreadsheet(cell: str) -> bool:
    """Whether a text is a date or a time in a form that nobody writes here but a spreadsheet does."""
    shown = (year_first, year_last, month_by_name, month_alone, at_midnight)
    is_date = not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", cell) and any(True for one in shown for _ in one(cell))
    return is_date or is_without_year(cell) or _TIME.fullmatch(cell) is not None


def is_without_year(cell: str) -> bool:
    """30-Jun, June 30, 6月30日."""
    return _OF_NO_YEAR.fullmatch(cell) is not None


def _days(year: str, month: str, day: str) -> Iterator[str]:
    """The day in each century that the year may be of; of a first one also the month."""
    for full in _full(year):
        yield f"{full}-{int(month):02}-{int(day):02}"
        if int(day) == 1:
            yield f"{full}-{int(month):02}"


def _month(year: str, month: str) -> Iterator[str]:
    yield f"{year}-{int(month):02}"
    yield from (f"{year}-{int(month):02}-{day:02}" for day in range(1, 32))


def _full(year: str) -> tuple[str, ...]:
    return (year,) if len(year) == 4 else tuple(century + year for century in CENTURIES)


def _number(month: str) -> str:
    return str(MONTHS.index(month.lower()) + 1)
