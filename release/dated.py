"""The version of a release, written where contributors could not know it yet.

Enters: the package and its last release (or None). Leaves: the new bytes of `revisions`, in which `next`
becomes the version, and of `redirects`, in which new lines say it as the first without the old key.
"""

import csv
import io
from collections.abc import Callable

from validate.canonical import key_of, to_bytes
from validate.history.diff import REDIRECTS
from validate.history.reasons import NEXT, REVISIONS
from validate.package import Package, Table


def files(package: Package, last: Package | None, version: str) -> dict[str, bytes]:
    """The tables that change, by file; none if nothing in them waits for the version."""
    tables = {one.name: one for one in package.tables}
    known = {row[0] for one in (last.tables if last else ()) if one.name == REDIRECTS for row in _rows(one)[1:]}
    found = {}
    if REVISIONS in tables:
        found |= _changed(tables[REVISIONS], "version", lambda row, cell: version if cell == NEXT else cell)
    if REDIRECTS in tables:
        found |= _changed(tables[REDIRECTS], "since", lambda row, cell: cell if row[0] in known else version)
    return found


def _changed(table: Table, column: str, cell: Callable[[list[str], str], str]) -> dict[str, bytes]:
    header, *rows = _rows(table)
    at = header.index(column)
    dated = [[*row[:at], cell(row, row[at]), *row[at + 1 :]] for row in rows]
    return {} if dated == rows else {table.file: to_bytes([header, *sorted(dated, key=key_of(table))])}


def _rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.path.read_text(encoding="utf-8"))))
