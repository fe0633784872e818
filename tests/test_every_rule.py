"""Every rule of the text and structure layers has a case it refuses and a near miss it accepts."""

import pytest

from tests.structure import test_descriptor, test_tables
from tests.text import test_cells, test_files, test_shape
from validate.catalogue import rules

TEXT = [*test_files.CASES, *test_shape.CASES]
STRUCTURE = [*test_descriptor.CASES, *test_descriptor.REFUSED_BY_FRICTIONLESS, *test_tables.CASES]
REFUSED = {
    "text": {one.rule for one in TEXT if one.findings} | {rule for rule, *_ in test_cells.REFUSED},
    "structure": {one.rule for one in STRUCTURE if one.findings},
}
ACCEPTED = {
    "text": {one.rule for one in TEXT if not one.findings} | {rule for rule, *_ in test_cells.ACCEPTED},
    "structure": {one.rule for one in STRUCTURE if not one.findings},
}


@pytest.mark.parametrize("layer", ["text", "structure"])
def test_every_rule_has_both_kinds_of_case(layer: str):
    every = {one.id.removeprefix(f"{layer}.") for one in rules().values() if one.layer == layer}
    assert every == REFUSED[layer] == ACCEPTED[layer]


def test_a_refused_case_shows_its_own_rule():
    refused = [one for one in [*TEXT, *STRUCTURE] if one.findings]
    assert [one.says for one in refused if not any(rule.endswith(f".{one.rule}") for rule, *_ in one.findings)] == []
