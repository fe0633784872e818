"""A cell and its value: the same or not, in type and in every character."""

from datetime import date

import pytest

from release.cells import is_cell, value
from validate.package import CannotRun


def field(kind: str) -> dict:
    return {"name": "x", "type": kind}


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("string", "010", "010"),
        ("integer", "10", 10),
        ("year", "2020", 2020),
        ("number", "0.5", 0.5),
        ("date", "2020-06-30", date(2020, 6, 30)),
        ("integer", "", None),
        ("string", "", None),
    ],
)
def test_a_cell_becomes_a_value_of_its_type_and_is_known_again(kind: str, cell: str, expected: object):
    assert value(field(kind), cell) == expected
    assert is_cell(field(kind), cell, expected)


@pytest.mark.parametrize(
    ("kind", "cell", "found"),
    [
        ("string", "010", 10),
        ("string", "NA", None),
        ("string", "", ""),
        ("string", "北京", "北京 "),
        ("integer", "10", 10.0),
        ("integer", "1", True),
        ("integer", "0", None),
        ("number", "0.1", 0.1 + 2**-56),
        ("number", "20", "20"),
        ("date", "2020-06-30", date(2020, 6, 29)),
        ("date", "2020-06-30", 44012),
    ],
)
def test_what_a_careless_reader_makes_of_a_cell_is_not_the_cell(kind: str, cell: str, found: object):
    assert not is_cell(field(kind), cell, found)


def test_a_whole_number_may_be_kept_as_a_fraction_where_the_column_has_fractions():
    assert is_cell(field("number"), "20", 20.0)


@pytest.mark.parametrize(("kind", "cell"), [("integer", "many"), ("date", "2020-02-30"), ("geopoint", "1,2")])
def test_a_cell_of_another_type_is_named(kind: str, cell: str):
    with pytest.raises(CannotRun, match=f"x: '{cell}' cannot be kept as {kind}"):
        value(field(kind), cell)
