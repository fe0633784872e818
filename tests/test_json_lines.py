"""Where in a JSON file a value stands."""

import json

import pytest

from tests.damage import MINI
from validate.json_lines import member_lines, pointer

NESTED = """{
  "name": "mini",

  "resources": [
    {"path": "a.csv",
     "schema": {"fields": []}},
    [1,
     2],
    "b"
  ],
  "last": null}
"""


def test_every_member_stands_on_its_line():
    assert member_lines(NESTED) == {
        (): 1,
        ("name",): 2,
        ("resources",): 4,
        ("resources", 0): 5,
        ("resources", 0, "path"): 5,
        ("resources", 0, "schema"): 6,
        ("resources", 0, "schema", "fields"): 6,
        ("resources", 1): 7,
        ("resources", 1, 0): 7,
        ("resources", 1, 1): 8,
        ("resources", 2): 9,
        ("last",): 11,
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("{}", {(): 1}, id="an empty object"),
        pytest.param('\n\n{"a": 1}', {(): 1, ("a",): 3}, id="blank lines in front"),
        pytest.param('{"a\\"}": "{[,:", "b": 1}', {(): 1, ('a"}',): 1, ("b",): 1}, id="signs and quotes inside words"),
        pytest.param('{"\\u533a": 1}', {(): 1, ("区",): 1}, id="a name written as an escape"),
        pytest.param('{"a": -1.5e3,\n"b": true}', {(): 1, ("a",): 1, ("b",): 2}, id="numbers and words"),
        pytest.param('{"a":\n1}', {(): 1, ("a",): 1}, id="a value on the line after its name"),
    ],
)
def test_a_small_file(text: str, lines: dict):
    assert member_lines(text) == lines


def test_every_member_of_a_real_file_is_found():
    text = (MINI / "datapackage.json").read_text(encoding="utf-8")
    places = set(walk(json.loads(text), ()))
    assert set(member_lines(text)) == places


def walk(value: object, place: tuple):
    yield place
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, member in members:
        yield from walk(member, (*place, part))


@pytest.mark.parametrize(
    ("place", "written"),
    [((), ""), (("name",), "name"), (("resources", 0, "path"), "resources[0].path"), (("a", 1, 2, "b"), "a[1][2].b")],
)
def test_a_place_is_written_as_people_write_it(place: tuple, written: str):
    assert pointer(place) == written
