"""The proof: every way in which an edition can differ from the CSV files is found."""

import pytest

from release.proof import Difference, differences, prove
from validate.package import CannotRun

FIELDS = [{"name": "id", "type": "string"}, {"name": "count", "type": "integer"}]
EXPECTED = {"t": (FIELDS, [("a", "1"), ("b", "")])}
GOOD = {"t": [("id", "count"), ("a", 1), ("b", None)]}


def test_an_equal_edition_has_no_differences():
    assert list(differences(EXPECTED, GOOD)) == []
    prove("t.sqlite", EXPECTED, GOOD)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"t": [("id", "count"), ("a", 2), ("b", None)]}, Difference("t", 2, "count", "1", 2)),
        ({"t": [("id", "count"), ("a", 1), ("b", 0)]}, Difference("t", 3, "count", "", 0)),
        ({"t": [("id", "count"), ("a", 1)]}, Difference("t", 3, "", "row", None)),
        ({"t": [("id", "count"), ("a", 1), ("b", None), ("c", 1)]}, Difference("t", 4, "", None, "row")),
        ({"t": [("id", "count"), ("a", 1), ("b",)]}, None),
        ({"t": [("id", "count"), ("a", 1), ("b", None, "x")]}, Difference("t", 3, "", None, "x")),
        ({"t": [("count", "id"), (1, "a"), (None, "b")]}, Difference("t", 1, "", "id,count", "count,id")),
        ({}, Difference("t", 0, "", "table", None)),
        (GOOD | {"u": [("id",)]}, Difference("u", 0, "", None, "table")),
    ],
)
def test_a_difference_is_found_with_its_place(found: dict, expected: Difference | None):
    assert list(differences(EXPECTED, found)) == [one for one in [expected] if one]


def test_the_first_difference_ends_the_build():
    with pytest.raises(CannotRun, match=r"x\.xlsx is not equal to the CSV files: t, line 2, count is '1' there and '1' here"):
        prove("x.xlsx", EXPECTED, {"t": [("id", "count"), ("a", "1"), ("b", None)]})
