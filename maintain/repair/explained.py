"""Records that may be gone: the package itself says so, in its redirects or its revisions.

Enters: a package and the name of a table. Leaves: the records, as citations name them.
"""

from collections.abc import Iterator

from maintain.repair import encoding, shape
from maintain.repair.loss import Unreadable
from validate.history.diff import REDIRECTS
from validate.history.reasons import REVISIONS
from validate.package import Package, goes_through_link


def explained(package: Package, table: str) -> frozenset[str]:
    """The records of `table` that were redirected, or are named by a revision."""
    redirected = {row["old_id"] for row in _rows(package, REDIRECTS, "old_id")}
    revised = {
        row["revised_record"]
        for row in _rows(package, REVISIONS, "revised_table", "revised_record")
        if row["revised_table"] == table
    }
    return frozenset(redirected | revised)


def _rows(package: Package, name: str, *columns: str) -> Iterator[dict[str, str]]:
    """The rows of a table as far as it can be read now, whatever wrote it."""
    for table in package.tables:
        is_there = table.path.is_file() and not goes_through_link(package.root, table.file)
        if table.name == name and table.has(*columns) and is_there:
            try:
                text = encoding.decoded(table.path.read_bytes(), frozenset)
                yield from (dict(zip(table.columns, row, strict=True)) for row in shape.sheet(table, text).rows)
            except Unreadable:
                continue
