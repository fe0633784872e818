"""Cases of the rules on quantified goals."""

from tests.relations.cases import Case

UNITS = [{"list": "metric", "code": "parks", "unit": "count"}, {"list": "metric", "code": "milestone"}]


def targets(*rows: dict) -> dict:
    return {"policy_targets": [{"policy_id": "p", "target_seq": str(seq), **row} for seq, row in enumerate(rows, 1)]}


def measured(*rows: dict) -> dict:
    return targets(*rows) | {"codes": UNITS}


CASES = [
    Case(
        "comparator-fills",
        rejects="at least without a low value, at most without a high one, a range with one end",
        wrong=targets(
            {"comparator": "ge", "value_high": "5"},
            {"comparator": "le", "value_low": "5"},
            {"comparator": "range", "value_low": "1"},
        ),
        finds=[
            ("policy_targets", 2, "value_low", ""),
            ("policy_targets", 3, "value_high", ""),
            ("policy_targets", 4, "value_high", ""),
        ],
        passes="each comparator with just its values",
        right=targets(
            {"comparator": "ge", "value_low": "5"},
            {"comparator": "gt", "value_low": "5"},
            {"comparator": "le", "value_high": "5"},
            {"comparator": "eq", "value_low": "5", "value_high": "5"},
            {"comparator": "range", "value_low": "1", "value_high": "5"},
            {},
        ),
    ),
    Case(
        "comparator-leaves-empty",
        rejects="at least with a high value, at most with a low one, a value without a comparator",
        wrong=targets(
            {"comparator": "ge", "value_low": "1", "value_high": "5"},
            {"comparator": "le", "value_low": "1", "value_high": "5"},
            {"value_low": "0"},
        ),
        finds=[
            ("policy_targets", 3, "value_low", "1"),
            ("policy_targets", 4, "value_low", "0"),
            ("policy_targets", 2, "value_high", "5"),
        ],
        passes="about with both values, and no comparator without values",
        right=targets({"comparator": "approx", "value_low": "5", "value_high": "5"}, {}),
    ),
    Case(
        "values-in-order",
        rejects="an equality of two values, a range of one, an approximation turned round",
        wrong=targets(
            {"comparator": "eq", "value_low": "4", "value_high": "5"},
            {"comparator": "range", "value_low": "5", "value_high": "5"},
            {"comparator": "approx", "value_low": "10", "value_high": "9"},
        ),
        finds=[
            ("policy_targets", 2, "value_high", "5"),
            ("policy_targets", 3, "value_high", "5"),
            ("policy_targets", 4, "value_high", "9"),
        ],
        passes="nine to ten, which text would sort the other way round, and five written in two ways",
        right=targets(
            {"comparator": "range", "value_low": "9", "value_high": "10"},
            {"comparator": "eq", "value_low": "5", "value_high": "5.0"},
        ),
    ),
    Case(
        "unit-fits-metric",
        rejects="a number of parks in yuan and one without a unit",
        wrong=measured({"metric": "parks", "unit": "cny"}, {"metric": "parks"}),
        finds=[("policy_targets", 2, "unit", "cny"), ("policy_targets", 3, "unit", "")],
        passes="parks that are counted, and a milestone, which has no unit",
        right=measured({"metric": "parks", "unit": "count"}, {"metric": "milestone"}),
    ),
    Case(
        "milestone-without-number",
        rejects="a milestone with a number and a goal without one",
        wrong=targets({"target_kind": "milestone", "comparator": "eq"}, {"target_kind": "goal"}),
        finds=[("policy_targets", 2, "comparator", "eq"), ("policy_targets", 3, "comparator", "")],
        passes="a milestone without a number and a goal with one",
        right=targets({"target_kind": "milestone"}, {"target_kind": "goal", "comparator": "ge"}),
    ),
    Case(
        "milestone-dated",
        rejects="a milestone without a year",
        wrong=targets({"target_kind": "milestone"}),
        finds=[("policy_targets", 2, "due_year", "")],
        passes="a goal without a year",
        right=targets({"target_kind": "goal"}, {"target_kind": "milestone", "due_year": "2025"}),
    ),
]
