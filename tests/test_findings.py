"""Settling: one finding a cell, the first cause, sorted by place, a flood summed up."""

from validate.findings import FLOOD, LONGEST_VALUE, Finding, settle

ORDER = {"first": 0, "second": 1, "third": 2}


def at(rule: str, line: int | None = 2, field: str = "title", file: str = "a.csv", value: str = "") -> Finding:
    return Finding(rule, "a", file, line, field, value=value)


def settled(*findings: Finding) -> list[tuple]:
    return [(one.rule, one.file, one.line, one.field) for one in settle(findings, ORDER)]


def test_nothing_is_found_in_nothing():
    assert settled() == []


def test_a_cell_is_told_once_with_its_first_cause():
    assert settled(at("third"), at("first"), at("second")) == [("first", "a.csv", 2, "title")]


def test_two_cells_of_a_row_are_told_both():
    assert settled(at("first", field="title"), at("first", field="date")) == [
        ("first", "a.csv", 2, "date"),
        ("first", "a.csv", 2, "title"),
    ]


def test_two_rules_on_a_whole_row_or_file_are_told_both():
    assert settled(at("first", field=""), at("second", field=""), at("third", None, ""), at("first", None, "")) == [
        ("first", "a.csv", 2, ""),
        ("second", "a.csv", 2, ""),
        ("first", "a.csv", None, ""),
        ("third", "a.csv", None, ""),
    ]


def test_the_same_said_twice_of_a_file_is_told_once():
    assert settled(at("first", None, ""), at("first", None, "")) == [("first", "a.csv", None, "")]


def test_two_values_missing_from_a_file_are_told_both():
    assert len(settle([at("first", None, "", value="x"), at("first", None, "", value="y")], ORDER)) == 2


def test_two_things_missing_from_a_row_are_told_both():
    missing = [Finding("first", "a", "a.csv", 2, "", details={"cited": one}) for one in ("title", "date")]
    assert len(settle(missing, ORDER)) == 2


def test_findings_stand_in_the_order_of_files_and_lines():
    assert settled(at("first", 10), at("second", 9), at("first", 3, file="b.csv"), at("third", 2)) == [
        ("third", "a.csv", 2, "title"),
        ("second", "a.csv", 9, "title"),
        ("first", "a.csv", 10, "title"),
        ("first", "b.csv", 3, "title"),
    ]


def test_the_order_in_which_layers_answer_does_not_matter():
    findings = [at(rule, line, field) for rule in ORDER for line in (2, 3) for field in ("", "date", "title")]
    assert settled(*findings) == settled(*reversed(findings))


def test_twenty_of_a_kind_are_told_in_full():
    assert len(settled(*(at("first", line) for line in range(2, FLOOD + 2)))) == FLOOD


def test_a_flood_is_summed_up_after_twenty_with_the_count():
    *told, rest = settle([at("first", line) for line in range(2, FLOOD + 7)], ORDER)
    assert [one.line for one in told] == list(range(2, FLOOD + 2))
    assert (rest.rule, rest.file, rest.line, rest.field, rest.value, dict(rest.details)) == (
        "first",
        "a.csv",
        None,
        "",
        "",
        {"more": "5"},
    )


def test_a_flood_hides_no_other_rule_and_no_other_file():
    flood = [at("first", line) for line in range(2, 100)]
    found = settled(*flood, at("second", 200), at("first", 3, file="b.csv"))
    assert found[-2:] == [("second", "a.csv", 200, "title"), ("first", "b.csv", 3, "title")]


def test_a_flood_of_doubled_findings_counts_cells():
    *_, rest = settle([at(rule, line) for rule in ("first", "second") for line in range(2, FLOOD + 7)], ORDER)
    assert (rest.rule, dict(rest.details)) == ("first", {"more": "5"})


def test_a_long_value_is_cut():
    (finding,) = settle([at("first", value="x" * 1000)], ORDER)
    assert len(finding.value) == LONGEST_VALUE


def test_a_finding_survives_the_way_through_json():
    finding = Finding("first", "a", "a.csv", 2, "title", "key", "value", {"why": "because"})
    assert Finding(**finding.to_json()) == finding
