"""The damages of damages.toml, done to a table.

Enters: a table and its canonical bytes. Leaves: the bytes that a spreadsheet makes of them; the same bytes
where there is nothing that it could damage.
"""

import csv
import io
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from maintain.repair.dates import MONTHS
from maintain.repair.forms import CODE, DATE, INTEGER, KEY, NUMBER, PARTIAL_DATE, TEXT, YEAR, Form, form_of
from validate.package import Table

WORDS = tomllib.loads(Path(__file__).with_name("damages.toml").read_text(encoding="utf-8"))
BOM = "\ufeff"

Rows = list[list[str]]
Damage = Callable[[Table, bytes], bytes]
OfCell = Callable[[str], str | None]

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_DATES = (DATE, PARTIAL_DATE)


def read(raw: bytes) -> Rows:
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))


def written(rows: Rows, encoding: str = "utf-8", before: str = "", **dialect: object) -> bytes:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **dialect}).writerows(rows)
    return (before + out.getvalue()).encode(encoding)


def of_file(change: Callable[[bytes], bytes]) -> Damage:
    return lambda table, raw: change(raw)


def of_rows(change: Callable[[Rows], Rows], **dialect: object) -> Damage:
    return lambda table, raw: written(change(read(raw)), **dialect)


def of_cells(change: OfCell, *kinds: str, most: int | None = None, keys: bool = True, **dialect: object) -> Damage:
    """Every cell of such columns for which `change` gives another text, or only the first `most`."""

    def damage(table: Table, raw: bytes) -> bytes:
        header, *rows = read(raw)
        forms = [form_of(one) for one in table.fields]
        places = [at for at, one in enumerate(forms) if _is_of(one, kinds) and (keys or table.columns[at] not in table.key)]
        left = most
        for row in rows:
            for at in places:
                now = change(row[at]) if row[at] and left != 0 else None
                if now is not None:
                    row[at] = now
                    left = left and left - 1
        return written([header, *rows], **dialect)

    return damage


def _is_of(form: Form, kinds: tuple[str, ...]) -> bool:
    return not kinds or form.kind in kinds


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if len(cell) == 10 else None


def after_the_first(show: Callable[[date], str]) -> OfCell:
    return lambda cell: show(found) if (found := day(cell)) and found.day > 1 else None


def if_day(show: Callable[[date], str]) -> OfCell:
    return lambda cell: show(found) if (found := day(cell)) else None


def short_month(cell: str) -> str | None:
    return f"{MONTHS[int(cell[5:7]) - 1].title()}-{cell[2:4]}" if len(cell) > 4 else None


def month(cell: str) -> str | None:
    """In one of two forms, by turns."""
    if len(cell) == 4:
        return None
    year, number = int(cell[:4]), int(cell[5:7])
    return f"{year}年{number}月" if number % 2 else f"{year}/{number}"


def grouped(cell: str) -> str | None:
    whole, point, rest = cell.lstrip("-").partition(".")
    return f"{'-' * cell.startswith('-')}{int(whole):,}{point}{rest}"


def zeros_behind(cell: str) -> str:
    return f"{cell}0" if "." in cell else f"{cell}.00"


def long_number(show: Callable[[float], str]) -> OfCell:
    return lambda cell: show(float(cell)) if float(cell) >= 1000 else None


def misread(cell: str) -> str | None:
    if not any("\u4e00" <= one <= "\u9fff" for one in cell):
        return None
    return "".join(_as_windows(one) for one in cell.encode("utf-8"))


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def rounded(cell: str) -> str | None:
    value = float(cell)
    now = float(f"{value:.1E}")
    return f"{now:.0f}" if value >= 100 and now != value else None


def to_ascii(cell: str) -> str | None:
    return None if cell.isascii() else cell.encode("ascii", "replace").decode("ascii")


def first_day(cell: str) -> str | None:
    return {4: f"{cell}-01-01", 7: f"{cell}-01"}.get(len(cell))


def merged(rows: Rows) -> Rows:
    return [*rows[:1], [*rows[1][:-1], f"{rows[1][-1]}\n{','.join(rows[2])}"], *rows[3:]] if len(rows) > 2 else rows


def one_line(rows: Rows) -> Rows:
    return [*rows[:1], [*rows[1], *rows[2]], *rows[3:]] if len(rows) > 2 else rows


def fewer(raw: bytes) -> bytes:
    return written([row for at, row in enumerate(read(raw)) if at != 1])


def half(cell: str) -> str | None:
    return f"{cell[: len(cell) // 2]}\ufffd{cell[len(cell) // 2 :]}"


def together(rows: Rows) -> Rows:
    """Rows turned round, the first column last, an empty column and an empty row behind."""
    moved = [[*row[1:], row[0], ""] for row in (rows[0], *reversed(rows[1:]))]
    return [*moved, [""] * len(moved[0])]


DAMAGES: dict[str, Damage] = {
    "byte-order-mark": of_file(lambda raw: BOM.encode("utf-8") + raw),
    "line-ends-of-windows": of_file(lambda raw: raw.replace(b"\n", b"\r\n")),
    "line-ends-of-macintosh": of_file(lambda raw: raw.replace(b"\n", b"\r")),
    "no-final-newline": of_file(lambda raw: raw[:-1]),
    "semicolons": of_rows(list, delimiter=";"),
    "tabs": of_rows(list, delimiter="\t"),
    "separator-line": of_rows(list, delimiter=";", before="sep=;\r\n", lineterminator="\r\n"),
    "all-quoted": of_rows(list, quoting=csv.QUOTE_ALL),
    "gb18030": of_rows(list, encoding="gb18030"),
    "unicode-text": of_rows(list, encoding="utf-16-le", before=BOM, delimiter="\t", lineterminator="\r\n"),
    "utf-16-big-endian": of_rows(list, encoding="utf-16-be"),
    "decomposed": of_file(lambda raw: unicodedata.normalize("NFD", raw.decode("utf-8")).encode("utf-8")),
    "other-order": of_rows(lambda rows: [rows[0], *reversed(rows[1:])]),
    "columns-moved": of_rows(lambda rows: [[*row[1:], row[0]] for row in rows]),
    "empty-columns": of_rows(lambda rows: [[*row, "", ""] for row in rows]),
    "empty-rows": of_rows(lambda rows: [*rows[:2], [], *rows[2:], [""] * len(rows[0])]),
    "all-of-it": of_rows(together, before=BOM, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n"),
    "outer-spaces": of_cells(lambda cell: f"  {cell} "),
    "non-breaking-spaces": lambda table, raw: of_cells(lambda cell: cell.replace(" ", "\u00a0"), TEXT)(
        table, of_cells(lambda cell: f"\u00a0{cell}\u3000")(table, raw)
    ),
    "full-width": of_cells(lambda cell: cell.translate(_FULL_WIDTH), KEY, CODE, INTEGER, YEAR, NUMBER, *_DATES),
    "capitals": of_cells(str.upper, CODE),
    "truth-values": of_cells({"yes": "TRUE", "no": "FALSE"}.get, CODE),
    "apostrophe": of_cells(lambda cell: f"'{cell}", INTEGER, YEAR, NUMBER, KEY, CODE, *_DATES),
    "zeros-behind": of_cells(zeros_behind, INTEGER, YEAR, NUMBER),
    "grouped": of_cells(grouped, INTEGER, YEAR, NUMBER),
    "currency": of_cells(lambda cell: f"¥{grouped(zeros_behind(cell))}", INTEGER, NUMBER),
    "decimal-comma": of_cells(
        lambda cell: cell.replace(".", ",") if "." in cell else f"{cell},00", INTEGER, NUMBER, delimiter=";"
    ),
    "grouped-by-points": of_cells(
        lambda cell: grouped(cell).replace(",", ".") if "." not in cell else None, INTEGER, NUMBER, delimiter=";", keys=False
    ),
    "scientific": of_cells(long_number(lambda one: f"{one:.2E}"), INTEGER, YEAR, NUMBER),
    "rounded": of_cells(rounded, INTEGER, NUMBER, keys=False),
    "number-as-date": of_cells(lambda cell: f"{cell}-Jan" if int(cell) <= 31 else None, INTEGER),
    "slashes": of_cells(after_the_first(lambda one: f"{one.year}/{one.month}/{one.day}"), *_DATES),
    "no-zeros": of_cells(after_the_first(lambda one: f"{one.year}-{one.month}-{one.day}"), *_DATES),
    "chinese-days": of_cells(after_the_first(lambda one: f"{one.year}年{one.month}月{one.day}日"), *_DATES),
    "midnight": of_cells(after_the_first(lambda one: f"{one.isoformat()} 00:00:00"), *_DATES),
    "month-first": of_cells(
        lambda cell: f"{one.month}/{one.day}/{one.year}" if (one := day(cell)) and one.day > 12 else None, *_DATES
    ),
    "month-or-day-first": of_cells(
        lambda cell: f"{one.month}/{one.day}/{one.year}" if (one := day(cell)) and one.day <= 12 != one.month else None,
        PARTIAL_DATE,
    ),
    "first-days": of_cells(
        lambda cell: f"{one.year}/{one.month}/1" if (one := day(cell)) and one.day == 1 else None, PARTIAL_DATE
    ),
    "months": of_cells(month, *_DATES),
    "named-months": of_cells(short_month, *_DATES),
    "short-years": of_cells(lambda cell: cell[2:] if len(cell) == 10 else None, *_DATES),
    "serial-numbers": of_cells(if_day(lambda one: str((one - date(1899, 12, 30)).days)), *_DATES),
    "first-day-of-month": of_cells(first_day, PARTIAL_DATE),
    "text-as-date": of_cells(lambda cell: "04/21/2026", TEXT, most=2, keys=False),
    "error-value": of_cells(lambda cell: "#NAME?", TEXT, CODE, most=3, keys=False),
    "misread": of_cells(misread, TEXT),
    "replaced": of_cells(half, TEXT),
    "question-marks": of_cells(to_ascii, TEXT, keys=False),
    "cut": of_cells(lambda cell: (cell * 32767)[:32767], TEXT, most=1),
    "merged": of_rows(merged),
    "one-line": of_rows(one_line),
    "rows-gone": lambda table, raw: BOM.encode("utf-8") + fewer(raw) if fewer(raw) != raw else raw,
}
