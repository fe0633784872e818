"""Changes and their reasons: which line is for which change."""

import pytest

from tests.history.literal import CITATIONS, REDIRECTS, REVISIONS, table, version
from validate.history.diff import Change, compare
from validate.history.reasons import covers, fits, line_for, match, new_reasons
from validate.history.versions import TableVersion, Version

PLANS = table("policy_id title year", "a Plan 2020", "b Rules 2021", "c Note 2022")
CHANGED = table("policy_id title year", "a Plans 2019", "b Rule 2021", "c Note 2022")


def explained(old: Version, new: Version) -> dict[tuple[str, str, str], str | None]:
    """The note of the reason of each change that needs one."""
    found = match(compare(old, new), old, new).reasons
    return {(one.table, one.record, one.field): reason and reason.note for one, reason in found.items()}


def with_reasons(*lines: str, **tables: TableVersion) -> Version:
    return version("0.1.0", revisions=table(REVISIONS, *lines, key=4), **tables)


def unused(old: Version, new: Version) -> list[str]:
    return [one.note for one in match(compare(old, new), old, new).unused]


def test_each_change_needs_a_reason_and_additions_none():
    new = table("policy_id title year note", "a Plans 2020 x", "d New 2023 -")
    assert explained(version(policies=PLANS), version(policies=new)) == {
        ("policies", "a", "title"): None,
        ("policies", "b", ""): None,
        ("policies", "c", ""): None,
    }


def test_one_line_for_one_edit():
    new = with_reasons("next policies a title correction Misprint", policies=CHANGED)
    assert explained(version(policies=PLANS), new) == {
        ("policies", "a", "title"): "Misprint",
        ("policies", "a", "year"): None,
        ("policies", "b", "title"): None,
    }


def test_one_line_for_many_edits_and_the_closest_counts():
    new = with_reasons(
        "next policies * * editorial All", "next policies a * correction A", "next policies a year correction Year",
        policies=CHANGED,
    )  # fmt: skip
    assert explained(version(policies=PLANS), new) == {
        ("policies", "a", "title"): "A",
        ("policies", "a", "year"): "Year",
        ("policies", "b", "title"): "All",
    }
    assert unused(version(policies=PLANS), new) == []


def test_a_removed_row_needs_a_reason_for_the_row():
    new = with_reasons(
        "next policies b row correction Wrong", "next policies c title correction No",
        policies=table("policy_id title year", "a Plan 2020"), redirects=table(REDIRECTS, "b a Same 0.2.0"),
    )  # fmt: skip
    assert explained(version(policies=PLANS), new) == {("policies", "b", ""): "Wrong", ("policies", "c", ""): None}
    assert unused(version(policies=PLANS), new) == ["No"]


def test_what_refers_to_a_row_that_left_leaves_with_it():
    links = {"policy_id": "policies.policy_id"}
    actors = table("policy_id seq", "a 1", "b 1", "c 1", key=2, links=links)
    notes = table("note_id policy_id", "n b", "m a", links=links)
    new = with_reasons(
        "next policies b row correction Wrong",
        policies=table("policy_id title year", "a Plan 2020", "c Note 2022"),
        actors=table("policy_id seq", "a 1", key=2, links=links),
        notes=table("note_id policy_id", "n a", "m c", links=links),
    )
    assert explained(version(policies=PLANS, actors=actors, notes=notes), new) == {
        ("policies", "b", ""): "Wrong",
        ("actors", "b#1", ""): "Wrong",
        ("actors", "c#1", ""): None,
        ("notes", "n", "policy_id"): "Wrong",
        ("notes", "m", "policy_id"): None,
    }


def test_the_evidence_of_a_changed_cell_needs_no_line_of_its_own():
    before = table(CITATIONS, "c1 policies a year s states", "c2 policies b year s states", "c3 policies a title s states")
    after = table(CITATIONS, "c3 policies a title s implies")
    new = with_reasons("next policies a year correction Draft", policies=CHANGED, citations=after)
    found = explained(version(policies=PLANS, citations=before), new)
    assert {key: note for key, note in found.items() if key[0] == "citations"} == {
        ("citations", "c1", ""): "Draft",
        ("citations", "c2", ""): None,
        ("citations", "c3", "verdict"): None,
    }


def test_a_column_that_left_and_one_that_means_something_else_need_a_reason():
    old = table("policy_id title year", "a Plan 2020", year={"title": "Year"})
    new = table("policy_id title", "a Plan", title={"type": "any"})
    given = with_reasons("next policies * title schema Wider", policies=new)
    assert explained(version(policies=old), given) == {("policies", "*", "title"): "Wider", ("policies", "*", "year"): None}


def test_a_code_that_left_is_explained_by_its_row():
    def coded(*codes: str) -> TableVersion:
        return table("policy_id scope", "a x", scope={"constraints": {"enum": list(codes)}})

    codes = table("list code", "scope x", "scope y", key=2)
    new = with_reasons("next codes scope#y row schema Unused", policies=coded("x"), codes=table("list code", "scope x", key=2))
    assert set(explained(version(policies=coded("x", "y"), codes=codes), new).values()) == {"Unused"}


def test_reasons_of_the_release_are_for_older_changes():
    old = version(policies=PLANS, revisions=table(REVISIONS, "0.1.0 policies * * correction Old", key=4))
    new = version(
        policies=CHANGED,
        revisions=table(REVISIONS, "0.1.0 policies * * correction Old", "next policies a year correction New", key=4),
    )
    assert [one.note for one in new_reasons(old, new)] == ["New"]
    assert explained(old, new)["policies", "b", "title"] is None


@pytest.mark.parametrize(
    ("pattern", "name", "does_fit"),
    [
        ("a", "a", True), ("a", "ab", False), ("*", "", True), ("*", "a#1", True), ("a-*", "a-b", True), ("a-*", "a", False),
        ("*-b", "a-b", True), ("a*b*c", "a1b2c", True), ("a*b*c", "acb", False), ("a*a", "a", False), ("**", "x", True),
        ("a*b*b", "ab", False), (".", "a", False), ("*" * 100 + "x", "a" * 10_000, False),
    ],
)  # fmt: skip
def test_a_star_stands_for_any_characters(pattern: str, name: str, does_fit: bool):
    assert fits(pattern, name) == does_fit


def test_the_line_to_add_is_a_line_of_the_table():
    assert line_for(Change("changed", "policies", "a", "title", "x", "y")) == "next,policies,a,title,correction,"
    assert line_for(Change("removed", "aliases", 'a,"b"', "")) == 'next,aliases,"a,""b""",row,correction,'
    assert line_for(Change("removed", "policies", "*", "title")) == "next,policies,*,title,schema,"


def test_a_reason_is_for_its_own_table_only():
    (one,) = new_reasons(version(), with_reasons("next policies a * correction x"))
    assert covers(one, ("policies", "a", "year")) and covers(one, ("policies", "a", "row"))
    assert not covers(one, ("regions", "a", "year")) and not covers(one, ("policies", "b", "year"))
