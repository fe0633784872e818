"""What the cells of a column may look like, as its schema says.

Enters: a field of a Table Schema. Leaves: its `Form`: a kind, for which `readings` holds the ways to
read a cell, and a test whether a text has the form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from validate import patterns
from validate.text import cell_rules

DATE, PARTIAL_DATE, INTEGER, YEAR, NUMBER, BOOLEAN, CODE, KEY, TEXT = (
    "date", "partial date", "integer", "year", "number", "boolean", "code", "key", "text",
)  # fmt: skip
DATES = (DATE, PARTIAL_DATE)
NUMBERS = (INTEGER, YEAR, NUMBER)

_LEXICAL = {
    DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    PARTIAL_DATE: re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"),
    INTEGER: re.compile(r"0|-?[1-9][0-9]*"),
    YEAR: re.compile(r"[0-9]{4}"),
    NUMBER: re.compile(r"(?!-0$)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?"),
    BOOLEAN: re.compile(r"true|false"),
}


@dataclass(frozen=True)
class Form:
    """`fits` tests the form alone; `allows` also the bounds that the schema sets to numbers."""

    kind: str
    fits: Callable[[str], bool]
    codes: tuple[str, ...] = ()
    minimum: float = float("-inf")
    maximum: float = float("inf")

    def allows(self, cell: str) -> bool:
        return self.fits(cell) and (self.kind not in NUMBERS or self.minimum <= float(cell) <= self.maximum)


def form_of(field: dict) -> Form:
    """The form of a field. One whose pattern no engine should be given counts as text."""
    limits = field["constraints"]
    kind = _kind(field)
    if kind == CODE:
        codes = tuple(map(str, limits["enum"]))
        return Form(CODE, frozenset(codes).__contains__, codes)
    if kind == KEY:
        return Form(KEY, _test(re.compile(limits["pattern"])))
    if kind == TEXT:
        return Form(TEXT, lambda cell: True)
    bounds = {name: float(limits[name]) for name in ("minimum", "maximum") if kind in NUMBERS and name in limits}
    has_form = _test(_LEXICAL[kind])
    if kind in DATES:
        return Form(kind, lambda cell: has_form(cell) and _is_in_calendar(cell))
    return Form(kind, has_form, **bounds)


def _kind(field: dict) -> str:
    kind, limits = field["type"], field["constraints"]
    if field.get("form") == "partial-date":
        return PARTIAL_DATE
    if kind in {DATE, BOOLEAN, *NUMBERS}:
        return kind
    if "enum" in limits:
        return CODE
    return KEY if "pattern" in limits and _is_fit(limits["pattern"]) else TEXT


def _is_fit(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return patterns.fault(pattern) is None


def _test(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda cell: pattern.fullmatch(cell) is not None


def _is_in_calendar(cell: str) -> bool:
    if len(cell) < 10:
        return cell[:4] != "0000"
    return cell[:4] != "0000" and not cell_rules.has_no_such_day(cell)
