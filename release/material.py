"""What every edition of a release is made from: the package, its cells as text, its date.

Enters: the folder of a package. Leaves: `Material`, or CannotRun with one line that says why
nothing can be built. Whether the data are right is for the gate; here it matters only that no
table is missing, misread, or another than the descriptor signs for.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from release.cells import TYPES
from validate import text
from validate.package import CannotRun, Package, Table, load

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Material:
    """A package, the rows of each table as text without the header, and the day of its version."""

    package: Package
    rows: Mapping[str, Rows]
    created: date

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return f"{self.package.name}-{self.package.version}"


def read(root: Path) -> Material:
    """The material of the package at `root`. Raises CannotRun if it cannot be read without guessing."""
    package = load(root)
    _refuse_unusable(package)
    _refuse_unfit(package)
    return Material(package, {one.name: _rows(package, one) for one in package.tables}, _created(package))


def _refuse_unusable(package: Package) -> None:
    resources = package.descriptor.get("resources") or ()
    scan = text.scan(package)
    broken = [one.file for one in package.tables if one.name in scan.broken]
    if broken or len(package.tables) != len(resources) or not package.tables:
        which = broken[0] if broken else "datapackage.json"
        raise CannotRun(
            f"{which} does not hold usable tables. Run nox -s validate and mend what it finds.",
            f"{which} 中的表不可用。请运行 nox -s validate 并改正所报问题。",
        )


def _refuse_unfit(package: Package) -> None:
    """What the editions and the metadata rely on in the descriptor and the schemas."""
    for where, fits in _reliances(package):
        if not fits:
            raise CannotRun(
                f"{where} is not in the form that a release needs. Run nox -s validate and mend what it finds.",
                f"{where} 不符合发布所需的形式。请运行 nox -s validate 并改正所报问题。",
            )


def _reliances(package: Package) -> Iterator[tuple[str, bool]]:
    """Each part of the package that is relied on, and whether it can be."""
    descriptor = package.descriptor
    for one in ("name", "version"):
        yield f"datapackage.json: {one}", re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", str(descriptor.get(one, ""))) is not None
    for member, part in (("contributors", "title"), ("licenses", "name"), ("sources", "title")):
        entries = descriptor.get(member, [])
        listed = isinstance(entries, list) and all(isinstance(one, dict) for one in entries)
        yield f"datapackage.json: {member}", listed and all(isinstance(one.get(part), str) for one in entries)
    columns = {one.name: set(one.columns) for one in package.tables}
    for table in package.tables:
        for field in table.fields:
            place = f"{table.schema_file or 'datapackage.json'}: {field['name']}"
            yield place, field.get("type", "string") in TYPES and isinstance(field.get("constraints", {}), dict)
        for key in table.schema.get("foreignKeys", []):
            yield f"{table.schema_file or 'datapackage.json'}: foreignKeys", _refers(table, key, columns)


def _refers(table: Table, key: object, columns: Mapping[str, set[str]]) -> bool:
    """Whether a foreign key leads from columns of the table to columns of a table."""
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(reference, dict):
        return False
    own, theirs = key.get("fields"), reference.get("fields")
    other = columns.get(reference.get("resource") or table.name, set())
    return isinstance(own, list) and isinstance(theirs, list) and {*own} <= columns[table.name] and {*theirs} <= other


def _rows(package: Package, table: Table) -> Rows:
    raw = table.path.read_bytes()
    stated = next(one.get("hash") for one in package.descriptor["resources"] if one.get("path") == table.file)
    if stated != f"sha256:{hashlib.sha256(raw).hexdigest()}":
        raise CannotRun(
            f"{table.file} has another SHA-256 than datapackage.json states. Run nox -s format, then nox -s validate.",
            f"{table.file} 的 SHA-256 与 datapackage.json 所载不同。请先运行 nox -s format，再运行 nox -s validate。",
        )
    return tuple(map(tuple, csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)))[1:]


def _created(package: Package) -> date:
    stated = str(package.descriptor.get("created", ""))
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        raise CannotRun(
            f"datapackage.json: created is '{stated[:40]}', not a date. A release takes its date from there.",
            f"datapackage.json：created 为“{stated[:40]}”，不是日期。发布日期取自该处。",
        ) from None
