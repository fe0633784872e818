"""Numbers as a spreadsheet shows them: grouped, with a decimal comma, with zeros behind the point.

Enters: a cell and the delimiter of its file. Leaves: the numbers that it can be, in canonical form.
Where the delimiter is a comma, a comma in a number parts thousands; where it is another, which is so in
countries with a decimal comma, the comma may be the decimal mark as well.
"""

import re
from collections.abc import Iterator

_SPACE = " \u00a0\u202f\u2009'’"
_POINT = re.compile(rf"([-+]?)([1-9][0-9]{{0,2}}(?:[,{_SPACE}][0-9]{{3}})+|[0-9]+)(?:\.([0-9]+))?")
_COMMA = re.compile(rf"([-+]?)([1-9][0-9]{{0,2}}(?:[.{_SPACE}][0-9]{{3}})+|[0-9]+)(?:,([0-9]+))?")
_CURRENCY = re.compile(r"[¥￥$€£元]\s?")
LONGEST = 15  # digits that a spreadsheet keeps


def plain_number(cell: str, delimiter: str) -> Iterator[str]:
    """A number, grouped or not, with point or comma."""
    for form in (_POINT,) if delimiter == "," else (_POINT, _COMMA):
        if match := form.fullmatch(cell):
            yield _canonical(*match.groups())


def amount(cell: str, delimiter: str) -> Iterator[str]:
    """A number with the sign of a currency."""
    bare = _CURRENCY.sub("", cell, count=1).strip()
    if bare != cell:
        yield from plain_number(bare, delimiter)


def in_brackets(cell: str, delimiter: str) -> Iterator[str]:
    """Brackets are the minus of accountants."""
    if cell.startswith("(") and cell.endswith(")"):
        yield from plain_number(f"-{cell[1:-1]}", delimiter)


def percentage(cell: str, delimiter: str) -> Iterator[str]:
    """20% may be 20 with its unit, or 0.2 in another display."""
    if cell.endswith("%"):
        for one in plain_number(cell[:-1].rstrip(), delimiter):
            yield one
            sign, (whole, _, rest) = "-" * one.startswith("-"), one.lstrip("-").partition(".")
            padded = whole.zfill(3)
            yield _canonical(sign, padded[:-2], padded[-2:] + rest)


def _canonical(sign: str, whole: str, fraction: str | None) -> str:
    digits = re.sub(r"[^0-9]", "", whole).lstrip("0") or "0"
    rest = (fraction or "").rstrip("0")
    number = f"{digits}.{rest}" if rest else digits
    return f"-{number}" if sign == "-" and number != "0" else number
