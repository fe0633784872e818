"""The shape of a table: one record a line, the columns of the schema, no row longer or shorter.

Enters: the text of one file. Leaves: its records (header first), or None if the shape is
broken, and findings at physical lines. With the shape right, record n stands on line n.
"""

import csv
import io

from validate.findings import Finding
from validate.package import Table

Records = list[list[str]]


def parse(table: Table, text: str) -> tuple[Records | None, list[Finding]]:
    """The records of a file, or None and the reasons why it has no sound shape."""
    records, found = _records(table, text)
    if not found:
        found = wrong_delimiter(table, records) or wrong_header(table, records)
    if not found:
        found = blank_lines(table, records) + ragged_rows(table, records)
    return (None if found else records), found


def _records(table: Table, text: str) -> tuple[Records, list[Finding]]:
    """Read record by record: a quote that never closes or a line break in a cell ends it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: Records = []
    start = 1
    try:
        for record in reader:
            if reader.line_num > start:
                return records, [_line_break(table, record, start)]
            records.append(record)
            start = reader.line_num + 1
    except csv.Error as error:
        return records, [Finding("text.quotes", table.name, table.file, start, details={"reason": str(error)})]
    return records, []


def _line_break(table: Table, record: list[str], line: int) -> Finding:
    at = next((at for at, cell in enumerate(record) if "\n" in cell), 0)
    field = table.columns[at] if at < len(table.columns) else ""
    return Finding("text.line-break", table.name, table.file, line, field, value=record[at])


def wrong_delimiter(table: Table, records: Records) -> list[Finding]:
    """Cells are parted by commas."""
    header = records[0]
    other = next((one for one in ";\t|" if len(header) == 1 and one in header[0]), None)
    return [Finding("text.delimiter", table.name, table.file, 1, value=other)] if other else []


def wrong_header(table: Table, records: Records) -> list[Finding]:
    """The header is the list of the schema's fields, in its order, each once."""
    header, columns = records[0], list(table.columns)
    if header == columns:
        return []

    def finding(rule: str, field: str, value: str = "") -> Finding:
        return Finding(rule, table.name, table.file, 1, field, value=value, details={"columns": ",".join(columns)})

    missing = [finding("text.header-missing", name) for name in columns if name not in header]
    unknown = [finding("text.header-unknown", name, name) for name in header if name not in columns]
    repeated = [finding("text.header-repeated", name, name) for name in columns if header.count(name) > 1]
    if missing or unknown or repeated:
        return missing + unknown + repeated
    at = next(at for at, name in enumerate(columns) if header[at] != name)
    return [finding("text.header-order", columns[at], header[at])]


def blank_lines(table: Table, records: Records) -> list[Finding]:
    """No line is empty, and no row has only empty cells."""
    return [
        Finding("text.blank-line", table.name, table.file, line)
        for line, record in enumerate(records, 1)
        if not any(cell.strip() for cell in record)
    ]


def ragged_rows(table: Table, records: Records) -> list[Finding]:
    """Every row has as many cells as the header."""
    wanted = len(table.columns)
    return [
        Finding(
            "text.ragged-row",
            table.name,
            table.file,
            line,
            record=record[0],
            details={"cells": str(len(record)), "wanted": str(wanted)},
        )
        for line, record in enumerate(records, 1)
        if len(record) != wanted and any(cell.strip() for cell in record)
    ]
