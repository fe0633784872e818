"""A schema in its one usable form: what is said wrongly counts as not said."""

import pytest

from validate.schema import usable


def schema(**more: object) -> dict:
    return {"fields": [{"name": "id"}, {"name": "up"}], **more}


def field(**members: object) -> dict:
    return usable({"fields": [{"name": "x", **members}]})["fields"][0]


@pytest.mark.parametrize("key", ["id", ["id"]])
def test_a_key_is_a_list_of_names(key: object):
    assert usable(schema(primaryKey=key))["primaryKey"] == ["id"]


@pytest.mark.parametrize("key", [None, [], {}, 7, ["id", 7], ["id", "nothing"], ["id", "id"], "\ud800"])
def test_a_key_of_no_columns_is_no_key(key: object):
    assert usable(schema(primaryKey=key))["primaryKey"] == []


def test_a_foreign_key_has_lists_of_names_and_the_name_of_a_table():
    key = {"fields": "up", "reference": {"fields": "id"}}
    assert usable(schema(foreignKeys=[key]))["foreignKeys"] == [
        {"fields": ["up"], "reference": {"resource": "", "fields": ["id"]}}
    ]


@pytest.mark.parametrize(
    "keys",
    [
        "up",
        [7],
        [{"fields": ["up"]}],
        [{"fields": ["up"], "reference": {"resource": [], "fields": ["id"]}}],
        [{"fields": ["up"], "reference": {"resource": "", "fields": ["id", "up"]}}],
        [{"fields": ["nothing"], "reference": {"resource": "", "fields": ["id"]}}],
        [{"fields": [["up"]], "reference": {"resource": "", "fields": ["id"]}}],
    ],
)
def test_a_foreign_key_that_leads_nowhere_is_none(keys: object):
    assert usable(schema(foreignKeys=keys))["foreignKeys"] == []


@pytest.mark.parametrize("kind", [None, [], {}, 7, "\ud800"])
def test_a_field_of_no_type_is_text(kind: object):
    assert field(type=kind)["type"] == "string"


@pytest.mark.parametrize(
    ("kind", "name", "limit"),
    [
        ("string", "required", "yes"),
        ("string", "unique", 1),
        ("string", "pattern", ["a"]),
        ("string", "pattern", "\ud800"),
        ("string", "enum", "red"),
        ("string", "enum", ["\ud800"]),
        ("string", "maxLength", -1),
        ("string", "maxLength", float("nan")),
        ("integer", "minimum", "x"),
        ("integer", "minimum", True),
        ("integer", "maximum", 10**400),
    ],
)
def test_a_constraint_of_the_wrong_type_is_none(kind: str, name: str, limit: object):
    assert field(type=kind, constraints={name: limit})["constraints"] == {}


def test_a_sound_schema_keeps_all_it_says():
    sound = {
        "fields": [
            {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 1, "maximum": "9", "enum": [1]}}
        ],
        "primaryKey": ["id"],
        "foreignKeys": [],
        "evidence": ["row"],
        "derivedKey": {"prefix": "t-", "fields": ["id"]},
        "missingValues": [""],
    }
    assert usable(sound) == usable(usable(sound)) == sound
