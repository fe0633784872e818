"""The bytes of the descriptor and the schemas: UTF-8, LF, no mark, every name once.

Enters: a package. Leaves: findings at lines of `datapackage.json` and of the schema files.
"""

from collections.abc import Iterator

from validate.findings import Finding
from validate.json_lines import pointer, repeated_members
from validate.package import DESCRIPTOR, Package
from validate.text.encoding import BOM


def check(package: Package) -> Iterator[Finding]:
    """The findings on every JSON file that the package could be read from."""
    for file in filter(None, (DESCRIPTOR, *(one.schema_file for one in package.tables))):
        yield from _check_file(file, (package.root / file).read_bytes())


def _check_file(file: str, raw: bytes) -> Iterator[Finding]:
    if raw.startswith(BOM):
        yield Finding("text.byte-order-mark", file=file, line=1)
    if b"\r" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\r")) + 1
        yield Finding("text.carriage-return", file=file, line=line, details={"lines": str(raw.count(b"\r"))})
    for place, line in repeated_members(raw.decode("utf-8-sig")):
        yield Finding("text.json-name-twice", file=file, line=line, field=pointer(place), value=str(place[-1]))
