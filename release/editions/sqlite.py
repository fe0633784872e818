"""SQLite: one file with every table, typed, with keys, checks, indexes and labelled views.

Enters: the material. Leaves: a file, and its rows again. The same rows give the same bytes:
fixed page size, rows in the order of the CSV files, one VACUUM at the end, and nothing left of
the version of SQLite that wrote them.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from release import cells
from release.bounds import is_partial_date
from release.editions import labels
from release.editions.ddl import Dialect, create_table, name, names, referenced_first, references
from release.material import Material
from release.proof import Found
from validate.package import CannotRun, Table

APPLICATION_ID = int.from_bytes(b"CBCP")  # the mark by which `file` and others can tell these files
PAGE_SIZE = 4096
OLDEST_READER = 3_037_000  # STRICT tables came with SQLite 3.37
WRITTEN_BY = 96  # byte of the header where the version of the library stands, four bytes long
FILE_HEADER = 100  # bytes before the first page's own header
TREE_PAGES = {2: 12, 5: 12, 10: 8, 13: 8}  # kinds of pages of a tree, with the length of their header
TYPES = {"string": "TEXT", "integer": "INTEGER", "year": "INTEGER", "number": "REAL", "date": "TEXT"}
YEAR, MONTH, DAY = "[0-9][0-9][0-9][0-9]", "-[0-1][0-9]", "-[0-3][0-9]"
FIXED_LENGTH = re.compile(r"(?P<one>[A-Za-z0-9-]|\[[^\]]+\])(?:\{(?P<times>[0-9]+)\})?")

ABOUT_IT = ("name", "title", "title_zh", "description", "description_zh", "version", "created")
ABOUT, COLUMNS = "release_about", "release_columns"


def write(material: Material, path: Path) -> None:
    """Write the database to `path`, which must not be there. Raises CannotRun if a row breaks a key or check."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute("PRAGMA secure_delete = ON")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {version_number(material.package.version)}")
        try:
            database.execute("BEGIN")
            for statement in schema(material):
                database.execute(statement)
            for table in referenced_first(material.package):
                _fill(database, table, material)
            _describe(database, material)
            database.execute("COMMIT")
        except sqlite3.Error as error:
            raise CannotRun(
                f"The SQLite edition cannot be made: {error}. Run nox -s validate and mend what it finds.",
                f"无法生成 SQLite 版本：{error}。请运行 nox -s validate 并改正所报问题。",
            ) from None
        database.execute("VACUUM INTO ?", (str(path),))
    path.write_bytes(normalised(path.read_bytes()))
    check(path)


def normalised(raw: bytes) -> bytes:
    """A database without what depends on the version of the library: its number in the header, and
    the bytes that it left between the cells of a page and the list of their places, which nobody reads."""
    content = bytearray(raw)
    content[WRITTEN_BY : WRITTEN_BY + 4] = OLDEST_READER.to_bytes(4)
    for start in range(0, len(content), PAGE_SIZE):
        header = start or FILE_HEADER
        if content[header] in TREE_PAGES:
            cells_of_page, first_cell = (int.from_bytes(content[header + at : header + at + 2]) for at in (3, 5))
            free = header + TREE_PAGES[content[header]] + 2 * cells_of_page
            content[free : start + first_cell] = bytes(start + first_cell - free)
    return bytes(content)


def version_number(version: str) -> int:
    """MAJOR.MINOR.PATCH as one number, three digits a part: 1.2.3 is 1002003."""
    number = 0
    for part in version.split("."):
        number = number * 1000 + (int(part) if part.isdigit() else 0)
    return number


def schema(material: Material) -> Iterator[str]:
    """The statements that make tables, indexes and views."""
    for table in referenced_first(material.package):
        yield create_table(table, DIALECT)
        yield from _indexes(table)
    for view, select in labels.views(material.package).items():
        yield f"CREATE VIEW {name(view)} AS\n{select};"
    yield f"CREATE TABLE {ABOUT} (property TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
    yield (
        f'CREATE TABLE {COLUMNS} ("table" TEXT, "column" TEXT, position INTEGER NOT NULL, title TEXT, title_zh TEXT, '
        'description TEXT, description_zh TEXT, PRIMARY KEY ("table", "column")) STRICT;'
    )


def check(path: Path) -> None:
    """Raises CannotRun if SQLite itself finds a fault in the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        faults = [row for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
        faults += database.execute("PRAGMA foreign_key_check").fetchall()
    if faults:
        shown = " ".join(map(str, faults[0]))
        raise CannotRun(
            f"The SQLite edition has a fault: {shown}. Run nox -s validate and mend what it finds.",
            f"SQLite 版本有误：{shown}。请运行 nox -s validate 并改正所报问题。",
        )


def read(path: Path) -> Found:
    """Header and rows of each table of the package, in the order in which they were written."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        found = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN (?, ?)", (ABOUT, COLUMNS))
        return {table: _all(database, f"SELECT * FROM {name(table)} ORDER BY rowid") for (table,) in found.fetchall()}


def labelled(path: Path, table: str) -> list[tuple]:
    """Header and rows of the labelled view of a table."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return _all(database, f"SELECT * FROM {name(table + labels.SUFFIX)}")


def _all(database: sqlite3.Connection, query: str) -> list[tuple]:
    result = database.execute(query)
    return [tuple(one[0] for one in result.description), *result.fetchall()]


def _matches(field: dict) -> str | None:
    """The condition that a cell matches its pattern, as far as GLOB can say it."""
    cell = name(field["name"])
    if is_partial_date(field):
        return " OR ".join(f"{cell} GLOB '{one}'" for one in (YEAR, YEAR + MONTH, YEAR + MONTH + DAY))
    if field.get("type") == "date":
        return f"{cell} IS date({cell}, '+0 days')"
    pattern = field.get("constraints", {}).get("pattern", "").removeprefix("(?:").removesuffix(")")
    parts = list(FIXED_LENGTH.finditer(pattern))
    if not pattern or "".join(one[0] for one in parts) != pattern:
        return None
    return f"{cell} GLOB '{''.join(one['one'] * int(one['times'] or 1) for one in parts)}'"


DIALECT = Dialect(TYPES, _matches, suffix=" STRICT")


def _indexes(table: Table) -> Iterator[str]:
    """One for each foreign key that the primary key does not serve already."""
    for own, _, _ in references(table):
        if tuple(own) != table.key[: len(own)]:
            yield f"CREATE INDEX {name('_'.join([table.name, *own]))} ON {name(table.name)} ({names(own)});"


def _fill(database: sqlite3.Connection, table: Table, material: Material) -> None:
    places = ", ".join("?" * len(table.fields))
    typed = ([_stored(field, cell) for field, cell in zip(table.fields, row, strict=True)] for row in material.rows[table.name])
    database.executemany(f"INSERT INTO {name(table.name)} VALUES ({places})", typed)


def _stored(field: dict, cell: str) -> str | int | float | None:
    return (cell or None) if field.get("type") == "date" else cells.value(field, cell)


def _describe(database: sqlite3.Connection, material: Material) -> None:
    descriptor = material.package.descriptor
    about = {one: descriptor[one] for one in ABOUT_IT if one in descriptor}
    about["licence"] = " ".join(one.get("name", "") for one in descriptor.get("licenses", ()))
    database.executemany(f"INSERT INTO {ABOUT} VALUES (?, ?)", about.items())
    database.executemany(
        f"INSERT INTO {COLUMNS} VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (table.name, one["name"], at, *(one.get(text) for text in ("title", "title_zh", "description", "description_zh")))
            for table in material.package.tables
            for at, one in enumerate(table.fields, 1)
        ),
    )
