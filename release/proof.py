"""The proof that an edition holds what the CSV files hold, cell by cell.

Enters: the fields and rows of a table as text, and the header and rows that a reader found in
an edition. Leaves: differences, each with its place and both values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from release.cells import is_cell
from release.material import Material, Rows
from validate.package import CannotRun

Found = Mapping[str, Sequence[Sequence[object]]]  # header and rows of each table, as they were read back
Expected = Mapping[str, tuple[Sequence[dict], Rows]]  # fields and rows of each table


@dataclass(frozen=True)
class Difference:
    """A cell that an edition does not have as the CSV has it; `line` is that of the CSV (1 = header)."""

    table: str
    line: int
    field: str
    cell: object
    found: object


def csv_files(material: Material) -> Expected:
    """What an edition has to hold that adds nothing: the CSV files."""
    return {one.name: (one.fields, material.rows[one.name]) for one in material.package.tables}


def differences(expected: Expected, found: Found) -> Iterator[Difference]:
    """Everything in which an edition differs: tables, columns, rows and cells."""
    for name in sorted(expected.keys() | found.keys()):
        if name not in expected or name not in found:
            yield Difference(name, 0, "", *("table" if name in one else None for one in (expected, found)))
            continue
        fields, rows = expected[name]
        header, *records = found[name]
        columns = [one["name"] for one in fields]
        if list(header) != columns:
            yield Difference(name, 1, "", ",".join(columns), ",".join(map(str, header)))
            continue
        yield from _in_rows(name, fields, rows, records)


def _in_rows(name: str, fields: Sequence[dict], rows: Rows, records: Iterable[Sequence[object]]) -> Iterator[Difference]:
    for line, (row, record) in enumerate(zip_longest(rows, records), 2):
        if row is None or record is None:
            yield Difference(name, line, "", row and "row", record and "row")
            return
        for field, cell, value in zip_longest(fields, row, record):
            if field is None or not is_cell(field, cell, value):
                yield Difference(name, line, field["name"] if field else "", cell, value)


def prove(edition: str, expected: Expected, found: Found) -> None:
    """Raises CannotRun with the first difference, if there is one."""
    first = next(differences(expected, found), None)
    if first:
        place = f"{first.table}, line {first.line}, {first.field or 'row'}"
        raise CannotRun(
            f"{edition} is not equal to the CSV files: {place} is {first.cell!r} there and {first.found!r} here. "
            "Nothing was built; this is a fault of the program, please report it.",
            f"{edition} 与 CSV 文件不一致：{place} 在 CSV 中为 {first.cell!r}，在其中为 {first.found!r}。"
            "未生成任何文件；这是程序的错误，请报告。",
        )
