"""How a cell shows by itself that a spreadsheet lost something of it: one sign a function.

Enters: a cell and the form of its column. Leaves: whether it shows the sign.
`EVERYWHERE` holds in every cell, `MISFITS` only in a cell that the form of its column does not allow.
"""

import re
from collections.abc import Callable

from maintain.repair import dates
from maintain.repair.forms import DATES, TEXT, Form
from validate.text.cell_rules import RULES

LONGEST = 32_767  # characters of UTF-16 that a spreadsheet holds
_RULES = ("text.spreadsheet-error", "text.misread-bytes")
_FAULTS = {name: [one.fault.in_lines for one in RULES if one.id == name] for name in _RULES}
_SCIENTIFIC = re.compile(r"[-+]?[0-9](?:[.,][0-9]+)?E[-+]?[0-9]{1,3}", re.IGNORECASE)
_SCIENTIFIC_DISPLAY = re.compile(r"[-+]?[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}")
# A column without any of these shows no sign and has no space or mark to mend.
SUSPECT = re.compile(
    r"[#\r\u0080-\u024f\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff\ufffd锟]|E\+|^[ \t]|[ \t]$",
    re.MULTILINE,
)


def error_value(cell: str, form: Form) -> bool:
    """#NAME?, #REF!, #####."""
    return _breaks("text.spreadsheet-error", cell.strip())


def misread(cell: str, form: Form) -> bool:
    """å…¬ for 公, or a sign that replaces what could not be read."""
    return _breaks("text.misread-bytes", cell)


def cut(cell: str, form: Form) -> bool:
    """As long as the longest cell of a spreadsheet."""
    return len(cell) > LONGEST // 2 and len(cell.encode("utf-16-le", "surrogatepass")) == 2 * LONGEST


def merged(cell: str, form: Form) -> bool:
    """A line end in a cell, and something after it."""
    return re.search(r"[\r\n]\s*\S", cell) is not None


def scientific(cell: str, form: Form) -> bool:
    """1.23457E+11; as free text only in the very form of spreadsheets."""
    return bool((_SCIENTIFIC_DISPLAY if form.kind == TEXT else _SCIENTIFIC).fullmatch(cell))


def became_date(cell: str, form: Form) -> bool:
    """2-Jan where no date belongs."""
    return form.kind not in (TEXT, *DATES) and dates.is_made_by_spreadsheet(cell)


def without_year(cell: str, form: Form) -> bool:
    """30-Jun, 6月30日 where a date belongs."""
    return form.kind in DATES and dates.is_without_year(cell)


Sign = Callable[[str, Form], bool]
EVERYWHERE: dict[str, Sign] = {
    "error-value": error_value, "misread": misread, "cut": cut, "merged": merged,
}  # fmt: skip
MISFITS: dict[str, Sign] = {"scientific": scientific, "became-date": became_date, "without-year": without_year}


def first(signs: dict[str, Sign], cell: str, form: Form) -> str | None:
    """The reason of losses.toml for the first sign that the cell shows."""
    return next((name for name, shows in signs.items() if shows(cell, form)), None)


def _breaks(rule: str, cell: str) -> bool:
    return any(one.search(f"\n{cell}\n") for one in _FAULTS[rule])
