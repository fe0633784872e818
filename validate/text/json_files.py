"""The bytes of the descriptor, the schemas and the suites: UTF-8, LF, no mark, every name once.

Enters: a package. Leaves: findings at lines of `datapackage.json`, of the schema files and of
the suites of expectations; a suite that is no JSON is for the layer that runs it.
"""

from collections.abc import Iterator
from pathlib import Path

from validate import bounded_json
from validate.findings import Finding
from validate.json_lines import pointer, repeated_members
from validate.package import DESCRIPTOR, Package
from validate.text.encoding import BOM

SUITES = "expectations"


def check(package: Package) -> Iterator[Finding]:
    """The findings on every JSON file that the package could be read from, and on its suites."""
    for file in filter(None, (DESCRIPTOR, *(one.schema_file for one in package.tables))):
        yield from _check_file(file, (package.root / file).read_bytes())
    folder = package.root / SUITES
    for path in [] if folder.is_symlink() else sorted(folder.glob("*.json")):
        if not path.is_symlink() and _is_json(path):
            yield from _check_file(path.relative_to(package.root).as_posix(), path.read_bytes())


def _is_json(path: Path) -> bool:
    try:
        bounded_json.read(path)
    except (OSError, ValueError):
        return False
    return True


def _check_file(file: str, raw: bytes) -> Iterator[Finding]:
    if raw.startswith(BOM):
        yield Finding("text.byte-order-mark", file=file, line=1)
    if b"\r" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\r")) + 1
        yield Finding("text.carriage-return", file=file, line=line, details={"lines": str(raw.count(b"\r"))})
    for place, line in repeated_members(raw.decode("utf-8-sig")):
        yield Finding("text.json-name-twice", file=file, line=line, field=pointer(place), value=str(place[-1]))
