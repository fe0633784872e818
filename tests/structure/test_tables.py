"""Each rule of the structure layer on cells, rows and bytes: frictionless, in our words."""

from pathlib import Path

import pytest

from tests.damage import MINI, Case, as_parameters, both, cell, copy_mini, edit, expected, rehashed, remove, seen, swap, write
from validate import structure, text
from validate.findings import Finding
from validate.package import Table, load
from validate.structure import tables

POLICIES = "data/policies.csv"
TOPICS = "data/policy_topics.csv"
REGIONS = "data/regions.csv"
MEASURES = "data/policy_measures.csv"
PLAN = "yunhai-2021-blockchain-action-plan"
DAMAGED = (
    "policies", "policy_measures", "policy_targets", "policy_topics", "regions",
    "agencies", "programmes", "redirects", "searches", "sources",
)  # fmt: skip


def found(rule: str, file: str, line: int | None = None, field: str = "", value: str = "") -> tuple:
    return (f"structure.{rule}", file, line, field, value)


def row(table: str, line: str):
    """Add a row at the end of a table."""
    return edit(f"data/{table}.csv", lambda raw: raw + f"{line}\n".encode())


CASES = [
    Case("hash", "a byte that changed", swap(POLICIES, "a lecture", "a Lecture"), [found("hash", POLICIES)]),
    Case("hash", "a row that is gone", edit(TOPICS, lambda raw: raw[: raw.rindex(b"yunhai")]), [found("hash", TOPICS)]),
    Case("hash", "a change that the descriptor knows", rehashed(swap(POLICIES, "a lecture", "a Lecture"))),
    Case(
        "required",
        "an empty title",
        rehashed(cell("policies", 2, "title_en", "")),
        [found("required", POLICIES, 2, "title_en", "")],
    ),
    Case(
        "required",
        "an empty key",
        rehashed(cell("redirects", 2, "old_id", "")),
        [found("required", "data/redirects.csv", 2, "old_id", "")],
    ),
    Case(
        "required",
        "an empty part of a key",
        rehashed(cell("policy_topics", 2, "topic", "")),
        [found("required", TOPICS, 2, "topic", "")],
    ),
    Case("required", "an empty cell that may be empty", rehashed(cell("policies", 3, "title_zh", ""))),
    Case(
        "type",
        "a word in a whole number",
        rehashed(cell("policies", 4, "issuer_count", "three")),
        [found("type", POLICIES, 4, "issuer_count", "three")],
    ),
    Case(
        "type",
        "a decimal in a whole number",
        rehashed(cell("policies", 4, "issuer_count", "3.5")),
        [found("type", POLICIES, 4, "issuer_count", "3.5")],
    ),
    Case(
        "type",
        "a word in a number",
        rehashed(cell("policy_targets", 2, "value_low", "many")),
        [found("type", "data/policy_targets.csv", 2, "value_low", "many")],
    ),
    Case(
        "type",
        "a month in a date",
        rehashed(cell("searches", 2, "searched_date", "2021-06")),
        [found("type", "data/searches.csv", 2, "searched_date", "2021-06")],
    ),
    Case(
        "type",
        "a range in a year",
        rehashed(cell("policies", 4, "period_start_year", "2021-2023")),
        [found("type", POLICIES, 4, "period_start_year", "2021-2023")],
    ),
    Case("type", "a decimal in a number", rehashed(cell("policy_targets", 2, "value_low", "20.5"))),
    Case(
        "pattern",
        "a key with a capital",
        rehashed(cell("redirects", 2, "new_id", "Yunhai 2018")),
        [found("pattern", "data/redirects.csv", 2, "new_id", "Yunhai 2018")],
    ),
    Case(
        "pattern",
        "what only begins like a version",
        rehashed(cell("redirects", 2, "since", "0.2.0-beta")),
        [found("pattern", "data/redirects.csv", 2, "since", "0.2.0-beta")],
    ),
    Case(
        "pattern",
        "an address of another kind",
        rehashed(cell("agencies", 2, "official_site_url", "javascript:alert(1)")),
        [found("pattern", "data/agencies.csv", 2, "official_site_url", "javascript:alert(1)")],
    ),
    Case(
        "pattern",
        "an address with a space",
        rehashed(cell("agencies", 2, "official_site_url", "https://www.example.org/a b")),
        [found("pattern", "data/agencies.csv", 2, "official_site_url", "https://www.example.org/a b")],
    ),
    Case(
        "pattern",
        "a month 13",
        rehashed(cell("policies", 2, "issued_date", "2017-13")),
        [found("pattern", POLICIES, 2, "issued_date", "2017-13")],
    ),
    Case(
        "pattern",
        "an address with a query",
        rehashed(cell("agencies", 2, "official_site_url", "https://www.example.org/a?b=1&c=%E4#d")),
    ),
    Case(
        "enum",
        "a code of no list",
        rehashed(cell("policies", 2, "scope", "dedikated")),
        [found("enum", POLICIES, 2, "scope", "dedikated")],
    ),
    Case(
        "enum",
        "a code with a capital",
        rehashed(cell("policies", 2, "scope", "Dedicated")),
        [found("enum", POLICIES, 2, "scope", "Dedicated")],
    ),
    Case(
        "enum",
        "a code of another list",
        rehashed(cell("policies", 2, "scope", "promote")),
        [found("enum", POLICIES, 2, "scope", "promote")],
    ),
    Case("enum", "a code that no row uses yet", rehashed(cell("policy_targets", 2, "comparator", "gt"))),
    Case(
        "range",
        "a number 0 that counts from 1",
        rehashed(cell("policy_measures", 2, "measure_seq", "0")),
        [found("range", MEASURES, 2, "measure_seq", "0")],
    ),
    Case(
        "range",
        "a year too far ahead",
        rehashed(cell("policies", 4, "period_end_year", "2203")),
        [found("range", POLICIES, 4, "period_end_year", "2203")],
    ),
    Case(
        "range",
        "a negative amount",
        rehashed(cell("policy_targets", 2, "value_low", "-20")),
        [found("range", "data/policy_targets.csv", 2, "value_low", "-20")],
    ),
    Case("range", "the last year of the range", rehashed(cell("policies", 4, "period_end_year", "2060"))),
    Case(
        "length",
        "a title of 401 characters",
        rehashed(cell("policies", 3, "title_zh", "区" * 401)),
        [found("length", POLICIES, 3, "title_zh", "区" * 200)],
    ),
    Case("length", "a title of 400 characters", rehashed(cell("policies", 3, "title_zh", "区" * 400))),
    Case(
        "unique",
        "a code of ISO 3166-2 twice",
        rehashed(cell("regions", 4, "iso_3166_2", "CN-YH")),
        [found("unique", REGIONS, 4, "iso_3166_2", "CN-YH")],
    ),
    Case(
        "unique",
        "an address twice",
        rehashed(cell("sources", 3, "url", "https://data.example.org/units")),
        [found("unique", "data/sources.csv", 3, "url", "https://data.example.org/units")],
    ),
    Case("unique", "empty cells in a unique column", rehashed(cell("regions", 3, "iso_3166_2", ""))),
    Case(
        "primary-key",
        "a key twice",
        rehashed(row("redirects", "yunhai-2018-blockchain-policy,,Retired.,0.2.0")),
        [found("primary-key", "data/redirects.csv", 3, "old_id", "yunhai-2018-blockchain-policy")],
    ),
    Case(
        "primary-key",
        "a key of two parts twice",
        rehashed(row("policy_topics", f"{PLAN},supply_chain_finance")),
        [found("primary-key", TOPICS, 4, "topic", "supply_chain_finance")],
    ),
    Case("primary-key", "one part of a key twice", rehashed(row("policy_topics", f"{PLAN},electronic_certificates"))),
    Case(
        "foreign-key",
        "a region that is not there",
        rehashed(cell("policies", 2, "region_id", "CN-990999")),
        [found("foreign-key", POLICIES, 2, "region_id", "CN-990999")],
    ),
    Case(
        "foreign-key",
        "a parent that is not there",
        rehashed(cell("regions", 4, "parent_region_id", "CN-980000")),
        [found("foreign-key", REGIONS, 4, "parent_region_id", "CN-980000")],
    ),
    Case(
        "foreign-key",
        "two keys that are not there",
        rehashed(both(cell("policies", 2, "region_id", "CN-990999"), cell("programmes", 2, "agency_id", "yh-none"))),
        [
            found("foreign-key", POLICIES, 2, "region_id", "CN-990999"),
            found("foreign-key", "data/programmes.csv", 2, "agency_id", "yh-none"),
        ],
    ),
    Case("foreign-key", "an empty cell", rehashed(cell("programmes", 2, "agency_id", ""))),
]


def check(root: Path, names: set[str]) -> list[Finding]:
    """What frictionless finds in the named tables of a package."""
    package = load(root)
    return tables.check(package.without(one.name for one in package.tables if one.name not in names))


def concerned(root: Path, rule: str) -> set[str]:
    """The tables that a damage changed, and those that they point to where that is the rule."""
    changed = [one for one in load(root).tables if one.path.read_bytes() != (MINI / one.file).read_bytes()]
    return {one.name for one in changed} | {name for one in changed if rule == "foreign-key" for name in pointed_to(one)}


def pointed_to(table: Table) -> set[str]:
    return {key["reference"]["resource"] or table.name for key in table.schema["foreignKeys"]}


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_a_table_against_its_schema(tmp_path: Path, case: Case):
    root = copy_mini(tmp_path, *DAMAGED)
    case.damage(root)
    assert seen(check(root, concerned(root, case.rule))) == expected(case, root)


def run(root: Path) -> list[Finding]:
    """The layer as the gate runs it: without the tables of broken shape."""
    package = load(root)
    return structure.run(package, text.scan(package).broken)


def test_a_table_of_broken_shape_is_not_read_and_what_points_to_it_is_no_fault(small: Path):
    swap(REGIONS, "region_id,name_zh", "region_id,name_cn")(small)
    assert run(small) == []


def test_a_table_that_is_missing_is_no_fault_of_those_that_point_to_it(small: Path):
    remove(REGIONS)(small)
    assert run(small) == []


def test_a_table_without_rows_is_no_fault(mini: Path):
    rehashed(write("data/redirects.csv", b"old_id,new_id,reason,since\n"))(mini)
    assert check(mini, {"redirects"}) == []


def test_several_faults_of_one_row_are_each_at_their_cell(mini: Path):
    rehashed(
        both(cell("policies", 4, "scope", "x"), cell("policies", 4, "issuer_count", "x"), cell("policies", 4, "title_en", ""))
    )(mini)
    assert seen(check(mini, {"policies"})) == [
        ("structure.type", POLICIES, 4, "issuer_count", "x"),
        ("structure.enum", POLICIES, 4, "scope", "x"),
        ("structure.required", POLICIES, 4, "title_en", ""),
    ]


def test_a_finding_brings_its_row_and_the_words_of_its_field(mini: Path):
    rehashed(cell("policy_measures", 3, "instrument", "gift"))(mini)
    (finding,) = check(mini, {"policy_measures"})
    assert finding.record == f"{PLAN}#2"
    assert finding.details["allowed"] == "funding_subsidy, public_platform"
    assert finding.details["example"] == "funding_subsidy"


def test_the_whole_package_is_sound():
    assert structure.run(load(MINI), frozenset()) == []
