"""Shares and their intervals, on numbers that were computed elsewhere."""

import pytest

from maintain.audit.accuracy import Accuracy, accuracy, mended, wilson
from maintain.audit.results import Outcome
from tests.audit.literal import ACTORS, DATE, POLICY, STEP, release, result

WRONG = result(DATE, "2020-06-30", "not_supported", "it says May")


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 1 - 0.1611, 1.0),
    ],
)
def test_the_interval_is_that_of_the_literature(hits: int, trials: int, low: float, high: float):
    assert wilson(hits, trials) == pytest.approx((low, high), abs=0.00005)


def test_only_what_could_be_judged_counts():
    rows = [result(DATE, outcome=one) for one in ("supported", "supported", "supported", *Outcome)]
    assert accuracy(rows) == Accuracy(7, 5, 4, 0.8, *wilson(4, 5))


@pytest.mark.parametrize("outcomes", [[], ["not_seen", "not_reached"]])
def test_an_audit_that_judged_nothing_has_no_accuracy(outcomes: list[str]):
    assert accuracy([result(DATE, outcome=one) for one in outcomes]) is None


def test_what_stands_as_it_was_found_is_not_mended():
    assert mended([WRONG, result(ACTORS), result(STEP, "2021", "not_seen")], release([DATE, ACTORS, STEP])) == 0


def test_a_fault_is_mended_by_another_value_a_lost_citation_or_another_verdict():
    assert mended([WRONG], release([DATE], POLICY | {"issued_date": "2020-05"})) == 1
    assert mended([WRONG], release([ACTORS])) == 1
    assert mended([WRONG], release([DATE | {"verdict": "contradicts"}])) == 1


def test_a_supported_cell_that_changed_since_is_no_mended_fault():
    assert mended([result(DATE, "2020-06-30")], release([ACTORS])) == 0
