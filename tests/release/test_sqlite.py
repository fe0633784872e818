"""The SQLite edition: equal to the CSV files, strict, labelled, and the same bytes each time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from release.bounds import bounds
from release.editions import sqlite
from release.material import Material, read
from release.proof import Difference, csv_files, differences
from tests.damage import MINI, Damage, cell, rehashed
from validate.package import CannotRun


@pytest.fixture(scope="module")
def material() -> Material:
    return read(MINI)


@pytest.fixture
def path(material: Material, tmp_path: Path) -> Path:
    sqlite.write(material, tmp_path / "mini.sqlite")
    return tmp_path / "mini.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_the_tables_are_equal_to_the_csv_files(material: Material, path: Path):
    assert list(differences(csv_files(material), sqlite.read(path))) == []


def test_a_wrong_cell_is_noticed(material: Material, path: Path, database: sqlite3.Connection):
    database.execute("UPDATE policies SET title_en = title_en || '.' WHERE rowid = 1")
    database.commit()
    title = material.rows["policies"][0][2]
    assert list(differences(csv_files(material), sqlite.read(path))) == [
        Difference("policies", 2, "title_en", title, f"{title}.")
    ]


def test_the_same_rows_give_the_same_bytes(material: Material, path: Path):
    again = path.with_name("again.sqlite")
    sqlite.write(material, again)
    assert again.read_bytes() == path.read_bytes()


def test_the_header_has_the_version_of_the_data_and_no_version_of_the_library(path: Path, database: sqlite3.Connection):
    assert database.execute("PRAGMA user_version").fetchone() == (2000,)
    assert database.execute("PRAGMA application_id").fetchone() == (0x43424350,)
    assert path.read_bytes()[96:100] == (3_037_000).to_bytes(4)


def test_what_another_version_of_the_library_leaves_behind_is_cleared(path: Path):
    clean = path.read_bytes()
    other = bytearray(clean)
    other[96:100] = (3_054_000).to_bytes(4)
    assert clean[4096] in sqlite.TREE_PAGES
    first_cell = 4096 + int.from_bytes(clean[4101:4103])
    other[first_cell - 3 : first_cell] = b"xyz"
    assert bytes(other) != clean
    assert sqlite.normalised(bytes(other)) == clean


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE policies SET scope = 'certain'", "CHECK"),
        ("UPDATE policies SET title_en = NULL", "NOT NULL"),
        ("UPDATE policies SET issued_date = '2020-6-1'", "CHECK"),
        ("UPDATE policies SET issuer_count = 'two'", "cannot store TEXT value in INTEGER column"),
        ("UPDATE policies SET issuer_count = 0", "CHECK"),
        ("UPDATE policies SET region_id = 'CN-000000'", "FOREIGN KEY"),
        ("UPDATE sources SET source_id = 'src-0123456789a'", "CHECK"),
        ("UPDATE searches SET searched_date = '2020-02-30'", "CHECK"),
        ("INSERT INTO policies SELECT * FROM policies", "UNIQUE"),
    ],
)
def test_a_row_that_the_schema_forbids_is_refused(database: sqlite3.Connection, statement: str, reason: str):
    with pytest.raises(sqlite3.IntegrityError, match=reason):
        database.execute(statement)


def test_every_reference_has_an_index(material: Material, database: sqlite3.Connection):
    for table in material.package.tables:
        indexed = set()
        for _, index, *_ in database.execute(f'PRAGMA index_list("{table.name}")').fetchall():
            indexed.add(database.execute(f'PRAGMA index_info("{index}")').fetchone()[2])
        assert {key["fields"][0] for key in table.schema.get("foreignKeys", ())} <= indexed, table.name


def test_a_labelled_view_has_the_rows_of_its_table_with_words_and_bounds(material: Material, path: Path):
    header, *rows = sqlite.labelled(path, "policies")
    plain = [one["name"] for one in csv_files(material)["policies"][0]]
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    assert [tuple("" if one[name] is None else str(one[name]) for name in plain) for one in shown] == list(
        material.rows["policies"]
    )
    codes = {(row[0], row[1]): (row[2], row[3]) for row in material.rows["codes"]}
    regions = {row[0]: (row[1], row[3]) for row in material.rows["regions"]}
    for one in shown:
        assert (one["scope_label_zh"], one["scope_label_en"]) == codes["scope", one["scope"]]
        assert (one["region_name_zh"], one["region_name_en"]) == regions[one["region_id"]]


def test_the_views_reckon_the_bounds_as_the_other_editions_do(material: Material, path: Path):
    seen = set()
    for table in material.package.tables:
        header, *rows = sqlite.labelled(path, table.name)
        for column in (one["name"] for one in table.fields if one.get("form") == "partial-date"):
            at = header.index(column)
            for row in rows:
                assert tuple(part or "" for part in row[at + 1 : at + 4]) == bounds(row[at] or ""), (table.name, column)
                seen.add(row[at + 3])
    assert seen == {"day", "month", "year", None}


def test_every_table_has_a_labelled_view_without_a_name_twice(material: Material, path: Path):
    for table in material.package.tables:
        header, *rows = sqlite.labelled(path, table.name)
        assert len(header) == len(set(header)), table.name
        assert len(rows) == len(material.rows[table.name]), table.name


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell("policies", 2, "region_id", "CN-000000"), r"fault: policies 1 regions 0"),
        (cell("policies", 2, "scope", "certain"), r"cannot be made: CHECK constraint failed"),
        (cell("policies", 2, "issuer_count", "two"), r"issuer_count: 'two' cannot be kept as integer"),
    ],
)
def test_rows_that_break_the_schema_end_with_one_line(mini: Path, tmp_path: Path, damage: Damage, message: str):
    rehashed(damage)(mini)
    with pytest.raises(CannotRun, match=message):
        sqlite.write(read(mini), tmp_path / "x.sqlite")
