"""The shape of a table: one record a line, the columns of the schema, no row longer or shorter.

Enters: the text of one file in blocks of lines. Leaves: its records in parts (header first), and
findings at physical lines if the shape is broken. With the shape right, record n stands on line n.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from validate.findings import Finding
from validate.kept import Kept
from validate.package import Table
from validate.text.encoding import Block, Clean

Records = list[list[str]]


@dataclass(frozen=True)
class Part:
    """A block and its records; `line` is that of the first. `quoted` has the number and the text
    of each line with a quote. The columns are right if all rows fit."""

    block: Block
    records: Records
    quoted: list[tuple[int, str]]

    @property
    def line(self) -> int:
        return self.block.line

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        return list(zip(*self.records, strict=False))

    def without_header(self) -> "Part":
        """The rows of a part; of the first one without the header."""
        if self.line > 1:
            return self
        block = self.block
        return Part(Block(2, block.text[block.text.index("\n") + 1 :], block.longest), self.records[1:], [])


class Shape:
    """One table on its way to records. When all parts have been taken, `findings` holds."""

    def __init__(self, table: Table):
        self._table = table
        self._unreadable: list[Finding] = []
        self._header: list[Finding] = []
        self._blank, self._ragged = Kept(), Kept()

    @property
    def findings(self) -> list[Finding]:
        """Why the table has no sound shape: the first cause that there is."""
        return self._unreadable or self._header or self._blank.findings + self._ragged.findings

    @property
    def is_sound(self) -> bool:
        return not (self._unreadable or self._header or self._blank or self._ragged)

    def parts(self, blocks: Iterator[Block | Clean]) -> Iterator[Part | Clean]:
        """The records of all blocks, up to a place where they cannot be told apart; clean blocks as they are."""
        for block in blocks:
            if isinstance(block, Clean):
                if not self.findings:
                    yield block
                continue
            part = _part(block)
            if part is None:
                self._unreadable = _first_fault(self._table, block, blocks)
                return
            if part.line == 1:
                header = part.records[0]
                self._header = wrong_delimiter(self._table, header) or wrong_header(self._table, header)
            if not self._header and not _fits(self._table, part):
                blank_lines(self._table, part, self._blank)
                ragged_rows(self._table, part, self._ragged)
            if self.is_sound:
                yield part


def parse(table: Table, text: str) -> tuple[Records | None, list[Finding]]:
    """The records of a text that is one block, or None and the reasons why it has no sound shape."""
    shape = Shape(table)
    records = [one for part in shape.parts(iter([Block(1, text, len(text))])) for one in part.records]
    return (None if shape.findings else records), shape.findings


def _part(block: Block) -> Part | None:
    """The records of a block if each stands on one line, else None. Only lines with a quote need
    the reader; if one of them went on after its end, the reader would count fewer records."""
    lines = block.text.split("\n")
    lines.pop()
    quoted = [(at, line) for at, line in enumerate(lines, block.line) if '"' in line] if '"' in block.text else []
    try:
        read = list(csv.reader((line for _, line in quoted), strict=True))
    except csv.Error:
        return None
    if len(read) != len(quoted):
        return None
    following = iter(read)
    records = [next(following) if '"' in line else line.split(",") if line else [] for line in lines]
    return Part(block, records, quoted)


def _first_fault(table: Table, block: Block, following: Iterable[Block | Clean]) -> list[Finding]:
    """Read record by record: a quote that never closes or a line break in a cell ends it."""
    lines = chain.from_iterable(io.StringIO(one.text, newline="") for one in chain([block], following))
    reader = csv.reader(lines, strict=True)
    start = block.line
    try:
        for record in reader:
            if block.line + reader.line_num - 1 > start:
                return [_line_break(table, record, start)]
            start = block.line + reader.line_num
    except csv.Error as error:
        return [Finding("text.quotes", table.name, table.file, start, details={"reason": str(error)})]
    return []


def _line_break(table: Table, record: list[str], line: int) -> Finding:
    at = next((at for at, cell in enumerate(record) if "\n" in cell), 0)
    field = table.columns[at] if at < len(table.columns) else ""
    return Finding("text.line-break", table.name, table.file, line, field, value=record[at])


def wrong_delimiter(table: Table, header: list[str]) -> list[Finding]:
    """Cells are parted by commas."""
    other = next((one for one in ";\t|" if len(header) == 1 and one in header[0]), None)
    return [Finding("text.delimiter", table.name, table.file, 1, value=other)] if other else []


def wrong_header(table: Table, header: list[str]) -> list[Finding]:
    """The header is the list of the schema's fields, in its order, each once."""
    columns = list(table.columns)
    if header == columns:
        return []

    def finding(rule: str, field: str, value: str = "") -> Finding:
        return Finding(rule, table.name, table.file, 1, field, value=value, details={"columns": ",".join(columns)})

    times = Counter(header)  # a schema may wrongly name a field twice
    missing = [finding("text.header-missing", name) for name, wanted in Counter(columns).items() if times[name] < wanted]
    unknown = [finding("text.header-unknown", name, name) for name in header if name not in columns]
    repeated = [
        finding("text.header-repeated", name, name) for name, wanted in Counter(columns).items() if times[name] > wanted
    ]
    if missing or unknown or repeated:
        return missing + unknown + repeated
    at = next(at for at, name in enumerate(columns) if header[at] != name)
    return [finding("text.header-order", columns[at], header[at])]


def _fits(table: Table, part: Part) -> bool:
    """Whether all rows have the right length and a first cell that is filled: then none is blank or ragged."""
    return set(map(len, part.records)) == {len(table.columns)} and all(map(str.strip, part.columns[0]))


def blank_lines(table: Table, part: Part, kept: Kept) -> None:
    """No line is empty, and no row has only empty cells."""

    def finding(line: int) -> Finding:
        return Finding("text.blank-line", table.name, table.file, line)

    lines = (line for line, record in enumerate(part.records, part.line) if _is_blank(record))
    kept.add_of(("text.blank-line", table.file, ""), lines, finding)


def ragged_rows(table: Table, part: Part, kept: Kept) -> None:
    """Every row has as many cells as the header."""
    wanted = len(table.columns)

    def finding(line: int) -> Finding:
        record = part.records[line - part.line]
        details = {"cells": str(len(record)), "wanted": str(wanted)}
        return Finding("text.ragged-row", table.name, table.file, line, record=record[0], details=details)

    uneven = ((line, record) for line, record in enumerate(part.records, part.line) if len(record) != wanted)
    lines = (line for line, record in uneven if not _is_blank(record))
    kept.add_of(("text.ragged-row", table.file, ""), lines, finding)


def _is_blank(record: list[str]) -> bool:
    return not record or not any(map(str.strip, record))
