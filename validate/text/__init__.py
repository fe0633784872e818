"""Layer 1: the bytes and characters of the package, before any library reads them.

Enters: a package. Leaves: findings, and the names of the tables whose shape is broken, which
the later layers must not read. Files here: `files` (which files there are), `json_files`, `encoding`,
`shape` (rows and columns), `form` (canonical bytes and order), `cell_rules` and `cells`
(characters, words and lexical forms inside a cell). Standard library only.
"""

from dataclasses import dataclass

from validate.findings import Finding
from validate.package import CannotRun, Package, Table
from validate.text import cells, encoding, files, form, json_files, shape


@dataclass(frozen=True)
class Scan:
    """What the text layer saw: its findings, the tables it could not read, rows by table."""

    findings: list[Finding]
    broken: frozenset[str]
    rows: dict[str, int]


def scan(package: Package) -> Scan:
    """Read every table once. Raises CannotRun if a file is there but cannot be read."""
    findings = files.check(package)
    unusable = {one.table for one in findings if one.table}
    findings += json_files.check(package)
    broken, rows = set(unusable), {}
    for table in package.tables:
        if table.name in unusable:
            continue
        found, count = _scan_table(table, _read(table))
        findings += found
        if count is None:
            broken.add(table.name)
        else:
            rows[table.name] = count
    return Scan(findings, frozenset(broken), rows)


def _scan_table(table: Table, raw: bytes) -> tuple[list[Finding], int | None]:
    """The findings of one file and its number of rows (None: its shape is broken)."""
    text, findings = encoding.decode(table, raw)
    if text is None:
        return findings, None
    records, shape_findings = shape.parse(table, text)
    findings += shape_findings
    if records is None:
        return findings, None
    findings += cells.check(table, records)
    findings += form.check(table, text, records)
    return findings, len(records) - 1


def _read(table: Table) -> bytes:
    try:
        return table.path.read_bytes()
    except OSError as error:
        raise CannotRun(
            f"{table.file} cannot be read: {error.strerror}.",
            f"无法读取 {table.file}：{error.strerror}。",
        ) from None
