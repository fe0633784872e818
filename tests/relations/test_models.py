"""The pandera models made from a Table Schema reject each breach of a constraint."""

import pandera.polars as pa
import polars as pl
import pytest
from pandera.errors import SchemaErrors

from tests.relations.literal import field, places, schema, tables
from validate.relations import check, models
from validate.relations.faults import findings

KEY = field("id", required=True)


def found(rows: list[dict], *fields: dict, key: tuple[str, ...] = ("id",), **more: object) -> list[tuple]:
    given = tables({"things": rows}, schemas={"things": schema(KEY, *fields, key=key, **more)})
    return [
        (f"{name}", *place[1:])
        for frame in given.values()
        for name, faults in models.check(frame, given)
        for place in places(list(findings(name, [faults], given)))
    ]


def cells(name: str, *values: str | None) -> list[dict]:
    return [{"id": f"t{at}", name: one} for at, one in enumerate(values)]


CONSTRAINTS = [
    ("model-required", field("x", required=True), None, "0"),
    ("model-type", field("x", "integer"), "1.5", "15"),
    ("model-type", field("x", "integer"), "２０２０", "2020"),
    ("model-type", field("x", "number"), "1,5", "1.5"),
    ("model-type", field("x", "number"), "inf", "1e3"),
    ("model-type", field("x", "year"), "20", "2020"),
    ("model-type", field("x", "date"), "2020-02-30", "2020-02-29"),
    ("model-pattern", field("x", pattern="(?:ab|cd)"), "abX", "cd"),
    ("model-pattern", field("x", pattern="ab|cd"), "abX", "ab"),
    ("model-pattern", field("x", pattern="ab"), "ab\n", "ab"),
    ("model-enum", field("x", enum=["red", "blue"]), "Red", "red"),
    ("model-enum", field("x", "integer", enum=[1, 2]), "3", "2"),
    ("model-range", field("x", "integer", minimum=1), "0", "1"),
    ("model-range", field("x", "integer", maximum=200), "201", "200"),
    ("model-range", field("x", "year", minimum=2010, maximum=2060), "2061", "2060"),
    ("model-range", field("x", "number", minimum=0), "-0.5", "0"),
    ("model-length", field("x", maxLength=3), "区块链！", "区块链"),
    ("model-length", field("x", minLength=2), "a", "ab"),
]


@pytest.mark.parametrize(("rule", "column", "wrong", "right"), CONSTRAINTS)
def test_a_constraint_rejects_the_wrong_value_and_lets_the_right_one_pass(rule, column, wrong, right):
    assert found(cells("x", right, wrong), column) == [(rule, 3, "x", wrong or "")]


def test_a_cell_that_cannot_be_cast_is_not_reported_as_empty():
    assert found(cells("x", "x1"), field("x", "integer", required=True)) == [("model-type", 2, "x", "x1")]


def test_an_empty_cell_breaks_no_constraint_but_required():
    column = field("x", pattern="a", enum=["a"], minLength=1)
    assert found(cells("x", None), column) == []


def test_a_unique_value_may_be_missing_twice_but_not_stand_twice():
    column = field("x", unique=True)
    assert found(cells("x", None, None, "a", "a", "b"), column) == [("model-unique", 5, "x", "a")]


def test_a_key_of_one_part_stands_once():
    assert found([{"id": "a"}, {"id": "b"}, {"id": "a"}]) == [("model-unique", 4, "id", "a")]


def test_a_key_of_two_parts_stands_once():
    rows = [{"id": "a", "seq": "1"}, {"id": "a", "seq": "2"}, {"id": "b", "seq": "1"}, {"id": "a", "seq": "2"}]
    assert found(rows, field("seq", "integer"), key=("id", "seq")) == [("model-unique", 5, "seq", "2")]


def test_a_repeated_key_names_the_line_of_the_first():
    given = tables({"things": [{"id": "a"}, {"id": "a"}]}, schemas={"things": schema(KEY, key=("id",))})
    assert next(iter(check(given))).details == {"first_line": "2", "key": "id"}


def test_a_foreign_key_finds_its_row_or_is_empty():
    keys = {"foreignKeys": [{"fields": ["up"], "reference": {"resource": "", "fields": ["id"]}}]}
    rows = [{"id": "a"}, {"id": "b", "up": "a"}, {"id": "c", "up": "z"}]
    assert found(rows, field("up"), **keys) == [("model-foreign-key", 4, "up", "z")]


def test_a_foreign_key_of_two_parts_is_checked_when_both_are_filled():
    pair = {"fields": ["id", "seq"], "reference": {"resource": "wholes", "fields": ["id", "seq"]}}
    schemas = {"things": schema(KEY, field("seq"), foreignKeys=[pair]), "wholes": schema(KEY, field("seq"))}
    rows = {"wholes": [{"id": "a", "seq": "1"}], "things": [{"id": "a", "seq": "1"}, {"id": "a"}, {"id": "a", "seq": "2"}]}
    assert places(list(check(tables(rows, schemas=schemas)))) == [("things", 4, "seq", "2")]


def test_a_foreign_key_into_a_table_that_was_not_read_is_left_out():
    away = {"fields": "up", "reference": {"resource": "away", "fields": "id"}}
    given = tables({"things": [{"id": "a", "up": "z"}]}, schemas={"things": schema(KEY, field("up"), foreignKeys=[away])})
    assert list(check(given)) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"foreignKeys": "up"},
        {"foreignKeys": [{"fields": ["nothing"], "reference": {"resource": "", "fields": ["id"]}}]},
        {"foreignKeys": [{"fields": ["id"], "reference": {"resource": "", "fields": ["nothing"]}}]},
        {"foreignKeys": [{"fields": ["id"], "reference": {}}, 7]},
        {"derivedKey": "id"},
        {"derivedKey": {"prefix": "t-"}},
        {"derivedKey": {"fields": [7], "prefix": None}},
        {"evidence": "id"},
    ],
)
def test_a_schema_that_is_wrong_elsewhere_raises_nothing(broken):
    assert found([{"id": "a"}], **broken) == []


@pytest.mark.parametrize(
    "constraints",
    [{"pattern": "(a"}, {"pattern": "a(?=b)"}, {"pattern": 7}, {"enum": "a"}, {"minimum": "x"}, {"maxLength": "x"}],
)
def test_a_constraint_that_cannot_be_read_is_not_checked_here(constraints):
    column = field("x", "integer" if "minimum" in constraints else "string", **constraints)
    assert [one for one in found(cells("x", "7"), column) if one[0] != "model-pattern"] == []


def test_the_model_is_held_against_an_eager_frame_for_a_lazy_one_checks_no_value():
    given = tables({"things": cells("x", "b")}, schemas={"things": schema(KEY, field("x", enum=["a"]), key=("id",))})
    made, frame = models.model(given.known["things"]), given["things"].rows
    assert isinstance(made, pa.DataFrameSchema) and isinstance(frame, pl.DataFrame)
    with pytest.raises(SchemaErrors):
        made.validate(frame, lazy=True)
    made.validate(frame.lazy(), lazy=True)  # passes: this is the trap
