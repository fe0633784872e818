"""One version of the package, wherever it stands: a folder, a git revision, a release archive.

Enters: a place. Leaves: a `Version`, its tables as text cells by key. Order of rows and columns
is no part of it, so two versions are equal if an analyst could not tell them apart by name.
"""

import csv
import io
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from validate.git import git
from validate.package import DESCRIPTOR, CannotRun, Package, Table, is_safe, load

Key = tuple[str, ...]
Row = dict[str, str]

LARGEST = 2**30  # bytes of a version once unpacked
DAMAGED = (zipfile.BadZipFile, zlib.error, tarfile.TarError, OSError, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True)
class TableVersion:
    """One table of a version: its schema, what its resource says of it, and its rows by key (by
    all cells where it has no key). Of rows with one key the first stands; `repeated` has the rest."""

    name: str
    schema: dict
    about: dict
    rows: dict[Key, Row]
    file: str = field(default="", compare=False)
    lines: dict[Key, int] = field(default_factory=dict, compare=False)
    repeated: tuple[Key, ...] = field(default=(), compare=False)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.schema["fields"])

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(self.schema["primaryKey"])


@dataclass(frozen=True)
class Version:
    """The tables of a version by name, and its descriptor without them."""

    metadata: dict
    tables: dict[str, TableVersion]

    @property
    def name(self) -> str:
        return str(self.metadata.get("version", ""))

    def rows(self, table: str) -> Iterable[Row]:
        """The rows of a table; none if there is no such table."""
        return self.tables[table].rows.values() if table in self.tables else ()


def record(key: Key) -> str:
    """A key as findings, citations and redirects name it: its parts joined by `#`."""
    return "#".join(key)


def read(place: str, package: Path) -> Version:
    """The version at `place`: a folder with a descriptor, a release archive (.zip), or a revision of
    the repository that holds the folder `package`.

    Raises CannotRun if it is none of them, or a table cannot be read or has a key twice.
    """
    with opened(place, package) as root:
        return of_folder(root)


def of_folder(root: Path) -> Version:
    """The version that a folder holds. Raises CannotRun if a table cannot be read or has a key twice."""
    return _sound(from_package(load(root)))


@contextmanager
def opened(place: str, package: Path) -> Iterator[Path]:
    """The folder of the version at `place`; that of an archive or a revision lasts as long as the context.
    Raises CannotRun if there is no such place."""
    path = Path(place)
    if (path / DESCRIPTOR).is_file():
        yield path
        return
    members = _members_of_archive(path) if path.suffix == ".zip" else _members_of_revision(place, package)
    with tempfile.TemporaryDirectory(prefix="version-") as folder:
        try:
            _unpack(members, Path(folder))
        except DAMAGED as error:
            raise _unreadable(place, str(error)) from None
        found = sorted(Path(folder).rglob(DESCRIPTOR), key=lambda one: (len(one.parts), one))
        yield found[0].parent if found else Path(folder)


def from_package(package: Package, skip: Iterable[str] = ()) -> Version:
    """The version that a loaded package holds, without the tables to skip."""
    about = {str(one.get("name")): one for one in package.resources}
    tables = [_table(one, about[one.name]) for one in package.without(skip).tables]
    metadata = {name: value for name, value in package.descriptor.items() if name != "resources"}
    return Version(metadata, {one.name: one for one in tables})


def newest_tag(package: Path) -> str | None:
    """The tag `v1.2.3` of the repository with the greatest version; None if there is none."""
    listed = git(package, "tag", "--list", "v[0-9]*.[0-9]*.[0-9]*", "--sort=-version:refname")
    return next(iter(listed.stdout.decode("utf-8", "replace").split()), None) if listed.returncode == 0 else None


def _table(table: Table, resource: dict) -> TableVersion:
    try:
        text = table.path.read_bytes().decode("utf-8-sig")
        records = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(records, [])
        cells = [(records.line_num, one) for one in records if one]
    except (OSError, ValueError, csv.Error) as error:
        raise _unreadable(table.file, getattr(error, "strerror", None) or str(error)) from None
    if sorted(header) != sorted(table.columns):
        raise _unreadable(table.file, f"its header is not {','.join(table.columns)}")
    uneven = next((line for line, one in cells if len(one) != len(header)), None)
    if uneven:
        raise _unreadable(table.file, f"line {uneven} has another number of cells than the header")
    own = [header.index(name) for name in table.key if name in header] or range(len(header))
    rows: dict[Key, Row] = {}
    lines: dict[Key, int] = {}
    repeated = []
    for line, one in cells:
        key = tuple(one[at] for at in own)
        if key in rows:
            repeated.append(key)
            continue
        rows[key] = dict(zip(header, one, strict=True))
        lines[key] = line
    about = {name: value for name, value in resource.items() if name not in {"name", "schema", "bytes", "hash"}}
    return TableVersion(table.name, table.schema, about, rows, table.file, lines, tuple(repeated))


def _sound(version: Version) -> Version:
    """The version, if no key stands twice in it: one of its rows would be lost in a comparison."""
    for table in version.tables.values():
        if table.repeated:
            raise _unreadable(table.file, f"the key {record(table.repeated[0])} stands twice")
    return version


def _members_of_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise _unreadable(path.name, "it is too large")
            for one in archive.infolist():
                if not one.is_dir():
                    yield one.filename, archive.read(one)
    except DAMAGED as error:
        raise _unreadable(path.name, getattr(error, "strerror", None) or str(error)) from None


def _members_of_revision(revision: str, package: Path) -> Iterator[tuple[str, bytes]]:
    found = git(package, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise CannotRun(
            f"“{revision}” is no folder with a {DESCRIPTOR}, no release archive and no revision of the repository.",
            f"“{revision}”不是含 {DESCRIPTOR} 的文件夹，也不是发布压缩包或仓库中的版本。",
        )
    archive = git(package, "archive", "--format=tar", found.stdout.decode("ascii").strip())
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as members:
        for one in members:
            if one.isfile():
                yield one.name, members.extractfile(one).read()


def _unpack(members: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write what belongs to a package; a member whose name would lead elsewhere is left out."""
    for name, content in members:
        if is_safe(name) and name.endswith((".json", ".csv")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _unreadable(place: str, reason: str) -> CannotRun:
    return CannotRun(f"{place} cannot be compared: {reason}.", f"无法比较 {place}：{reason}。")
