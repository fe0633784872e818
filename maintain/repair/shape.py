"""From text to records: any delimiter, any quoting, any order of columns, with or without padding.

Enters: the text of a table. Leaves: a `Sheet`, its rows in the order of the schema's columns and as
many cells long, or an `Unreadable`.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from maintain.repair.loss import Unreadable
from validate.package import Table

DELIMITERS = (",", ";", "\t")
Rows = list[list[str]]

_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=([,;\t])"?[,;\t]*(\r\n|\r|\n)')


@dataclass(frozen=True)
class Sheet:
    """Rows without the header, the physical line of each, the delimiter, and whether a spreadsheet
    left its mark on the file: another delimiter, other line ends, padding."""

    rows: Rows
    lines: list[int]
    delimiter: str
    is_marked: bool


@dataclass(frozen=True)
class _Read:
    delimiter: str
    header: list[str]
    records: Rows
    lines: list[int]


def sheet(table: Table, text: str) -> Sheet:
    """The rows of a table. Raises Unreadable where a row cannot be told from another."""
    separator = _SEPARATOR_LINE.match(text)
    read = _read(table, text[separator.end() :] if separator else text, separator.group(1) if separator else None)
    named = [at for at, name in enumerate(read.header) if name]
    order = [read.header.index(name) for name in table.columns]
    shift = 1 if separator else 0
    lines = [one + shift for one in read.lines]
    rows = [_padded(one, line, read.header, named) for one, line in zip(read.records, lines, strict=True)]
    pick = itemgetter(*order) if len(order) > 1 else lambda row: (row[order[0]],)
    is_marked = bool(separator) or read.delimiter != "," or "\r" in text or len(named) < len(read.header)
    return Sheet([list(pick(row)) for row in rows], lines, read.delimiter, is_marked)


def _read(table: Table, text: str, stated: str | None) -> _Read:
    """Header and records, without blank rows, by the first delimiter that gives the schema's columns."""
    unquoted = None
    for delimiter in (stated,) if stated else DELIMITERS:
        try:
            records, lines = _records(text, delimiter)
        except csv.Error as error:
            unquoted = unquoted or error
            continue
        header = [one.strip() for one in records[0]] if records else []
        if sorted(filter(None, header)) == sorted(table.columns):
            return _Read(delimiter, header, records[1:], lines[1:])
    if unquoted:
        raise Unreadable("quotes", why=str(unquoted))
    raise Unreadable("header", columns=",".join(table.columns))


def _records(text: str, delimiter: str) -> tuple[Rows, list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, lines, before = [], [], 0
    for record in reader:
        if any(map(str.strip, record)):
            records.append(record)
            lines.append(before + 1)
        before = reader.line_num
    return records, lines


def _padded(record: list[str], line: int, header: Sequence[str], named: list[int]) -> list[str]:
    """The record, if it has a cell for each column that has a name, and nothing in the others."""
    if len(record) == len(header) == len(named):
        return record
    if not max(named) < len(record) <= len(header):
        raise Unreadable("ragged", line=str(line), cells=str(len(record)), wanted=str(len(header)))
    if any(one.strip() for name, one in zip(header, record, strict=False) if not name):
        raise Unreadable("unnamed", line=str(line))
    return record
