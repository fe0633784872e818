"""What a layer keeps of its findings: the first ones of each rule and column, and a count of the others."""

from validate.findings import LONGEST_VALUE, Finding
from validate.kept import LONGEST_DETAIL, MOST, MOST_IN_ALL, Kept, bounded


def at(line: int, rule: str = "first", field: str = "title", file: str = "a.csv", **others: object) -> Finding:
    return Finding(rule, "a", file, line, field, **others)


def told(findings: list[Finding]) -> list[tuple]:
    """The findings that tell of others: rule, file, line, column, how many."""
    return [(one.rule, one.file, one.line, one.field, one.details["more"]) for one in findings if "more" in one.details]


def test_of_nothing_nothing_is_kept():
    assert bounded([]) == []
    assert not Kept()


def test_few_findings_are_kept_as_they_are():
    few = [at(2), at(3), at(2, "second"), Finding("third", details={"why": "because"})]
    assert bounded(few) == few


def test_a_thousand_of_a_rule_in_a_column_are_kept_and_the_others_counted():
    kept = bounded(at(line) for line in range(MOST + 5))
    assert [one.line for one in kept[:MOST]] == list(range(MOST))
    assert told(kept) == [("first", "a.csv", None, "", "5")]


def test_just_a_thousand_are_all_kept():
    assert told(bounded(at(line) for line in range(MOST))) == []


def test_another_column_rule_or_file_is_kept_beside_a_flood():
    beside = [at(1, field="date"), at(1, "second"), at(1, file="b.csv")]
    kept = bounded([*(at(line) for line in range(MOST + 5)), *beside])
    assert kept[MOST:-1] == beside


def test_the_others_of_all_columns_are_one_count():
    kept = bounded(at(line, field=field) for field in ("title", "date") for line in range(MOST + 5))
    assert told(kept) == [("first", "a.csv", None, "", "10")]


def test_what_a_layer_counted_itself_is_added_to_the_count():
    counted = Finding("first", "a", "a.csv", field="title", details={"more": "7"})
    assert told(bounded([*(at(line) for line in range(MOST + 5)), counted])) == [("first", "a.csv", None, "", "12")]


def test_no_more_are_kept_in_all_however_many_columns_there_are():
    kept = bounded(at(line, field=f"c{column}") for column in range(30) for line in range(MOST))
    assert len(kept) == MOST_IN_ALL + 1
    assert told(kept) == [("first", "a.csv", None, "", str(30 * MOST - MOST_IN_ALL))]


def test_faults_become_findings_only_as_far_as_they_are_kept():
    made, kept = [], Kept()
    group = ("first", "a.csv", "title")

    def finding(line: int) -> Finding:
        made.append(line)
        return at(line)

    kept.add_of(group, range(MOST - 1), finding)
    kept.add_of(group, range(MOST), finding)
    assert len(made) == MOST + 1
    assert (len(kept.findings), told(kept.findings)) == (MOST + 1, [("first", "a.csv", None, "", str(MOST - 1))])


def test_long_texts_are_cut():
    (kept,) = bounded([at(2, record="k" * 5000, value="v" * 5000, details={"why": "w" * 5000})])
    assert (len(kept.record), len(kept.value), len(kept.details["why"])) == (LONGEST_DETAIL, LONGEST_VALUE, LONGEST_DETAIL)
