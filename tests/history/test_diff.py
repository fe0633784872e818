"""Every kind of change is found by key, and nothing else."""

import pytest

from tests.history.literal import REDIRECTS, between, of, table, version
from validate.history.diff import Cell, Change, SchemaChange, apply, changes, compare

PLANS = table("id title year", "a Plan 2020", "b Rules 2021")


def test_equal_tables_do_not_differ():
    difference = compare(version(t=PLANS), version(t=PLANS))
    assert difference.is_empty() and list(changes(difference)) == []


def test_the_order_of_rows_and_columns_plays_no_part():
    turned = table("id year title", "b 2021 Rules", "a 2020 Plan")
    assert compare(version(t=PLANS), version(t=turned)).is_empty()


def test_a_row_is_added():
    found = between(PLANS, table("id title year", "a Plan 2020", "b Rules 2021", "c Note 2022"))
    assert (found.added, found.removed, found.changed) == ({("c",): {"id": "c", "title": "Note", "year": "2022"}}, {}, ())


def test_a_row_is_removed():
    found = between(PLANS, table("id title year", "a Plan 2020"))
    assert (found.added, found.removed, found.changed) == ({}, {("b",): {"id": "b", "title": "Rules", "year": "2021"}}, ())
    assert found.redirected == {}


def test_cells_are_changed():
    found = between(PLANS, table("id title year", "a Plan 2019", "b - 2021"))
    assert (found.added, found.removed) == ({}, {})
    assert found.changed == (Cell(("a",), "year", "2020", "2019"), Cell(("b",), "title", "Rules", ""))


def test_a_key_is_redirected():
    kept = table("id title year", "a Plan 2020")
    assert between(PLANS, kept, redirects=table(REDIRECTS, "b a Same 0.2.0")).redirected == {("b",): "a"}
    assert between(PLANS, kept, redirects=table(REDIRECTS, "b - Wrong 0.2.0")).redirected == {("b",): ""}
    assert between(PLANS, kept, redirects=table(REDIRECTS, "c a Same 0.2.0")).redirected == {}


def test_a_key_of_parts_is_one_key():
    old = table("id seq role", "a 1 lead", "a 2 other", key=2)
    new = table("id seq role", "a 1 lead", "a 2 lead", key=2)
    assert between(old, new).changed == (Cell(("a", "2"), "role", "other", "lead"),)


def test_a_table_without_a_key_has_rows_that_come_and_go():
    found = between(table("x y", "1 2", key=0), table("x y", "1 3", key=0))
    assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())


def test_a_column_is_added():
    difference = compare(version(t=PLANS), version(t=table("id title year note", "a Plan 2020 -", "b Rules 2021 x")))
    assert difference.schema == (SchemaChange("t", "note", "added"),)
    assert of(difference, "t").changed == (Cell(("b",), "note", None, "x"),)
    assert list(changes(difference)) == [Change("added", "t", "*", "note")]


def test_a_column_is_removed():
    difference = compare(version(t=PLANS), version(t=table("id title", "a Plan", "b Rules")))
    assert difference.schema == (SchemaChange("t", "year", "removed"),)
    assert of(difference, "t").changed == ()


def test_a_column_is_renamed_if_it_says_so():
    renamed = table("id name year", "a Plan 2020", "b Rules 2022", name={"formerly": "title"})
    difference = compare(version(t=PLANS), version(t=renamed))
    assert difference.schema == (SchemaChange("t", "name", "renamed", "title", "name"),)
    assert of(difference, "t").changed == (Cell(("b",), "year", "2021", "2022"),)


def test_a_former_name_that_is_still_there_or_never_was_says_nothing():
    for name in ("title", "heading"):
        new = table("id title year name", "a Plan 2020 -", "b Rules 2021 -", name={"formerly": name})
        assert compare(version(t=PLANS), version(t=new)).schema == (SchemaChange("t", "name", "added"),)


def test_a_renamed_key_column_keeps_its_rows():
    new = table("plan_id title year", "a Plan 2020", "b Rules 2021", plan_id={"formerly": "id"})
    difference = compare(version(t=PLANS), version(t=new))
    assert difference.schema == (SchemaChange("t", "plan_id", "renamed", "id", "plan_id"),)
    assert (of(difference, "t").added, of(difference, "t").removed) == ({}, {})


def test_another_key_that_tells_the_old_rows_apart_matches_them():
    new = table("title id year", "Plan a 2020", "Rules c 2021")
    difference = compare(version(t=PLANS), version(t=new))
    assert difference.schema == (SchemaChange("t", "", "primaryKey", '["id"]', '["title"]'),)
    assert of(difference, "t").changed == (Cell(("Rules",), "id", "b", "c"),)


def test_a_table_is_added_removed_or_renamed():
    assert compare(version(), version(t=PLANS)).schema == (SchemaChange("t", "", "added"),)
    gone = compare(version(t=PLANS), version())
    assert gone.schema == (SchemaChange("t", "", "removed"),)
    assert len(of(gone, "t").removed) == 2
    renamed = compare(version(t=PLANS), version(plans=PLANS, about={"plans": {"formerly": "t"}}))
    assert renamed.schema == (SchemaChange("plans", "", "renamed", "t", "plans"),)
    assert (of(renamed, "plans").added, of(renamed, "plans").removed) == ({}, {})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"type": "string"}, {"type": "integer"}, [("type", "string", "integer")]),
        ({"title": "Title"}, {"title": "Name"}, [("title", "Title", "Name")]),
        ({"constraints": {"required": True}}, {"constraints": {"required": False}}, [("required", "true", "false")]),
        ({"constraints": {}}, {"constraints": {"maxLength": 9}}, [("maxLength", "", "9")]),
        (
            {"constraints": {"enum": ["a", "b"]}},
            {"constraints": {"enum": ["c", "a"]}},
            [("code removed", "b", ""), ("code added", "", "c")],
        ),
        ({"constraints": {"enum": ["a", "b"]}}, {"constraints": {"enum": ["b", "a"]}}, []),
    ],
)
def test_a_field_is_defined_otherwise(before: dict, after: dict, found: list):
    old, new = (table("id title year", "a Plan 2020", title=one) for one in (before, after))
    assert compare(version(t=old), version(t=new)).schema == tuple(SchemaChange("t", "title", *one) for one in found)


def test_the_descriptor_says_something_else():
    new = version("0.2.0", t=PLANS)
    new.metadata["licenses"] = [{"name": "CC0-1.0"}]
    assert compare(version(t=PLANS), new).schema == (SchemaChange("", "", "licenses", "", '[{"name": "CC0-1.0"}]'),)


def test_the_difference_makes_the_new_version_of_the_old():
    old = version(t=PLANS, gone=PLANS, kept=PLANS)
    new = version(
        "0.2.0",
        t=table("id name note", "a Plan x", "c Note -", name={"formerly": "title"}),
        kept=PLANS,
        came=table("x y", "1 2"),
    )
    assert apply(compare(old, new), old) == new
