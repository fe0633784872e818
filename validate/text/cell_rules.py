"""The rules on single cells, first causes first: what a cell must not hold.

Enters: nothing. Leaves: `RULES`. The pattern of a rule is compiled twice. `fault` finds the faulty
cell in a column written one cell a line (no cell has a line break by now), with a line end before
the first and after the last, so that a clean column costs one search for each rule; `cells` does
the searching. Patterns for the start of a cell begin with the line end before it, for which a
search looks much faster than for `^`. `in_cell` is the same for a single cell, in words that the
patterns of Rust know too; `quick` uses it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import html5

Field = dict


@dataclass(frozen=True)
class Fault:
    """A pattern for cells: in a column written one cell a line, and in a single cell (None: Rust cannot say it)."""

    in_lines: re.Pattern[str]
    in_cell: str | None


NUMBER_TYPES = ("integer", "year", "number")


@dataclass(frozen=True)
class CellRule:
    """A rule about single cells: `fault` finds, `applies` says in which fields, `confirm` makes sure.

    To look only where there may be something: no fault stands in rows without one of its
    `letters`, nor in rows that are not `longer` than so many characters; a fault `beyond_ascii`
    cannot stand in an ASCII column, nor one with `signs` in a column that has none of them.
    """

    id: str
    fault: Fault
    applies: Callable[[Field], bool]
    confirm: Callable[[str], bool] = lambda cell: True
    beyond_ascii: bool = False
    signs: tuple[str, ...] = ()
    letters: re.Pattern[str] | None = None
    longer: int = 0

    @property
    def suspect(self) -> str | None:
        """A pattern of Rust that finds each faulty cell, and perhaps others; None if there is none."""
        return self.fault.in_cell or (self.letters and _for_rust(self.letters.pattern))

    def may_be_among(self, letters: str, longest: int) -> bool:
        """Whether rows may have a fault that have these unusual letters and this longest line."""
        return longest > self.longer and (self.letters is None or self.letters.search(letters) is not None)

    def may_be_in(self, framed: str) -> bool:
        """Whether a column may have a fault."""
        return not (self.beyond_ascii and framed.isascii()) and (not self.signs or any(one in framed for one in self.signs))


def is_key_or_code(field: Field) -> bool:
    """Keys (`…_id`), codes (fields with an enum) and the columns that define codes."""
    name, constraints = field["name"], field.get("constraints") or {}
    return field.get("type") == "string" and (name.endswith("_id") or name in {"list", "code"} or "enum" in constraints)


def is_key(field: Field) -> bool:
    return field["name"].endswith("_id")


def is_date(field: Field) -> bool:
    return field.get("type") == "date" or field.get("form") == "partial-date"


def is_number(field: Field) -> bool:
    return field.get("type") in NUMBER_TYPES


def is_free_text(field: Field) -> bool:
    return not (is_key_or_code(field) or is_date(field) or is_number(field))


def is_latin(field: Field) -> bool:
    """Fields in which no character of Chinese typesetting belongs."""
    return not is_free_text(field) or field["name"].endswith(("_en", "_pinyin", "url"))


def is_western(field: Field) -> bool:
    """Text of English words or pinyin."""
    return is_free_text(field) and field["name"].endswith(("_en", "_pinyin"))


def everywhere(field: Field) -> bool:
    return True


def has_no_such_day(cell: str) -> bool:
    year, month, day = (int(part) for part in cell.split("-"))
    return not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]


def _cells(pattern: str, starts: str = "", flags: int = 0) -> Fault:
    """A pattern for whole cells; to search faster, the letters with which such a cell `starts`."""
    ahead = f"(?=[{starts}])" if starts else ""
    inline = "(?i)" if flags & re.IGNORECASE else ""
    return Fault(re.compile(rf"\n{ahead}(?:{pattern})(?=\n)", re.MULTILINE | flags), _for_rust(rf"{inline}\A(?:{pattern})\z"))


def _start(pattern: str) -> Fault:
    """A pattern for the start of a cell."""
    return Fault(re.compile(rf"\n(?:{pattern})"), _for_rust(rf"\A(?:{pattern})"))


def _within(pattern: str) -> Fault:
    """A pattern for a part of a cell."""
    return Fault(re.compile(pattern, re.MULTILINE), _for_rust(pattern))


def _for_rust(pattern: str) -> str | None:
    """The pattern as Rust writes it; None if it looks ahead or behind, which Rust cannot."""
    return None if re.search(r"\(\?<?[=!]", pattern) else re.sub(r"\\[uU]([0-9a-fA-F]{8}|[0-9a-fA-F]{4})", r"\\x{\1}", pattern)


def _letter(rule: str, letters: str, applies: Callable[[Field], bool] = lambda field: True) -> CellRule:
    """The rule against a class of letters none of which is plain ASCII."""
    return CellRule(rule, _within(letters), applies, letters=re.compile(letters))


# What bytes 0x80 to 0xBF of UTF-8 become when they are read as Windows-1252 or Latin-1. Dashes,
# quotes and dots also follow a letter or × in good text (“数据要素×”, „Spaß“, “café”—), so they
# count only beside a character of the other kind.
_MARKS = r"\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2122"
_OTHERS = r"\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac"
_MISREAD_UTF8 = (
    rf"[\u00c2-\u00d6\u00d8-\u00de][{_OTHERS}]"
    rf"|[\u00e0-\u00ef](?![{_MARKS}]{{2}})[{_OTHERS}{_MARKS}]{{2}}"
    rf"|[\u00f0-\u00f4](?![{_MARKS}]{{3}})[{_OTHERS}{_MARKS}]{{3}}"
    r"|锟斤拷|\ufffd"
)
_INVISIBLE = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
_NULL_STARTS = r"-#<1imntu–—−_.?？…/\\~无暂空缺不待"
_NULLS = (
    r"(?:#?n/?a|n\.a\.?|<na>|-?nan|null|none|nil|undefined|missing|tbd|-?1\.#(?:ind|qnan)|-?inf(?:inity)?"
    r"|[-–—−_.?？…/\\~]+|无|暂无|空|缺失|不详|待定)"
)

RULES = (
    CellRule("text.misread-bytes", _within(_MISREAD_UTF8), everywhere, letters=re.compile(r"[\u00c2-\u00f4锟\ufffd]")),
    _letter("text.control-character", r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"),
    _letter("text.invisible-character", _INVISIBLE),
    _letter("text.private-character", r"[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"),
    _letter("text.odd-space", r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"),
    CellRule("text.outer-space", _within(r"^ +|[^ \n] +$"), everywhere, signs=("\n ", " \n")),
    CellRule("text.double-space", _within(r"\S  +\S"), everywhere, signs=("  ",)),
    CellRule(
        "text.spreadsheet-error",
        _cells(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)(?: N/A)?"),
        everywhere,
    ),
    CellRule("text.null-look-alike", _cells(_NULLS, _NULL_STARTS, re.IGNORECASE), everywhere),
    CellRule("text.formula", _start(r"[=+@＝＋＠]"), everywhere),
    CellRule("text.formula", _start(r"[-－]"), is_free_text),
    CellRule(
        "text.html-entity",
        _within(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"),
        everywhere,
        lambda entity: entity[1] == "#" or entity[1:] in html5,
        signs=("&",),
    ),
    CellRule("text.html-tag", _within(r"</?[A-Za-z][A-Za-z0-9-]*(?:[ /][^<>\n]*)?>|<!(?:--|\[)"), everywhere, signs=("<",)),
    _letter("text.full-width", r"[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uffef]"),
    CellRule("text.full-width", _within(r"[\u3001-\u303f\uff00-\uffef]"), is_latin, beyond_ascii=True),
    _letter("text.curly-quote", r"[\u2018-\u201f]", is_western),
    CellRule("text.look-alike", _within(r"[^\x00-\x7f\n]"), is_key_or_code, beyond_ascii=True),
    CellRule(
        "text.look-alike",
        _within(r"[A-Za-z][\u0370-\u052f\u2c80-\u2cff]|[\u0370-\u052f\u2c80-\u2cff][A-Za-z]"),
        is_free_text,
        letters=re.compile(r"[\u0370-\u052f\u2c80-\u2cff]"),
    ),
    _letter("text.look-alike", r"[\u2e80-\u2fdf]"),
    CellRule("text.digits-only", _cells(r"[0-9]+"), is_key_or_code),
    CellRule("text.key-starts-with-digit", _start(r"[0-9]"), is_key),
    CellRule("text.date-form", _cells(r"(?![0-9]{4}(?:-[0-9]{2}){0,2}$).+"), lambda field: field.get("form") == "partial-date"),
    CellRule("text.date-form", _cells(r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}$).+"), lambda field: field.get("type") == "date"),
    CellRule("text.date-form", _cells(r"0000(?:-.*)?|[0-9]{4}-(?:00|1[3-9]|[2-9][0-9])"), is_date),
    CellRule("text.no-such-day", _cells(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), is_date, has_no_such_day),
    CellRule("text.integer-form", _cells(r"(?!(?:0|-?[1-9][0-9]*)$).+"), lambda field: field.get("type") == "integer"),
    CellRule("text.year-form", _cells(r"(?![0-9]{4}$).+"), lambda field: field.get("type") == "year"),
    CellRule(
        "text.number-form",
        _cells(r"-0|(?!-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$).+"),
        lambda field: field.get("type") == "number",
    ),
    CellRule("text.number-form", _cells(r"-?(?:[0-9]\.?){16,}"), lambda field: field.get("type") == "number"),
    CellRule("text.cell-too-long", _cells(r".{2001,}"), everywhere, longer=2000),
)
