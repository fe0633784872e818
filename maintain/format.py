"""The formatter: `python -m maintain.format [PACKAGE] [--check] [--meant] [--lang en|zh]`.

Enters: a package whose tables may have been saved by an editor or a spreadsheet.
Leaves: tables in canonical bytes, and their sizes and hashes in the descriptor. What a spreadsheet
did is undone by `repair` where nothing is lost by it. A table that may have lost something stays as it is,
and its cells are named.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from maintain import journal
from maintain.files import replace
from maintain.repair.explained import explained
from maintain.repair.loss import Unreadable
from maintain.repair.past import Past
from maintain.repair.table import restored
from validate.canonical import to_bytes
from validate.command import Parser, run
from validate.gate import PROGRAM
from validate.package import DESCRIPTOR, Package, Table, goes_through_link, load

__all__ = ["Unreadable", "canonical_descriptor", "canonical_table", "changes", "main", "to_bytes"]

WORDS = {
    "en": {
        "left": "{file}: left as it is: {why}. Run nox -s validate for details.",
        "named": "{file}: left as it is: {why}",
        "stale": "{file}: not in form; run nox -s format",
        "written": "{file}: written",
    },
    "zh": {
        "left": "{file}：保持原样：{why}。详情请运行 nox -s validate。",
        "named": "{file}：保持原样：{why}",
        "stale": "{file}：未规范化，请运行 nox -s format",
        "written": "{file}：已写入",
    },
}


def canonical_table(table: Table, raw: bytes) -> bytes:
    """The canonical bytes of a table, judged by its form alone. Raises Unreadable, which says why not."""
    return restored(table, raw)


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


def changes(package: Package, past: Past | None = None, are_meant: bool = False) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Files that are not in form, with the bytes they should have or the reason why not. What a cell was in the
    `past` settles what its form leaves open; unless all changes `are_meant`, those that a spreadsheet makes are named."""
    gone = None if are_meant else cache(partial(explained, package))
    tables = {}
    for table in package.tables:
        try:
            raw = _read(package, table)
            tables[table.file] = restored(table, raw, past, gone and partial(gone, table.name))
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
        raise Unreadable("link")
    if table.path.exists() and not table.path.is_file():
        raise Unreadable("no-file")
    return table.path.read_bytes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Format a package, or with `--check` only say what is not in form. 0, 1 or 2 as validate."""
    options = _parser().parse_args(arguments)
    root = options.package.parent if options.package.is_file() else options.package
    with journal.alone(root):
        return run("format", options.lang, lambda: _format(options))


def _format(options: argparse.Namespace) -> int:
    package = load(options.package)
    if not options.check and journal.complete(package.root):
        package = load(package.root)
    found = list(changes(package, Past(package), options.meant))
    for file, content in found:
        if isinstance(content, bytes) and not options.check:
            replace(package.root / file, content, package.root)
        print("\n".join(_lines(file, content, options.check, options.lang)))
    refused = any(isinstance(content, Unreadable) for _, content in found)
    return 1 if refused or (options.check and found) else 0


def _parser() -> Parser:
    parser = Parser(prog="format", description="Bring tables and descriptor into canonical form.")
    parser.add_common(package=False)
    parser.add_argument("package", nargs="?", type=Path, default=PROGRAM, help="folder of the package (default: this one)")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not in form")
    parser.add_argument("--meant", action="store_true", help="what was named as rewritten or gone is meant as it stands")
    return parser


def _lines(file: str, content: bytes | Unreadable, only_check: bool, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if isinstance(content, Unreadable):
        yield words["named" if content.losses else "left"].format(file=file, why=content.text[lang])
        yield from content.lines(file, lang)
        return
    yield words["stale" if only_check else "written"].format(file=file)


if __name__ == "__main__":
    sys.exit(main())
