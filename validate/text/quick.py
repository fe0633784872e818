"""A quick proof that whole lines of a large table are clean, so that the exact rules need not read them.

Enters: bytes that are whole lines of a table. Leaves: a `Clean` block, or None where the proof fails;
then the exact rules read the same bytes and decide. A proof may fail on clean bytes, it never
succeeds on others: polars reads the bytes, what it writes back is the same bytes, and every rule on
single cells has been asked about each cell, or about each different cell of a column that repeats itself.
"""

import io
import unicodedata
from dataclasses import dataclass
from functools import cache

import polars as pl

from validate.package import Table
from validate.text.cell_rules import RULES, CellRule
from validate.text.cells import faults, unusual
from validate.text.encoding import LONGEST_LINE, MERGE_MARKS, Clean

TRIED = 1000  # cells that are looked at to tell whether a column repeats itself
FEW = 20_000  # different cells of a column that are read one by one
MOST_DIGITS = 18
MOST_COLUMNS = 45  # cells that are not too long then make no line that is too long


@dataclass(frozen=True)
class Column:
    """A field with its rules on single cells: those that polars can ask of any number of cells, and the rest."""

    name: str
    rules: tuple[CellRule, ...]

    def asked(self, letters: str) -> pl.Expr:
        """Whether a cell may have a fault, where the block has these unusual letters."""
        patterns = [one.suspect for one in self.rules if not one.longer and one.may_be_among(letters, LONGEST_LINE)]
        longest = min([one.longer for one in self.rules if one.longer], default=LONGEST_LINE)
        cell = pl.col(self.name)
        return cell.str.contains("|".join(f"(?:{one})" for one in patterns)).any() | (cell.str.len_bytes().max() > longest)

    @property
    def can_be_asked(self) -> bool:
        return all(one.suspect is not None for one in self.rules)


def prove(table: Table, raw: bytes, line: int) -> Clean | None:
    """The lines as a clean block whose first line is number `line`; None if that is not certain."""
    if len(table.columns) > MOST_COLUMNS:
        return None
    body = _without_header(table, raw) if line == 1 else raw
    if not body or not body.endswith(b"\n") or b"\r" in body or any(one in body for one in MERGE_MARKS):
        return None
    letters = _letters(body)
    rows = None if letters is None else _rows(table, body)
    if rows is None or rows.height != body.count(b"\n") or not _is_written_alike(rows, body):
        return None
    if rows[:, 0].null_count() or not _in_order(table, rows):
        return None
    if any(_may_have_fault(column, rows, letters) for column in columns_of(table)):
        return None
    first, last = (["" if cell is None else cell for cell in rows.row(at)] for at in (0, -1))
    return Clean(line, raw, rows.height + (line == 1), first, last)


def columns_of(table: Table) -> tuple[Column, ...]:
    return tuple(Column(one["name"], tuple(rule for rule in RULES if rule.applies(one))) for one in table.fields)


def _without_header(table: Table, raw: bytes) -> bytes | None:
    header = ",".join(table.columns).encode("utf-8") + b"\n"
    return raw[len(header) :] if raw.startswith(header) and b'"' not in header else None


def _letters(raw: bytes) -> str | None:
    """The characters beyond ASCII; None if one of them might be a part of another in normal form C."""
    try:
        letters = unusual(raw)
    except UnicodeDecodeError:
        return None
    return letters if all(map(_stands_alone, letters)) else None


@cache
def _stands_alone(letter: str) -> bool:
    is_part = unicodedata.category(letter).startswith("M") or "\u1100" <= letter <= "\u11ff"
    return not is_part and unicodedata.is_normalized("NFC", letter)


def _rows(table: Table, raw: bytes) -> pl.DataFrame | None:
    try:
        return pl.read_csv(raw, has_header=False, schema=dict.fromkeys(table.columns, pl.String), null_values=[""])
    except pl.exceptions.PolarsError:
        return None


def _is_written_alike(rows: pl.DataFrame, raw: bytes) -> bool:
    """Whether the canonical form of the rows is the bytes that they were read from."""
    written = io.BytesIO()
    rows.write_csv(written, include_header=False)
    return written.getbuffer() == raw


def _in_order(table: Table, rows: pl.DataFrame) -> bool:
    """Whether each row stands after the one before it in the order of `canonical.key_of`."""
    whole = {one["name"] for one in table.fields if one.get("type") == "integer"}
    names = [one for one in table.key if one in table.columns]
    if len(names) == 1 and names[0] not in whole:
        return rows[names[0]].null_count() == 0 and rows[names[0]].is_sorted()
    keys = rows.select(pl.col(one).cast(pl.UInt64, strict=False) if one in whole else one for one in names)
    longest = max([rows[one].str.len_bytes().max() or 0 for one in names if one in whole], default=0)
    if any(one.null_count() for one in keys) or longest > MOST_DIGITS:
        return False
    in_order = pl.lit(True)
    for one in reversed(names):
        before = pl.col(one).shift()
        in_order = (before < pl.col(one)) | ((before == pl.col(one)) & in_order)
    return keys.select(in_order.all()).item()


def _may_have_fault(column: Column, rows: pl.DataFrame, letters: str) -> bool:
    cells = rows[column.name].drop_nulls()
    if cells.is_empty():
        return False
    few = cells.unique() if not column.can_be_asked or 2 * cells.head(TRIED).n_unique() <= min(len(cells), TRIED) else None
    if few is not None and len(few) <= FEW:
        return any(True for _ in faults(column.rules, few.to_list(), 1))
    return not column.can_be_asked or cells.to_frame().select(column.asked(letters)).item()
