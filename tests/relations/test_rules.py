"""Each hand-written rule rejects a fault and lets a near miss pass."""

import re

import pytest

from tests.relations import one_cell
from tests.relations.cases import (
    Case,
    actors,
    codes,
    dates,
    evidence,
    keys,
    names,
    pilots,
    policies,
    regions,
    relations,
    sources,
    targets,
)
from tests.relations.literal import found_by, places, tables
from tests.relations.one_cell import OneCell
from validate.catalogue import describe
from validate.relations.rules import RULES
from validate.relations.rules.targets import FILLS

SUBJECTS = (actors, codes, dates, evidence, keys, names, pilots, policies, regions, relations, sources, targets)
CASES = [case for subject in SUBJECTS for case in subject.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.rejects}")
def test_rejects(case: Case):
    assert places(found_by(case.rule, tables(case.wrong, **case.options))) == case.finds


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.passes}")
def test_lets_pass(case: Case):
    assert places(found_by(case.rule, tables(case.right, **case.options))) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.rejects}")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_says_all_that_its_words_need(case: Case, lang: str):
    for finding in found_by(case.rule, tables(case.wrong, **case.options)):
        described = describe(finding, lang)
        assert not re.search(r"\?|\bNone\b", described["message"] + described["fix"])


@pytest.mark.parametrize("mutant", one_cell.listed(), ids=lambda one: f"{one.rule}: {one.says}")
def test_one_cell_makes_a_near_miss_wrong(mutant: OneCell):
    case = next(one for one in CASES if (one.rule, one.passes) == (mutant.rule, mutant.near_miss))
    assert places(found_by(case.rule, tables(mutant.tables(case), **case.options))) == mutant.finds != []


def test_every_rule_has_one_cell_that_breaks_it():
    assert [one.rule for one in one_cell.listed()] == list(dict.fromkeys(case.rule for case in CASES))


def test_every_rule_has_a_case_and_every_case_a_rule():
    assert {case.rule for case in CASES} == {one.rule for one in RULES}


def test_a_case_gives_the_tables_that_its_rule_needs():
    needs = {one.rule: set(one.needs) for one in RULES}
    assert not [case.rule for case in CASES if needs[case.rule] - set(case.wrong) or needs[case.rule] - set(case.right)]


def test_the_fix_of_a_region_that_has_ended_names_its_successor():
    given = tables(regions.policy_in("CN-330103", "2022"))
    assert found_by("region-existed", given)[0].details["instead"] == "CN-330105 拱墅区"


def test_the_fix_of_a_region_that_has_not_begun_names_its_predecessor():
    given = tables(regions.policy_in("CN-330105", "2020"))
    assert found_by("region-existed", given)[0].details["instead"] == "CN-330103 下城区"


def test_the_fix_of_an_address_is_its_normal_form():
    given = tables(sources.sources("HTTPS://me@WWW.A.cn:443/区?utm_source=x&id=1#top"))
    assert found_by("url-normal", given)[0].details["mended"] == "https://www.a.cn/%E5%8C%BA?id=1"


def test_the_fix_of_traditional_characters_is_the_simplified_text():
    given = tables({"policies": [{"policy_id": "p", "title_zh": "區块鏈发展計划"}]})
    assert found_by("simplified", given)[0].details == {"found": "區鏈計", "mended": "区块链发展计划"}


def test_the_record_of_a_finding_is_the_whole_key():
    given = tables(targets.targets({}, {"target_kind": "milestone"}))
    assert [one.record for one in found_by("milestone-dated", given)] == ["p#2"]


def test_a_redirect_into_an_unread_table_is_not_judged():
    given = tables({"redirects": [{"old_id": "gone", "new_id": "nowhere"}]}, unread=("policies",))
    assert found_by("redirect-to-living", given) == []


def test_a_key_derived_from_an_unread_table_is_not_judged():
    given = tables({"citations": [{"citation_id": "cit-0000000000", "source_id": "src-0"}]}, unread=("sources",))
    assert found_by("derived-key", given) == []


def test_every_comparator_of_the_schema_has_its_values():
    comparator = next(
        one for one in tables({"policy_targets": []}).known["policy_targets"].fields if one["name"] == "comparator"
    )
    assert set(comparator["constraints"]["enum"]) == set(FILLS) - {None}
