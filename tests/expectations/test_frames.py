"""The frames and the columns handed to Great Expectations against a computation in plain Python.

Tables are those of the mini package, and random small ones of its schemas: keys and references drawn from
few values, so that records share parents, keys stand twice, references lead nowhere and cells are empty.
"""

import csv
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.expectations import plain
from validate.expectations import engine, frames
from validate.expectations.columns import SHARE_DIFFERENT, SHARE_FILLED, whole
from validate.expectations.suites import Statement, Suite
from validate.expectations.tables import Tables, legible
from validate.package import CannotRun, Package, Table, load

MINI = load(Path(__file__).resolve().parents[1] / "fixtures" / "mini")
BY_METRIC, BY_UNIT, RATIO = {"firms_gathered": [1.0, 50.0], "subsidy_cap_cny": [2.0, 9.0]}, {"count": [1.0, 1000.0]}, 50.0
EXPRESSED = {
    "policy_profile": (
        "first_date", "year", "dated_to_day", "province", "low_confidence", "summary_length",
        "official", "corroborated", "actor",
    ),
    "pilot_profile": ("low_confidence", "summary_length", "official", "event", "actor"),
}  # fmt: skip

VALUES = {
    "subject_table": ["policies", "pilot_applications", "policy_targets", "regions"],
    "subject_id": ["a", "b", "a#1", "b#", "#", ""],
    "field": ["row", "title_zh", "value_low", "region_id", ""],
    "source_id": ["s", "t", "u", ""],
    "verdict": ["states", "implies", "contradicts", ""],
    "tier": ["official", "media", ""],
    "level": ["province", "prefecture", ""],
    "region_id": ["a", "b", "c", ""],
    "parent_region_id": ["a", "b", "c", ""],
    "confidence": ["low", "high", ""],
    "issued_date": ["2020", "2020-05", "2020-05-06", "soon", ""],
    "published_date": ["2019", "2021-01-02", ""],
    "value_low": ["3", "0", "-2", "much", "nan", ""],
    "value_high": ["7", "1e3", "0.5", ""],
    "metric": ["firms_gathered", "subsidy_cap_cny", "other", ""],
    "unit": ["count", "cny", ""],
    "summary_en": ["区块链", "It, or \"this\".", ""],
}  # fmt: skip


def rows_of(table: Table) -> st.SearchStrategy:
    cells = {name: st.sampled_from(VALUES.get(name, ["a", "b", "1", ""])) for name in table.columns}
    return st.lists(st.fixed_dictionaries(cells), max_size=6)


RANDOM = st.fixed_dictionaries({one.name: rows_of(one) for one in MINI.tables})


def read(package: Package) -> dict[str, plain.Rows]:
    found = {}
    for table in package.tables:
        with table.path.open(encoding="utf-8", newline="") as file:
            found[table.name] = list(csv.DictReader(file))
    return found


def written(folder: str, rows: dict[str, plain.Rows]) -> Package:
    tables = []
    for one in MINI.tables:
        table = Table(one.name, one.file, Path(folder) / f"{one.name}.csv", one.schema)
        with table.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[one.name])
        tables.append(table)
    return Package(Path(folder), {}, tuple(tables))


def agree(package: Package, rows: dict[str, plain.Rows]) -> None:
    """Every frame that joins tables or computes has the rows that plain Python has."""
    tables = Tables(package, frozenset())
    for name, columns in EXPRESSED.items():
        built = frames.FRAMES[name].build(tables).select(columns).collect(engine="streaming").rows()
        assert built == getattr(plain, name)(rows), name
    shares = frames.cited_cells(tables).collect().to_dicts()[0]
    assert shares == {name: pytest.approx(plain.share_cited(tables.describe(name), rows)) for name in frames.CITED}
    known = {one["code"] for one in rows["codes"]}
    limits = [{code: ends for code, ends in ranges.items() if code in known} for ranges in (BY_METRIC, BY_UNIT)]
    values = frames.target_values(tables, *limits, RATIO)
    names = ["record", "line", "field", "value", "low", "high", "ratio", "widest"]
    expected = plain.target_values(tables.describe("policy_targets"), rows, *limits, RATIO)
    assert list(map(str, values.select(names).collect(engine="streaming").rows())) == [
        str(row) for row in expected if row[3] == row[3]
    ]


def test_the_frames_of_the_mini_package():
    agree(MINI, read(MINI))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(RANDOM)
def test_the_frames_of_random_tables(rows):
    codes = [("metric", name) for name in BY_METRIC] + [("unit", name) for name in BY_UNIT]
    empty = dict.fromkeys(next(one for one in MINI.tables if one.name == "codes").columns, "")
    rows["codes"] = [empty | {"list": name, "code": code} for name, code in codes]
    with TemporaryDirectory() as folder:
        agree(written(folder, rows), rows)


def test_the_frames_of_empty_tables():
    rows = {one.name: [] for one in MINI.tables}
    with TemporaryDirectory() as folder:
        agree(written(folder, rows), rows)


FIGURES = {
    "expect_column_mean_to_be_between": lambda cells: sum(cells) / len(cells) if cells else None,
    "expect_column_median_to_be_between": lambda cells: statistics.median(cells) if cells else None,
    "expect_column_sum_to_be_between": sum,
    "expect_column_min_to_be_between": lambda cells: min(cells, default=None),
    "expect_column_max_to_be_between": lambda cells: max(cells, default=None),
    "expect_column_unique_value_count_to_be_between": lambda cells: len(set(cells)),
    SHARE_DIFFERENT: lambda cells: len(set(cells)) / len(cells) if cells else 0,
}
OF_TEXT = ("expect_column_unique_value_count_to_be_between", SHARE_DIFFERENT)


def observed(frame: pl.LazyFrame, asked: list[tuple[str, str]], batches) -> dict[tuple[str, str], object]:
    """The figure that Great Expectations sees for each type and column; no figure is in the bounds."""
    meta = {"rule": "expectations.scale", "table": "things", "statement_en": "", "statement_zh": ""}
    beyond = {"min_value": 1e9, "max_value": 2e9}
    statements = [Statement(kind, {"column": column, **beyond}, meta | {"id": f"{kind} {column}"}) for kind, column in asked]
    outcomes = engine.judge(Suite("things", "things.json", "things", {}, ()), statements, frame, batches)
    return {(one.statement.type, one.statement.kwargs["column"]): one.result["observed_value"] for one in outcomes}


@pytest.fixture(scope="module")
def batches():
    return engine.batches()


NULLABLE = {
    "number": st.none() | st.integers(-3, 3).map(float),
    "holds": st.none() | st.booleans(),
    "text": st.none() | st.sampled_from(["a", "b", "区块"]),
}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(cells=st.lists(st.fixed_dictionaries(NULLABLE), max_size=7))
def test_a_shortened_column_has_the_figures_of_the_whole_column(cells, batches):
    frame = pl.LazyFrame(cells, schema={"number": pl.Float64, "holds": pl.Boolean, "text": pl.String})
    figures = {(kind, name): FIGURES[kind] for name in ("number", "holds") for kind in FIGURES}
    figures |= {(kind, "text"): FIGURES[kind] for kind in OF_TEXT}
    seen = observed(frame, [*figures, (SHARE_FILLED, "text"), (SHARE_FILLED, "number")], batches)
    for (kind, name), figure in figures.items():
        filled = [row[name] if name == "text" else float(row[name]) for row in cells if row[name] is not None]
        assert none(seen[kind, name]) == pytest.approx(figure(filled)), (kind, name)
    for name in ("text", "number"):
        assert seen[SHARE_FILLED, name] == (sum(row[name] is not None for row in cells) / len(cells) if cells else 0)


def none(value: object) -> object:
    return None if pd.isna(value) else value


def test_rows_are_counted_without_reading_a_column():
    assert whole(pl.LazyFrame({"a": ["x", None, "x"]}), []).shape == (3, 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty CSV"),
        (b"thing_id\na\n", "no column size"),
        (b"thing_id,size\na,1,2\n", "more fields"),
        (b"thing_id,size\n\xff,1\n", "utf-8"),
        (None, "No such file"),
    ],
)
def test_a_table_that_cannot_be_read_is_named_with_the_reason(tmp_path, content, reason):
    table = Table("things", "things.csv", tmp_path / "things.csv", {"fields": [{"name": "thing_id"}, {"name": "size"}]})
    if content is not None:
        table.path.write_bytes(content)
    tables = Tables(Package(tmp_path, {}, (table,)), frozenset())
    with pytest.raises(CannotRun, match=reason) as caught, legible(tables, ["things"]):
        tables["things"].collect(engine="streaming")
    assert str(caught.value).startswith("things.csv cannot be read: ")


def test_a_column_that_no_table_has_is_a_key_error():
    with pytest.raises(KeyError, match="nowhere"), legible(Tables(MINI, frozenset()), ["regions"]):
        Tables(MINI, frozenset())["regions"].select("nowhere").collect()
