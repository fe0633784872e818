"""What stands between the clients and the comparison: types, places of differences, addresses, CSVW."""

import json
from pathlib import Path

import pytest

from accept.clients import FOLDER, Missing, program, table_of
from accept.clients.datasette import tilde
from accept.clients.libreoffice import difference
from accept.csvw_metadata import document
from maintain.npm_lock import without_addresses
from validate.package import Package, Table, load

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
FIELDS = [{"name": "id", "type": "string"}, {"name": "since", "type": "year"}, {"name": "share", "type": "number"}]
TABLE = Table("t", "data/t.csv", Path("t.csv"), {"fields": FIELDS, "primaryKey": "id"})


def test_values_that_a_client_gives_as_text_get_their_type():
    records = [{"id": "2020", "since": "2020", "share": "0.50"}, {"id": "b", "since": None, "share": None}]
    assert table_of(records, TABLE, as_text=("year", "number")) == [
        ["id", "since", "share"],
        ["2020", 2020, 0.5],
        ["b", None, None],
    ]


def test_a_table_without_records_has_its_columns():
    assert table_of([], TABLE) == [["id", "since", "share"]]


def test_columns_are_those_of_the_client_not_those_that_it_should_have():
    assert table_of([{"id": "a", "year": 2020}], TABLE) == [["id", "year"], ["a", 2020]]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (b"id\na\n", ""),
        (b"id\nb\n", "t.csv, line 2: 'a' there, 'b' in the workbook"),
        (b"id\n", "t.csv, line 2: 'a' there, '' in the workbook"),
        (b"id\r\na\r\n", "t.csv, line 1: 'id' there, 'id\\r' in the workbook"),
        (b"id\na", "t.csv, line 3: '' there, nothing in the workbook"),
    ],
)
def test_the_first_line_that_differs_is_named(sheet: bytes, said: str):
    assert difference("t.csv", sheet, b"id\na\n") == said


def test_a_missing_program_is_named_with_its_package():
    with pytest.raises(Missing, match=r"no-such-program is not on this machine\. On Debian: apt-get install .* some-package"):
        program("no-such-program", "some-package")


def test_names_are_written_in_addresses_as_datasette_does():
    assert tilde("mini-0.2.0") == "mini-0~2E2~2E0"
    assert tilde("a_b c") == "a_b~20c"


def test_csvw_has_a_table_for_each_resource_and_a_column_for_each_field():
    package = load(MINI)
    tables = document(package)["tables"]
    assert [(one["url"], [column["name"] for column in one["tableSchema"]["columns"]]) for one in tables] == [
        (one.file, list(one.columns)) for one in package.tables
    ]


def test_csvw_columns_have_what_the_vocabulary_can_say():
    fields = [
        {"name": "scope", "constraints": {"required": True, "enum": ["dedicated", "a.b"]}},
        {"name": "since", "type": "year", "constraints": {"minimum": 2000}},
        {"name": "count", "type": "integer", "constraints": {"minimum": 1}},
    ]
    own = {"fields": ["since"], "reference": {"resource": "", "fields": ["scope"]}}
    table = Table("t", "data/t.csv", Path("t.csv"), {"fields": fields, "primaryKey": ["scope"], "foreignKeys": [own]})
    schema = document(Package(Path(), {}, (table,)))["tables"][0]["tableSchema"]
    assert schema["columns"] == [
        {"name": "scope", "titles": "scope", "required": True, "datatype": {"base": "string", "format": r"dedicated|a\.b"}},
        {"name": "since", "titles": "since", "required": False, "datatype": {"base": "gYear"}},
        {"name": "count", "titles": "count", "required": False, "datatype": {"base": "integer", "minimum": 1}},
    ]
    assert schema["primaryKey"] == ["scope"]
    assert schema["foreignKeys"] == [
        {"columnReference": ["since"], "reference": {"resource": "data/t.csv", "columnReference": ["scope"]}}
    ]


def test_the_packages_for_node_are_locked_with_hashes_and_without_addresses():
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    text = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert packages.pop("")["dependencies"] == wanted, "run: nox -s lock"
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert "://" not in text


def test_a_lock_loses_its_addresses_and_nothing_else():
    package = {"version": "1.0.0", "integrity": "sha512-x", "dependencies": {"b": "^2"}, "engines": {"node": ">=4"}}
    addresses = {"resolved": "https://a", "funding": {"url": "https://b"}, "license": [{"url": "https://c"}]}
    lock = {"name": "accept", "packages": {"": {"dependencies": {"a": "1"}}, "node_modules/a": package | addresses}}
    assert without_addresses(lock) == lock | {"packages": lock["packages"] | {"node_modules/a": package}}
