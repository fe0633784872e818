"""Every table and field of the real schemas: what an analyst may rely on in each."""

import csv
import re
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from validate.package import Table, load

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = load(ROOT)
TABLES = PACKAGE.tables
NAMES = {one.name for one in TABLES}
FIELDS = [(table, field) for table in TABLES for field in table.fields]
MUST_HAVE = ("name", "type", "title", "title_zh", "description", "description_zh", "example", "constraints")
MAY_HAVE = ("rdfType", "form")
OF_THE_TABLE = ("required", "unique")  # constraints that may differ from table to table
HAN = re.compile(r"[\u4e00-\u9fff]")

# Keys of many tables stand here, which a foreign key cannot say; rules of the relations layer do.
KEYS_OF_MANY_TABLES = {("citations", "subject_id"), ("redirects", "new_id")}

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
each_field = pytest.mark.parametrize(
    ("table", "field"), FIELDS, ids=[f"{table.name}.{field['name']}" for table, field in FIELDS]
)


def read_codes() -> dict[str, list[str]]:
    """The codes of each list, in the order of the table."""
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        return {
            name: [one["code"] for one in rows] for name, rows in groupby(csv.DictReader(file), key=lambda one: one["list"])
        }


CODES = read_codes()


def referenced(table: Table) -> list[dict]:
    return table.schema.get("foreignKeys", [])


def test_there_is_a_schema_for_every_table_and_a_table_for_every_schema():
    assert {f"{name}.schema.json" for name in NAMES} == {one.name for one in (ROOT / "schemas").iterdir()}
    assert {f"{name}.csv" for name in NAMES} == {one.name for one in (ROOT / "data").iterdir()}


@each_table
def test_a_table_lists_its_columns_in_the_order_of_its_schema(table: Table):
    with table.path.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == table.columns


@each_table
def test_a_schema_says_no_more_than_it_should(table: Table):
    allowed = {"$schema", "fields", "primaryKey", "foreignKeys", "missingValues", "evidence", "derivedKey"}
    assert set(table.schema) <= allowed
    assert {"$schema", "fields", "primaryKey", "missingValues"} <= set(table.schema)
    assert table.schema["missingValues"] == [""]


@each_table
def test_a_key_is_of_required_fields_and_stands_first(table: Table):
    required = [one["name"] for one in table.fields if one["constraints"]["required"]]
    assert table.key == table.columns[: len(table.key)]
    assert set(table.key) <= set(required)


@each_table
def test_a_foreign_key_names_the_whole_key_of_a_table(table: Table):
    keys = {one.name: list(one.key) for one in TABLES}
    for key in referenced(table):
        assert key["reference"]["fields"] == keys[key["reference"]["resource"] or table.name]
        assert set(key["fields"]) <= set(table.columns)


@each_table
def test_evidence_and_derived_keys_name_fields_that_exist(table: Table):
    assert set(table.schema.get("evidence", [])) <= {"row", *table.columns}
    far = {tuple(key["fields"]): key["reference"]["resource"] for key in referenced(table)}
    columns = {one.name: one.columns for one in TABLES}
    for name in table.schema.get("derivedKey", {}).get("fields", []):
        own, _, there = name.partition(".")
        assert own in table.columns
        assert not there or there in columns[far[(own,)]]


@each_field
def test_a_field_says_all_that_a_reader_needs(table: Table, field: dict):
    assert [one for one in MUST_HAVE if not field.get(one)] == []
    assert set(field) <= {*MUST_HAVE, *MAY_HAVE}
    assert isinstance(field["constraints"]["required"], bool)


@each_field
def test_a_description_is_one_sentence_in_each_language(table: Table, field: dict):
    assert re.fullmatch(r"[A-Z][^\n]*\.", field["description"]) and not HAN.search(
        field["description"].replace("〔〕", "").replace("《》", "")
    )
    assert re.fullmatch(r"[^\n]*。", field["description_zh"]) and field["description_zh"].count("。") == 1
    assert HAN.search(field["title_zh"]) or field["title_zh"].startswith("ISO")


@each_field
def test_a_pattern_is_grouped_and_compiles(table: Table, field: dict):
    pattern = field["constraints"].get("pattern")
    if pattern is not None:
        assert pattern.startswith("(?:") and pattern.endswith(")")
        assert re.compile(pattern).groups == 0
        re.compile(pattern[3:-1])  # one group holds it all, or its parts would not be sound


@each_field
def test_an_example_fits_its_field(table: Table, field: dict):
    example, limits = field["example"], field["constraints"]
    assert isinstance(example, str)
    assert re.fullmatch(limits.get("pattern", ".*"), example)
    assert example in limits.get("enum", [example])
    assert limits.get("minLength", 0) <= len(example) <= limits.get("maxLength", len(example))
    if field["type"] in {"integer", "number", "year"}:
        number = float(example) if field["type"] == "number" else int(example)
        assert limits.get("minimum", number) <= number <= limits.get("maximum", number)
    if field["type"] == "date":
        assert date.fromisoformat(example)


@each_field
def test_an_enum_is_the_list_of_codes_of_its_name(table: Table, field: dict):
    assert field["constraints"].get("enum", []) == CODES.get(field["name"], [])


@each_field
def test_a_key_points_to_its_table(table: Table, field: dict):
    name = field["name"]
    if name.endswith("_id"):
        pointing = {one for key in referenced(table) for one in key["fields"]}
        assert name in pointing or (name,) == table.key or (table.name, name) in KEYS_OF_MANY_TABLES


@each_field
def test_a_text_has_a_form_or_a_longest_length(table: Table, field: dict):
    if field["type"] == "string":
        assert {"enum", "pattern", "maxLength"} & set(field["constraints"])


def test_the_exceptions_are_needed():
    assert {(table.name, field["name"]) for table, field in FIELDS} >= KEYS_OF_MANY_TABLES
    pointing = {(table.name, one) for table in TABLES for key in referenced(table) for one in key["fields"]}
    assert not KEYS_OF_MANY_TABLES & pointing


def test_a_column_means_the_same_in_every_table():
    shared: dict[str, dict] = {}
    for table, field in FIELDS:
        limits = {name: value for name, value in field["constraints"].items() if name not in OF_THE_TABLE}
        definition = field | {"constraints": limits}
        assert shared.setdefault(field["name"], definition) == definition, f"{table.name}.{field['name']}"


def test_columns_are_in_snake_case():
    assert [field["name"] for _, field in FIELDS if not re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", field["name"])] == []
