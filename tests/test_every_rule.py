"""Every rule of the catalogue refuses a single edit of what is sound, and lets a named near miss pass."""

import pytest

from tests.damage import Case
from tests.damage.engines import KINDS
from tests.mutation.outcome import ROOT
from tests.mutation.rules import CELL, FILE_CASES, proofs
from tests.text import test_cells
from validate.catalogue import rules
from validate.relations.rules import RULES


@pytest.fixture(scope="module")
def proven() -> dict[str, dict[str, str]]:
    return proofs(ROOT)


@pytest.mark.parametrize("rule", rules())
def test_the_rule_refuses_a_single_edit_and_lets_a_named_near_miss_pass(proven: dict, rule: str):
    assert proven[rule]["refuses"]
    assert proven[rule]["lets_pass"]


def test_a_rule_on_cells_refuses_a_change_of_one_cell(proven: dict):
    on_cells = {*KINDS, *(f"text.{rule}" for rule, *_ in test_cells.REFUSED), *(f"relations.{one.rule}" for one in RULES)}
    assert [one for one in on_cells if proven[one]["edits"] != CELL] == []


def test_a_refused_case_shows_its_own_rule():
    refused: list[Case] = [one for cases in FILE_CASES.values() for one in cases if one.findings]
    assert [one.says for one in refused if not any(rule.endswith(f".{one.rule}") for rule, *_ in one.findings)] == []
