"""The bounds of partial dates, and that they are those by which the gate checks."""

import polars as pl
import pytest

from release.bounds import bounds, with_bounds
from tests.damage import MINI
from validate.package import load
from validate.relations.frames import earliest, latest


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020", ("2020-01-01", "2020-12-31", "year")),
        ("2020-02", ("2020-02-01", "2020-02-29", "month")),
        ("1900-02", ("1900-02-01", "1900-02-28", "month")),
        ("2020-06-30", ("2020-06-30", "2020-06-30", "day")),
        ("", ("", "", "")),
    ],
)
def test_a_partial_date_has_bounds_and_a_precision(cell: str, expected: tuple[str, str, str]):
    assert bounds(cell) == expected


def test_the_gate_reckons_with_the_same_bounds():
    cells = [f"{year}{rest}" for year in (1999, 2000, 2023, 2024) for rest in ("", *(f"-{month:02}" for month in range(1, 13)))]
    cells += ["2024-02-29", "2020-12-31"]
    frame = pl.DataFrame({"cell": cells}).select(earliest("cell").alias("earliest"), latest("cell").alias("latest"))
    assert [bounds(one)[:2] for one in cells] == [(str(one), str(two)) for one, two in frame.rows()]


def test_the_derived_columns_stand_after_the_date():
    fields, rows = with_bounds([{"name": "a"}, {"name": "d", "form": "partial-date"}, {"name": "z"}], [("1", "2020", "2")])
    assert [one["name"] for one in fields] == ["a", "d", "d_earliest", "d_latest", "d_precision", "z"]
    assert rows == [["1", "2020", "2020-01-01", "2020-12-31", "year", "2"]]


def test_no_derived_column_has_the_name_of_another():
    for table in load(MINI).tables:
        names = [one["name"] for one in with_bounds(table.fields, [])[0]]
        assert len(names) == len(set(names)), table.name
