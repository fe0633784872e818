"""The formatter: `python -m maintain.format [PACKAGE] [--check]`.

Enters: a package whose tables may have been saved by an editor or a spreadsheet.
Leaves: tables in canonical bytes, and their sizes and hashes in the descriptor. It changes
only what loses nothing: byte order mark, line ends, delimiter, quoting, order of columns and
rows, blank rows, Unicode form. A table that it cannot read without guessing stays as it is.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from maintain import journal
from maintain.files import replace
from validate.canonical import key_of, to_bytes
from validate.package import DESCRIPTOR, CannotRun, Package, Table, goes_through_link, load

PROGRAM = Path(__file__).resolve().parents[1]
DELIMITERS = (",", ";", "\t")


class Unreadable(Exception):
    """A table that cannot be brought into form without guessing."""


def canonical_table(table: Table, raw: bytes) -> bytes:
    """The canonical bytes of a table. Raises Unreadable with one line that says why not."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not UTF-8; convert the file first") from None
    rows = _rows(table, unicodedata.normalize("NFC", text))
    order = [rows[0].index(name) for name in table.columns]
    ordered = [[row[at] for at in order] for row in rows[1:]]
    return to_bytes([list(table.columns), *sorted(ordered, key=key_of(table))])


def canonical_descriptor(package: Package, tables: dict[str, bytes]) -> bytes:
    """The descriptor with the size and SHA-256 of each table in `tables` (by file). What is not
    among them keeps its old figures, so that nobody signs for bytes that were not understood."""
    resources = package.descriptor.get("resources")
    if not isinstance(resources, list):
        return (package.root / DESCRIPTOR).read_bytes()
    resources = [_measured(one, tables) if isinstance(one, dict) else one for one in resources]
    content = package.descriptor | {"resources": resources}
    # Half a character, which UTF-8 cannot hold, is written as JSON's own escape, just as Python writes it.
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _measured(resource: dict, tables: dict[str, bytes]) -> dict:
    path = resource.get("path")
    if not isinstance(path, str) or path not in tables:
        return resource
    raw = tables[path]
    return resource | {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}


def _rows(table: Table, text: str) -> list[list[str]]:
    """Header and rows of a file in any of the delimiters, without blank rows."""
    unquoted = None
    for delimiter in DELIMITERS:
        try:
            records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            unquoted = unquoted or error
            continue
        rows = [record for record in records if any(record)]
        if rows and sorted(rows[0]) == sorted(table.columns):
            uneven = next((at for at, row in enumerate(records, 1) if any(row) and len(row) != len(table.columns)), None)
            if uneven:
                raise Unreadable(f"record {uneven} has another number of cells than the header")
            return rows
    if unquoted:
        raise Unreadable(f"the quotes do not match ({unquoted})")
    raise Unreadable(f"the header is not {','.join(table.columns)}")


def changes(package: Package) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Files that are not in form, with the bytes they should have or the reason why not."""
    tables = {}
    for table in package.tables:
        try:
            raw = _read(package, table)
            tables[table.file] = canonical_table(table, raw)
        except Unreadable as error:
            yield table.file, error
            continue
        if tables[table.file] != raw:
            yield table.file, tables[table.file]
    descriptor = canonical_descriptor(package, tables)
    if descriptor != (package.root / DESCRIPTOR).read_bytes():
        yield DESCRIPTOR, descriptor


def _read(package: Package, table: Table) -> bytes:
    """The bytes of a table of the package. Raises Unreadable where they are not a file of its own."""
    if goes_through_link(package.root, table.file):
        raise Unreadable("its path goes through a symbolic link")
    if table.path.exists() and not table.path.is_file():
        raise Unreadable("it is no regular file")
    return table.path.read_bytes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Format a package, or with `--check` only say what is not in form. 0, 1 or 2 as validate."""
    parser = argparse.ArgumentParser(prog="format", description="Bring tables and descriptor into canonical form.")
    parser.add_argument("package", nargs="?", type=Path, default=PROGRAM)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not in form")
    options = parser.parse_args(arguments)
    try:
        package = load(options.package)
        if not options.check:
            journal.complete(package.root)
        found = list(changes(package))
    except CannotRun as error:
        print(f"format: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"format: {error.filename} cannot be read: {error.strerror}. Run nox -s validate for details.", file=sys.stderr)
        return 2
    for file, content in found:
        if isinstance(content, bytes) and not options.check:
            replace(package.root / file, content, package.root)
        print(_line(file, content, options.check))
    refused = any(isinstance(content, Unreadable) for _, content in found)
    return 1 if refused or (options.check and found) else 0


def _line(file: str, content: bytes | Unreadable, only_check: bool) -> str:
    if isinstance(content, Unreadable):
        return f"{file}: left as it is: {content}. Run nox -s validate for details."
    return f"{file}: {'not in form; run nox -s format' if only_check else 'written'}"


if __name__ == "__main__":
    sys.exit(main())
