"""Excel: one workbook with a sheet for each table, and sheets that explain and label.

Enters: the material, and labelled rows by sheet name. Leaves: a file, and its rows again, read
by openpyxl. A sheet of a table has exactly the cells of the CSV file: text is text, dates are
text as precise as the source, only whole and decimal numbers are numbers. What helps to read it
(what a column means, labels, links) stands in notes and in sheets of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from release import cells
from release.editions.ddl import references
from release.editions.labels import SUFFIX
from release.material import Material
from release.metadata.citation import sentence
from release.proof import Found
from validate.package import CannotRun, Table

ABOUT, COLUMNS = "about", "columns"
LABELLED = ("policies", "pilot_applications")  # the tables that people read by eye
LONGEST_NAME, LONGEST_LINK = 31, 2079  # what Excel allows
NARROWEST, WIDEST = 8, 60
DICTIONARY = "Every column of every table: its meaning, type and code list. 各表各列的含义、类型和代码表。"
WITH_LABELS = "{} with labels of codes, names of keys and bounds of dates. 附代码标签、标识所指名称和日期上下限的同一张表。"
VERBATIM = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}

Labelled = Mapping[str, Sequence[Sequence[object]]]


class Book:
    """A workbook being written, with the formats that its sheets share."""

    def __init__(self, path: Path, created: datetime, title: str):
        self.workbook: Workbook = xlsxwriter.Workbook(str(path), {"in_memory": True, **VERBATIM})
        self.workbook.set_properties({"title": title, "created": created})
        self.title: Format = self.workbook.add_format({"bold": True, "font_size": 16})
        self.heading: Format = self.workbook.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1})
        self.wrapped: Format = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self.whole: Format = self.workbook.add_format({"num_format": "0"})
        self.link: Format = self.workbook.get_default_url_format()

    def sheet(self, name: str) -> Worksheet:
        if len(name) > LONGEST_NAME:
            raise CannotRun(
                f"{name}: Excel allows names of sheets of {LONGEST_NAME} characters. Give the table a shorter name.",
                f"{name}：Excel 工作表名最多 {LONGEST_NAME} 个字符。请为该表取更短的名称。",
            )
        return self.workbook.add_worksheet(name)


def write(material: Material, labelled: Labelled, path: Path) -> None:
    """Write the workbook to `path`; `labelled` holds header and rows of the sheets with labels."""
    created = datetime.combine(material.created, datetime.min.time())
    book = Book(path, created, f"{material.package.descriptor.get('title', '')} {material.package.version}")
    try:
        _about(book, material, labelled)
        _columns(book, material)
        for name, rows in labelled.items():
            _labelled(book, name, rows)
        for table in material.package.tables:
            _table(book, table, material.rows[table.name])
    finally:
        book.workbook.close()


def labelled_sheets(tables: Sequence[Table]) -> list[str]:
    """The tables that also have a sheet with labels."""
    return [one.name for one in tables if one.name in LABELLED]


def read(path: Path) -> Found:
    """Header and rows of each sheet of a table."""
    workbook = openpyxl.load_workbook(path, read_only=True)
    try:
        names = [one for one in workbook.sheetnames if one not in {ABOUT, COLUMNS} and not one.endswith(SUFFIX)]
        return {name: list(workbook[name].iter_rows(values_only=True)) for name in names}
    finally:
        workbook.close()


def _about(book: Book, material: Material, labelled: Labelled) -> None:
    """The first sheet: what this is, how to cite it, and which sheets there are, with links."""
    package, sheet = material.package, book.sheet(ABOUT)
    descriptor = package.descriptor
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, descriptor.get("title", package.name), book.title)
    sheet.write_string(1, 0, descriptor.get("title_zh", ""), book.title)
    row = 3
    for label, text in _facts(material):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 2, text, book.wrapped)
        row += 1
    row += 1
    for column, text in enumerate(("sheet 工作表", "rows 行数", "what a row is 每行内容")):
        sheet.write_string(row, column, text, book.heading)
    resources = {one["name"]: one for one in descriptor["resources"]}
    shown = [(COLUMNS, None, DICTIONARY)]
    shown += [(name, len(rows) - 1, WITH_LABELS.format(name.removesuffix(SUFFIX))) for name, rows in labelled.items()]
    for table in package.tables:
        one = resources[table.name]
        text = " ".join(filter(None, (one.get("description"), one.get("description_zh"))))
        shown.append((table.name, len(material.rows[table.name]), text))
    for name, count, text in shown:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.link, string=name)
        if count is not None:
            sheet.write_number(row, 1, count, book.whole)
        sheet.write_string(row, 2, text, book.wrapped)


def _facts(material: Material) -> list[tuple[str, str]]:
    package, descriptor = material.package, material.package.descriptor
    licences = "; ".join(" ".join(filter(None, (one.get("title"), one.get("path")))) for one in descriptor.get("licenses", ()))
    return [
        ("version 版本", f"{package.version}, {material.created.isoformat()}"),
        ("licence 许可", licences),
        ("cite as 引用", sentence(package)),
        ("about 简介", descriptor.get("description", "")),
        ("", descriptor.get("description_zh", "")),
        ("how to read 用法",
         "A sheet of a table holds the cells of the CSV file of that name, unchanged. Dates are text, as precise as the source "
         "(2020, 2020-06 or 2020-06-30). An empty cell means that the value is not known or does not apply. Point at the head "
         "of a column to see what it means."),
        ("", "各表的工作表与同名 CSV 文件逐格相同。日期为文本，精确到来源所载的程度（2020、2020-06 或 2020-06-30）。"
             "空单元格表示未知或不适用。将鼠标停在列名上可看到该列的说明。"),
    ]  # fmt: skip


def _columns(book: Book, material: Material) -> None:
    """The dictionary: one row a column."""
    sheet = book.sheet(COLUMNS)
    header = (
        "table",
        "column",
        "title",
        "title_zh",
        "type",
        "required",
        "key",
        "refers_to",
        "description",
        "description_zh",
        "example",
    )
    rows = [_described(table, field) for table in material.package.tables for field in table.fields]
    _frame(book, sheet, header, rows, frozen=2)
    for line, row in enumerate(rows, 1):
        sheet.write_url(line, 0, f"internal:'{row[0]}'!A1", book.link, string=row[0])
        for column, text in enumerate(row[1:], 1):
            sheet.write_string(line, column, text)


def _described(table: Table, field: dict) -> tuple[str, ...]:
    name, limits = field["name"], field.get("constraints", {})
    kind = "code" if "enum" in limits else field.get("form", field.get("type", "string"))
    refers = [f"{other}.{theirs[0]}" for own, other, theirs in references(table) if own == [name]]
    words = (field.get(one, "") for one in ("title", "title_zh"))
    rest = (str(field.get(one, "")) for one in ("description", "description_zh", "example"))
    key = "yes" if name in table.key else ""
    return (table.name, name, *words, kind, "yes" if limits.get("required") else "", key, "".join(refers), *rest)


def _labelled(book: Book, name: str, rows: Sequence[Sequence[object]]) -> None:
    header, *records = rows
    sheet = book.sheet(name)
    _frame(book, sheet, header, records, frozen=1)
    for line, record in enumerate(records, 1):
        for column, value in enumerate(record):
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                _number(book, sheet, line, column, value)


def _table(book: Book, table: Table, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.sheet(table.name)
    _frame(book, sheet, table.columns, rows, frozen=1)
    for column, field in enumerate(table.fields):
        sheet.write_comment(0, column, _note(table, field), {"x_scale": 2.6, "y_scale": 1.6})
    for line, row in enumerate(rows, 1):
        for column, (field, cell) in enumerate(zip(table.fields, row, strict=True)):
            if field.get("type") in {"integer", "year", "number"} and cell:
                _number(book, sheet, line, column, cells.value(field, cell))
            elif field["name"].endswith("url") and 0 < len(cell) <= LONGEST_LINK:
                sheet.write_url(line, column, cell, book.link, string=cell)
            elif cell:
                sheet.write_string(line, column, cell)


def _note(table: Table, field: dict) -> str:
    """What a reader sees who points at the head of a column."""
    _, _, title, title_zh, kind, required, key, refers, description, description_zh, example = _described(table, field)
    traits = [kind, "key" if key else "", "required" if required else "", f"→ {refers}" if refers else ""]
    return "\n".join(
        filter(None, (f"{title} {title_zh}", ", ".join(filter(None, traits)), description, description_zh, f"e.g. {example}"))
    )


def _number(book: Book, sheet: Worksheet, line: int, column: int, value: object) -> None:
    """A number, shown with every digit; only one with a fraction is left to Excel's general format."""
    sheet.write_number(line, column, value, book.whole if value == int(value) else None)


def _frame(book: Book, sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[object]], frozen: int) -> None:
    """The header, which stays in view, a filter, and columns as wide as their cells."""
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    for column, name in enumerate(header):
        longest = max((_width(str(row[column])) for row in rows if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(longest, len(name) + 4, NARROWEST), WIDEST))
        sheet.write_string(0, column, name, book.heading)


def _width(text: str) -> int:
    """Chinese characters are twice as wide as Latin ones."""
    return len(text) + sum(character > "\u2e7f" for character in text)
