"""The schemas of the derived tables: complete, as schemas/*.json are, and named in the descriptor of a release."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from release.derived import schema
from release.derived.tables import TABLES, files, with_derived
from release.material import read
from tests.test_schemas import CODES, HAN, MUST_HAVE, OF_THE_TABLE
from tests.test_schemas import FIELDS as FIELDS_OF_THE_PACKAGE
from validate.package import Table, load

ROOT = Path(__file__).parents[2]
PACKAGE = load(ROOT)
KEYS = {one.name: list(one.key) for one in PACKAGE.tables}
DERIVED = [schema.table(PACKAGE, name) for name in TABLES]
FIELDS = [(table, field) for table in DERIVED for field in table.fields]

each_table = pytest.mark.parametrize("table", DERIVED, ids=lambda one: one.name)
each_field = pytest.mark.parametrize(
    ("table", "field"), FIELDS, ids=[f"{table.name}.{field['name']}" for table, field in FIELDS]
)


def test_there_is_a_schema_for_each_table_and_a_table_for_each_schema():
    assert schema.names() == sorted(TABLES)
    assert not set(TABLES) & set(KEYS)


@each_table
def test_a_key_is_of_required_fields_and_stands_first(table: Table):
    required = [one["name"] for one in table.fields if one["constraints"]["required"]]
    assert table.key == table.columns[: len(table.key)]
    assert set(table.key) <= set(required)
    assert len(set(table.columns)) == len(table.columns)


@each_table
def test_a_foreign_key_names_the_whole_key_of_a_table(table: Table):
    assert table.schema["foreignKeys"]
    for key in table.schema["foreignKeys"]:
        assert key["reference"]["fields"] == KEYS[key["reference"]["resource"]]


@each_field
def test_a_field_says_all_that_a_reader_needs(table: Table, field: dict):
    assert [one for one in MUST_HAVE if not field.get(one)] == []
    assert set(field) <= {*MUST_HAVE, "rdfType", "form"}
    assert re.fullmatch(r"[A-Z`01][^\n]*\.", field["description"])
    assert HAN.search(field["title_zh"]) or field["title_zh"].startswith("ISO")
    assert re.fullmatch(r"[^\n]*。", field["description_zh"]) and HAN.search(field["description_zh"])


@each_field
def test_an_example_fits_its_field_and_an_enum_is_a_code_list(table: Table, field: dict):
    limits = field["constraints"]
    assert re.fullmatch(limits.get("pattern", ".*"), field["example"])
    assert field["example"] in limits.get("enum", [field["example"]])
    assert limits.get("enum", []) == (CODES.get(field["name"], []))


def test_a_column_means_the_same_in_every_table_of_a_release():
    shared: dict[str, dict] = {}
    for table, field in [*FIELDS_OF_THE_PACKAGE, *FIELDS]:
        limits = {name: value for name, value in field["constraints"].items() if name not in OF_THE_TABLE}
        definition = field | {"constraints": limits}
        assert shared.setdefault(field["name"], definition) == definition, f"{table.name}.{field['name']}"


def test_the_descriptor_of_a_release_marks_them_and_signs_for_their_bytes():
    made = files(with_derived(read(ROOT)))
    resources = json.loads(made["datapackage.json"])["resources"]
    marked = [one for one in resources if one.get("derived")]
    assert [one["name"] for one in marked] == list(TABLES)
    for one in marked:
        raw = made[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        assert json.loads(made[one["schema"]]) == schema.schema(PACKAGE, one["name"])
        assert all(one[text] for text in ("title", "title_zh", "description", "description_zh"))


def test_the_descriptor_of_the_package_names_none():
    assert [one["name"] for one in PACKAGE.resources if one.get("derived")] == []


def test_what_is_derived_already_is_derived_anew_and_only_once():
    once = with_derived(read(ROOT))
    assert with_derived(once) == once


def test_a_package_without_the_tables_that_are_needed_gets_none(tmp_path: Path):
    material = read(ROOT)
    fewer = type(material)(material.package.without({"searches"}), material.rows, material.created)
    assert with_derived(fewer).package.tables == fewer.package.tables
    assert files(with_derived(fewer)) == {}
