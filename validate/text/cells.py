"""Looks for what a cell must not hold, column by column.

Enters: the records of a table of sound shape. Leaves: findings with line, field and value.
"""

import unicodedata
from collections.abc import Iterator

from validate.canonical import record_of
from validate.findings import Finding
from validate.package import Table
from validate.text.cell_rules import RULES, CellRule, Field
from validate.text.shape import Records

Fault = tuple[str, int, str]  # rule id, line (the header is line 1), what matched


def check(table: Table, records: Records) -> list[Finding]:
    """The findings of all cell rules in all columns of `table`."""
    found = []
    for at, field in enumerate(table.fields):
        column = "\n".join(record[at] for record in records[1:])
        found += [_finding(table, records, at, fault) for fault in _faults(field, column)]
    return found


def _faults(field: Field, column: str) -> Iterator[Fault]:
    """Every fault in a column."""
    framed = f"\n{column}\n"
    for rule in RULES:
        if rule.applies(field) and rule.may_be_in(framed):
            yield from _faults_of(rule, column)
    yield from not_normalised(column)


def _faults_of(rule: CellRule, column: str) -> Iterator[Fault]:
    line, counted, last = 2, 0, 0
    for match in rule.fault.finditer(column):
        line += column.count("\n", counted, match.start())
        counted = match.start()
        if line != last and rule.confirm(match.group()):
            last = line
            yield rule.id, line, match.group()


def not_normalised(column: str) -> Iterator[Fault]:
    """The cells that are not in Unicode normal form C."""
    if not column.isascii() and not unicodedata.is_normalized("NFC", column):
        for line, cell in enumerate(column.split("\n"), 2):
            if not unicodedata.is_normalized("NFC", cell):
                yield "text.not-normalised", line, ""


def _finding(table: Table, records: Records, at: int, fault: Fault) -> Finding:
    rule_id, line, match = fault
    record = records[line - 1]
    points = " ".join(f"U+{ord(one):04X}" for one in match[:8])
    name = record_of(table)(record)
    return Finding(rule_id, table.name, table.file, line, table.columns[at], name, record[at], {"points": points})
