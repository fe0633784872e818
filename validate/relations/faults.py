"""What a rule hands out, and how it becomes findings.

Enters: `Faults`, the failing rows of one rule in one field of one table.
Leaves: findings with the line, the record and the raw text of the cell. A rule's faults in
one table are capped, so that a wrong table of a million rows gives a thousand findings and a count.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps

import polars as pl

from validate.findings import Finding
from validate.relations.frames import Frame, Tables

LAYER = "relations"
MOST = 1000


@dataclass(frozen=True)
class Faults:
    """`rows` has a column `line`, or `value` where the fault is in no row; its other
    columns are the words that the message needs. `file` is the table's unless given."""

    table: str
    field: str
    rows: pl.DataFrame
    file: str = ""


def rule(name: str, needs: tuple[str, ...] = ()) -> Callable:
    """Mark a function of `Tables` as the rule `name`, which reads at least the tables `needs`."""

    def mark(function: Callable[[Tables], Iterable[Faults]]) -> Callable[[Tables], Iterable[Faults]]:
        function.rule, function.needs = name, needs
        return function

    return mark


def table_rule(name: str, needs: tuple[str, ...] = ()) -> Callable:
    """Mark a function of a frame and `Tables` as the rule `name` on each table. What it reads much of
    is that frame, so all such rules run on a table while it is at hand: `of_table` is the function."""

    def mark(function: Callable[[Frame, Tables], Iterable[Faults]]) -> Callable[[Tables], Iterable[Faults]]:
        @rule(name, needs)
        @wraps(function)
        def of_all(tables: Tables) -> Iterator[Faults]:
            for frame in tables.values():
                yield from function(frame, tables)

        of_all.of_table = function
        return of_all

    return mark


def findings(name: str, all_faults: Iterable[Faults], tables: Tables) -> Iterator[Finding]:
    """The findings of the rule `name`, first lines first within each of its faults."""
    for faults in all_faults:
        if faults.rows.is_empty():
            continue
        rows = faults.rows.sort("line") if "line" in faults.rows.columns else faults.rows
        for row in rows.head(MOST).iter_rows(named=True):
            yield _finding(name, faults, row, tables)
        if rows.height > MOST:
            file = faults.file or tables[faults.table].table.file
            yield Finding(f"{LAYER}.{name}", faults.table, file, details={"more": str(rows.height - MOST)})


def key(frame: Frame) -> pl.Expr:
    """The key of a row as text, its parts joined by `#`."""
    return pl.concat_str(frame.table.key, separator="#")


def _finding(name: str, faults: Faults, row: dict, tables: Tables) -> Finding:
    line, value = row.pop("line", None), row.pop("value", None)
    record = ""
    if line is not None:
        frame = tables[faults.table]
        cells = frame.text.row(line - frame.text["line"][0], named=True)
        record = "#".join(cells.get(part) or "" for part in frame.table.key)
        value = value or cells.get(faults.field)
    file = faults.file or tables[faults.table].table.file
    details = {word: "" if text is None else str(text) for word, text in row.items()}
    return Finding(f"{LAYER}.{name}", faults.table, file, line, faults.field, record, value or "", details)
