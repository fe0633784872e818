"""The expectations layer on damaged copies of this package, on broken suites and on empty tables.

Each damage is one that no rule about a single row can see. Great Expectations is imported once.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

from validate.expectations import ALLOWED_TYPES, RULES, SuiteError, run
from validate.expectations.frames import FRAMES
from validate.expectations.suites import load_suites
from validate.package import load

ROOT = Path(__file__).resolve().parents[2]
NOTHING = frozenset()


@pytest.fixture
def package(tmp_path):
    for name in ("data", "schemas", "expectations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def edit(package, table, change):
    """Rewrite a table: `change` takes its rows (dicts) and gives the rows to keep."""
    path = package / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), reader.fieldnames
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def edit_suite(package, name, change):
    path = package / "expectations" / f"{name}.json"
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def found(package, skip=NOTHING):
    return {(one.rule.removeprefix("expectations."), one.details["expectation"]) for one in run(load(package), skip)}


def without(column):
    def change(rows):
        return [row | {column: ""} for row in rows]

    return change


def test_the_package_as_it_stands_passes():
    assert run(load(ROOT), NOTHING) == []


def test_half_of_the_citations_gone(package):
    edit(package, "citations", lambda rows: rows[::2])
    assert found(package) >= {("row-count", "row-counts"), ("evidence", "cited-policies"), ("evidence", "cited-pilot-events")}


def test_half_of_the_citations_gone_beside_new_rows_of_another_table(package):
    edit(package, "citations", lambda rows: rows[::2] * 2)
    assert ("evidence", "cited-policies") in found(package)
    assert ("row-count", "row-counts") not in found(package)


def test_a_row_gone_names_table_and_floor(package):
    edit(package, "codes", lambda rows: rows[:-1])
    rows = len((ROOT / "data/codes.csv").read_text(encoding="utf-8").splitlines()) - 1
    (finding,) = run(load(package), NOTHING)
    assert (finding.rule, finding.table, finding.file) == ("expectations.row-count", "codes", "data/codes.csv")
    assert (finding.value, finding.details["expected"]) == (str(rows - 1), f"≥ {rows}")


def test_a_row_more_passes(package):
    edit(package, "reference_counts", lambda rows: [*rows, rows[-1] | {"reference_count_id": "ref-0"}])
    assert found(package) == set()


@pytest.mark.parametrize("factor", [10_000, 1 / 10_000])
def test_every_single_slip_of_four_digits_is_seen_at_its_line(package, factor):
    """All values slip at once; each is judged alone, so each has to be reported."""
    slipped = set()

    def slip(rows):
        for line, row in enumerate(rows, 2):
            for field in ("value_low", "value_high"):
                if row[field]:
                    row[field] = f"{float(row[field]) * factor:.12g}"
                    slipped.add((line, field, f"{row['policy_id']}#{row['target_seq']}"))
        return rows

    edit(package, "policy_targets", slip)
    findings = [one for one in run(load(package), NOTHING) if one.rule == "expectations.scale"]
    assert {(one.line, one.field, one.record) for one in findings} == slipped


def test_one_slip_is_one_finding(package):
    def slip(rows):
        rows[5]["value_high"] = rows[5]["value_high"] + "0000" if rows[5]["value_high"] else ""
        rows[5]["value_low"] = rows[5]["value_low"] + "0000"
        return rows

    edit(package, "policy_targets", slip)
    findings = run(load(package), NOTHING)
    assert {one.line for one in findings} == {7}
    assert all(one.file == "data/policy_targets.csv" and one.details["expected"].startswith("≤ ") for one in findings)


def test_one_bound_of_a_range_slips(package):
    def slip(rows):
        row = next(row for row in rows if row["comparator"] == "range" and row["metric"] == "subsidy_cap_cny")
        row["value_low"] = str(int(row["value_low"]) // 100)
        return rows

    edit(package, "policy_targets", slip)
    assert ("scale", "targets-bounds-alike") in found(package)


def test_searches_of_one_province_gone(package):
    edit(package, "searches", lambda rows: [row for row in rows if row["region_id"] != "CN-620000"])
    findings = {one.details["expectation"]: one for one in run(load(package), NOTHING)}
    finding = findings["searches-all-provinces"]
    assert finding.value == "CN-620000"
    assert finding.details["observed"] == "33/34, − CN-620000"


def test_province_searched_only_for_pilots(package):
    def other_subject(rows):
        return [row | ({"subject": "pilot"} if row["region_id"] == "CN-540000" else {}) for row in rows]

    edit(package, "searches", other_subject)
    assert ("coverage", "searches-all-provinces") in found(package)


def test_policies_of_one_province_moved(package):
    def move(rows):
        return [row | ({"region_id": "CN-110000"} if row["region_id"] == "CN-540000" else {}) for row in rows]

    edit(package, "policies", move)
    assert ("coverage", "policies-provinces") in found(package)


@pytest.mark.parametrize(
    ("table", "column", "statement"),
    [
        ("policies", "title_zh", "policies-title-zh"),
        ("policies", "doc_number", "policies-doc-number"),
        ("policies", "issued_date", "policies-issued-date"),
        ("pilot_applications", "name_zh", "pilots-name-zh"),
        ("sources", "title", "sources-title"),
        ("organisations", "name_zh", "organisations-name-zh"),
    ],
)
def test_a_column_emptied(package, table, column, statement):
    edit(package, table, without(column))
    assert ("completeness", statement) in found(package)


def test_a_few_cells_emptied_pass(package):
    """Corrections take values away too: a wrong number removed must not stop the gate."""

    def empty_one(rows):
        next(row for row in rows if row["doc_number"])["doc_number"] = ""
        return rows

    edit(package, "policies", empty_one)
    assert found(package) == set()


def test_years_all_shifted(package):
    def shift(rows):
        for row in rows:
            for field in ("issued_date", "published_date", "effective_date"):
                if row[field]:
                    row[field] = f"{int(row[field][:4]) - 3}{row[field][4:]}"
        return rows

    edit(package, "policies", shift)
    assert found(package) >= {("coverage", "policies-years"), ("distribution", "policies-year-distribution")}


def test_summaries_all_alike(package):
    edit(package, "policies", lambda rows: [row | {"summary_en": "It supports blockchain."} for row in rows])
    assert found(package) >= {("distribution", "policies-summary-own"), ("distribution", "policies-summary-length")}


def test_official_sources_relabelled(package):
    edit(package, "sources", lambda rows: [row | {"tier": "industry"} for row in rows])
    assert found(package) == {
        ("evidence", "sources-official"), ("evidence", "policies-official-source"), ("evidence", "pilots-official-source"),
    }  # fmt: skip


def test_empty_tables_break_no_frame(package):
    for path in (package / "data").glob("*.csv"):
        if path.stem != "codes":
            edit(package, path.stem, lambda rows: [])
    statements = {one.id for suite in load_suites(package / "expectations") for one in suite.statements}
    silent = statements - {name for _, name in found(package)}
    assert silent == {"targets-not-too-small", "targets-not-too-large", "targets-bounds-alike"}  # no target, no slip


def test_a_doubled_key_breaks_no_frame(package):
    edit(package, "policies", lambda rows: [rows[0], *rows])
    edit(package, "policy_targets", lambda rows: [rows[0], *rows])
    assert found(package) == set()


def test_values_that_are_no_numbers_are_left_to_the_structure_layer(package):
    edit(package, "policy_targets", lambda rows: [row | {"value_low": row["value_low"] and "much"} for row in rows])
    assert found(package) == set()


def test_a_skipped_table_silences_just_its_statements(package):
    edit(package, "sources", lambda rows: [])
    assert found(package, frozenset({"sources", "codes"})) == set()
    assert found(package, frozenset({"codes"})) >= {("row-count", "row-counts"), ("evidence", "policies-official-source")}


def test_no_suites(package):
    shutil.rmtree(package / "expectations")
    (finding,) = run(load(package), NOTHING)
    assert (finding.rule, finding.file) == ("expectations.suites-missing", "expectations")


def first(document):
    return document["expectations"][0]


BROKEN = {
    "frame": ("sources", lambda one: one["meta"].update(frame="nowhere"), "nowhere"),
    "table": ("sources", lambda one: first(one)["meta"].update(table="nowhere"), "nowhere"),
    "column": ("sources", lambda one: first(one)["kwargs"].update(column="nowhere"), "nowhere"),
    "type": ("sources", lambda one: first(one).update(type="expect_column_values_to_not_be_null"), "ALLOWED_TYPES"),
    "made-up type": ("sources", lambda one: first(one).update(type="expect_wonders"), "expect_wonders"),
    "argument": ("sources", lambda one: first(one)["kwargs"].update(mostli=1), "mostli"),
    "rule": ("sources", lambda one: first(one)["meta"].update(rule="expectations.beauty"), "beauty"),
    "no bound": ("sources", lambda one: first(one)["kwargs"].pop("min_value"), "no bound"),
    "crossed": ("sources", lambda one: first(one)["kwargs"].update(max_value=0.1), "crossed"),
    "row rule": ("sources", lambda one: first(one)["kwargs"].update(min_value=1), "schema"),
    "statement": ("sources", lambda one: first(one)["meta"].pop("statement_zh"), "statement_zh"),
    "twice": ("sources", lambda one: one["expectations"].append(first(one)), "twice"),
    "name": ("sources", lambda one: one.update(name="other"), "other"),
    "bound of text": ("sources", lambda one: first(one)["kwargs"].update(min_value="high"), "sources.json"),
    "wrong kind of column": ("policies", lambda one: one["expectations"].append({
        "type": "expect_column_mean_to_be_between", "kwargs": {"column": "title_zh", "min_value": 1},
        "meta": first(one)["meta"] | {"id": "mean-of-text"},
    }), "mean-of-text"),
    "limits gone": ("row-counts", lambda one: one["meta"].pop("limits"), ""),
    "limit of text": ("row-counts", lambda one: one["meta"]["limits"]["rows"].update(codes="many"), "limits.rows"),
    "limit of no table": ("row-counts", lambda one: one["meta"]["limits"]["rows"].update(nowhere=1), "nowhere"),
    "limit of no metric": ("target-values", lambda one: one["meta"]["limits"]["by_metric"].update(joy=[1, 2]), "joy"),
    "range of one": ("target-values", lambda one: one["meta"]["limits"]["by_unit"].update(count=[1]), "limits.by_unit"),
    "row by row on a table": ("sources", lambda one: first(one).update(
        type="expect_column_pair_values_a_to_be_greater_than_b", kwargs={"column_A": "title", "column_B": "url"}
    ), "ALLOWED_TYPES"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_suite_is_an_error_in_one_line_of_each_language(package, fault):
    name, change, word = BROKEN[fault]
    edit_suite(package, name, change)
    with pytest.raises(SuiteError) as caught:
        run(load(package), NOTHING)
    for text in caught.value.text.values():
        assert text.startswith(f"expectations/{name}.json")
        assert "\n" not in text
    assert word in caught.value.text["en"]


def test_a_suite_that_is_no_json(package):
    (package / "expectations/sources.json").write_text("{", encoding="utf-8")
    with pytest.raises(SuiteError, match="not JSON"):
        run(load(package), NOTHING)


def test_nothing_is_printed(package, capfd):
    edit(package, "citations", lambda rows: rows[::2])
    run(load(package), NOTHING)
    assert capfd.readouterr() == ("", "")


def test_suites_use_allowed_types_and_every_rule():
    statements = [one for suite in load_suites(ROOT / "expectations") for one in suite.statements]
    assert {one.type for one in statements} <= ALLOWED_TYPES
    assert {one.meta["rule"] for one in statements} == RULES


def test_every_derived_frame_is_used_and_the_rest_are_tables():
    used = {suite.frame for suite in load_suites(ROOT / "expectations")}
    tables = {one.name for one in load(ROOT).tables}
    assert used - tables == set(FRAMES)
