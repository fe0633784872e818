"""One table from the bytes that a spreadsheet wrote to canonical bytes.

Enters: a table, its bytes, its past, and which of its keys may be gone. Leaves: canonical bytes, or an
`Unreadable` that names every cell and row for which it cannot be done.
"""

import unicodedata
from collections.abc import Callable, Iterator, Set
from itertools import islice

from maintain.repair import encoding, readings, rewritten, shape, signs
from maintain.repair.forms import TEXT, Form, form_of
from maintain.repair.loss import Loss, of_cells
from maintain.repair.past import Key, Past, Row
from validate.canonical import key_of, to_bytes
from validate.package import Table

MOST_READINGS = 3  # that are told


class _Cells:
    """The rows of a sheet while their cells are settled, column by column."""

    def __init__(self, table: Table, sheet: shape.Sheet):
        self.table, self.rows, self.lines, self.delimiter = table, sheet.rows, sheet.lines, sheet.delimiter
        self.forms = [form_of(one) for one in table.fields]
        self.keys = [table.columns.index(name) for name in table.key]
        self.losses: list[Loss] = []
        self.lost: set[tuple[int, int]] = set()

    def settle(self, past: Past | None) -> None:
        """Mend every cell that has one reading; ask the past for those that have several, keys first."""
        others = [at for at in range(len(self.forms)) if at not in self.keys]
        for at in self.keys:
            self._settle_column(at, None)
        for at in others:
            self._settle_column(at, past)

    def _settle_column(self, at: int, past: Past | None) -> None:
        verdicts = _verdicts(self.forms[at], {row[at] for row in self.rows}, self.delimiter)
        if not verdicts:
            return
        for number, row in enumerate(self.rows):
            verdict = verdicts.get(row[at])
            if verdict is None:
                continue
            reading = _only(verdict) if len(verdict.readings) < 2 else self._as_before(row, at, verdict, past)
            if reading is None:
                self.lose(number, at, verdict.sign or "ambiguous", readings=_told(verdict))
            else:
                row[at] = reading

    def _as_before(self, row: list[str], at: int, verdict: readings.Verdict, past: Past | None) -> str | None:
        """The reading that the cell was before; None if it was none of them."""
        former = self.former(row, past) if past else ()
        return next((one[at] for one in former if one[at] in verdict.readings), None)

    def former(self, row: list[str], past: Past) -> Iterator[Row]:
        """What the row was, the newest first."""
        key = tuple(row[at] for at in self.keys)
        return (rows[key] for rows in past.versions(self.table) if key in rows)

    def compare(self, past: Past) -> None:
        """Name the cells that a spreadsheet wrote anew."""
        for number, row in enumerate(self.rows):
            former = list(self.former(row, past))
            if former and tuple(row) not in former:
                for at, cell in enumerate(row):
                    self._compare_cell(number, at, cell, [one[at] for one in former if one[at] is not None])

    def _compare_cell(self, number: int, at: int, now: str, before: list[str]) -> None:
        if now in before or not before or (number, at) in self.lost:
            return
        if why := rewritten.reason(before[0], now, self.forms[at]):
            self.lose(number, at, why, before=before[0])

    def lose(self, number: int, at: int, why: str, **details: str) -> None:
        self.lost.add((number, at))
        self.losses.append(Loss(why, self.lines[number], self.table.columns[at], self.rows[number][at], details))


def restored(table: Table, raw: bytes, past: Past | None = None, explained: Callable[[], Set[str]] | None = None) -> bytes:
    """The canonical bytes of a table. With `explained`, which gives the records that may be gone, it is also
    compared with its past. Raises Unreadable."""
    text = encoding.decoded(raw, lambda: past.cells(table) if past else frozenset())
    sheet = shape.sheet(table, unicodedata.normalize("NFC", text))
    cells = _Cells(table, sheet)
    cells.settle(past)
    if past and explained and not past.is_as_released(table, raw):
        cells.compare(past)
        if _was_saved_by_spreadsheet(table, raw, sheet) and not any(one.field in table.key for one in cells.losses):
            cells.losses += _missing(cells, past, explained())
    if cells.losses:
        raise of_cells(cells.losses)
    return to_bytes([list(table.columns), *sorted(cells.rows, key=key_of(table))])


def _was_saved_by_spreadsheet(table: Table, raw: bytes, sheet: shape.Sheet) -> bool:
    """Whether the file has what an editor does not leave; rows that then are gone were hardly taken out by hand."""
    return sheet.is_marked or not raw.startswith(table.columns[0].encode("utf-8"))


def _verdicts(form: Form, cells: Set[str], delimiter: str) -> dict[str, readings.Verdict]:
    """Of the different cells of a column those that do not stay as they are."""
    if not _may_be_mended(form, cells, delimiter):
        return {}
    verdicts = {one: readings.judge(one, form, delimiter) for one in cells}
    return {cell: one for cell, one in verdicts.items() if one.readings != {cell}}


def _may_be_mended(form: Form, cells: Set[str], delimiter: str) -> bool:
    """Whether a column needs a look at each cell: one search in all of them together costs much less."""
    together = "\n".join(cells)
    if signs.SUSPECT.search(together) or together.count("\n") >= max(len(cells), 1):
        return True
    if form.kind == TEXT:
        return max(map(len, cells), default=0) > signs.LONGEST // 2
    return delimiter != "," or not all(map(form.fits, cells - {""}))


def _only(verdict: readings.Verdict) -> str | None:
    return next(iter(verdict.readings), None)


def _told(verdict: readings.Verdict) -> str:
    shown = sorted(verdict.readings, key=lambda one: (-len(one), one))
    return " / ".join(islice(shown, MOST_READINGS)) + (" / …" if len(shown) > MOST_READINGS else "")


def _missing(cells: _Cells, past: Past, explained: Set[str]) -> Iterator[Loss]:
    """Rows of the newest version before that are gone without a word."""
    former = next(iter(past.versions(cells.table)), {})
    there = {tuple(row[at] for at in cells.keys) for row in cells.rows}
    gone: list[Key] = [key for key in former if key not in there]
    return (Loss("row-missing", None, "", "#".join(key)) for key in gone if "#".join(key) not in explained)
