"""Looks for what a cell must not hold, column by column.

Enters: parts of a table of sound shape. Leaves: findings with line, field and value. Most
columns are clean, so a column is first searched as a whole, and where it repeats itself only
its different cells; only a column with a suspect is searched line by line.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from validate.canonical import record_of
from validate.findings import Finding
from validate.kept import Kept
from validate.package import Table
from validate.text.cell_rules import RULES, CellRule
from validate.text.shape import Part

Fault = tuple[str, int, str]  # rule id, line (the header is line 1), what matched

TRIED = 200  # cells that are looked at to tell whether a column repeats itself
_PLAIN = bytes((0x0A, *range(0x20, 0x7F)))


def check(table: Table, part: Part, kept: Kept) -> None:
    """Add the findings of all cell rules in all columns of a part to those kept of the whole table."""
    rows = part.without_header()
    if not rows.records:
        return
    letters = unusual(rows.block.text.encode("utf-8"))
    for at, field in enumerate(table.fields):
        rules = [one for one in RULES if one.applies(field) and one.may_be_among(letters, rows.block.longest)]
        for rule_id, found in groupby(faults(rules, rows.columns[at], rows.line), itemgetter(0)):
            kept.add_of((rule_id, table.file, field["name"]), found, partial(_finding, table, rows, at))


def unusual(raw: bytes) -> str:
    """The different characters of a UTF-8 text that are not plain ASCII, each once."""
    return "".join(set(raw.translate(None, _PLAIN).decode("utf-8")))


def faults(rules: Iterable[CellRule], cells: Sequence[str], first: int) -> Iterator[Fault]:
    """Every fault in a column whose first cell stands on the line `first`."""
    sample = _framed(_different(cells))
    suspects = [rule for rule in rules if rule.may_be_in(sample) and any(_matches(rule, sample))]
    if suspects:
        column = _framed(cells)
        for rule in suspects:
            yield from _faults_of(rule, column, first)
    if not sample.isascii() and not unicodedata.is_normalized("NFC", sample):
        yield from not_normalised(cells, first)


def _different(cells: Sequence[str]) -> Iterable[str]:
    """The cells, each once if many come again."""
    return set(cells) if 2 * len(set(cells[:TRIED])) <= min(len(cells), TRIED) else cells


def _framed(cells: Iterable[str]) -> str:
    return "\n{}\n".format("\n".join(cells))


def _matches(rule: CellRule, framed: str) -> Iterator[tuple[int, str]]:
    """Where the rule finds a fault, and what it is; a pattern for whole cells takes in the line end before."""
    for match in rule.fault.in_lines.finditer(framed):
        what = match.group().removeprefix("\n")
        if rule.confirm(what):
            yield match.end() - len(what), what


def _faults_of(rule: CellRule, framed: str, first: int) -> Iterator[Fault]:
    line, counted, last = first, 1, 0
    for start, what in _matches(rule, framed):
        line += framed.count("\n", counted, start)
        counted = start
        if line != last:
            last = line
            yield rule.id, line, what


def not_normalised(cells: Iterable[str], first: int) -> Iterator[Fault]:
    """The cells that are not in Unicode normal form C."""
    for line, cell in enumerate(cells, first):
        if not unicodedata.is_normalized("NFC", cell):
            yield "text.not-normalised", line, ""


def _finding(table: Table, rows: Part, at: int, fault: Fault) -> Finding:
    rule_id, line, match = fault
    record = rows.records[line - rows.line]
    points = " ".join(f"U+{ord(one):04X}" for one in match[:8])
    name = record_of(table)(record)
    return Finding(rule_id, table.name, table.file, line, table.columns[at], name, record[at], {"points": points})
