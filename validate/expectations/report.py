"""From a failed statement to findings.

Enters: an outcome of the engine, the table it speaks of, the frame it was judged on.
Leaves: one finding, or one for each offending row where the frame knows its rows (columns
`record`, `line`, `field`). Observed and expected values are written without words, so that
both languages can use them.
"""

import math
from collections.abc import Iterator

import pandas as pd

from validate.expectations.engine import Outcome
from validate.findings import Finding
from validate.package import Table

NOTHING = "∅"


def to_findings(outcome: Outcome, table: Table, frame: pd.DataFrame) -> Iterator[Finding]:
    """The findings for one failed statement about `table`; at least one."""
    meta, kwargs = outcome.statement.meta, outcome.statement.kwargs
    observed, value = observation(outcome)
    details = {
        "expectation": meta["id"],
        "statement_en": meta["statement_en"],
        "statement_zh": meta["statement_zh"],
        "observed": observed,
        "expected": expectation(kwargs),
    }
    rows = offending_rows(kwargs, frame)
    for row in rows:
        shown = number(row.value)
        yield Finding(
            meta["rule"], table.name, table.file, int(row.line), row.field, row.record, shown, details | {"observed": shown}
        )
    if not rows:
        column = kwargs.get("column", "")
        field = column if column in table.columns else ""
        yield Finding(meta["rule"], table.name, table.file, field=field, value=value, details=details)


def observation(outcome: Outcome) -> tuple[str, str]:
    """What was observed, in full, and the short text that stands for it as the value."""
    result = outcome.result
    observed = result.get("observed_value")
    if "missing_count" in result and "value_set" in outcome.statement.kwargs:
        wanted = len(outcome.statement.kwargs["value_set"])
        missing = ", ".join(sorted(map(_text, result["partial_missing_list"])))
        return f"{wanted - result['missing_count']}/{wanted} (− {missing})", missing
    if isinstance(observed, dict):
        text = ", ".join(map(_text, observed["values"]))
        return text, text
    return _text(observed), _text(observed)


def expectation(kwargs: dict) -> str:
    """The bounds of a statement, such as `≥ 0.57`, `1 … 5` or a set."""
    if "value_set" in kwargs:
        return "⊇ {" + ", ".join(map(_text, kwargs["value_set"])) + "}"
    if "quantile_ranges" in kwargs:
        return ", ".join(dict.fromkeys(_between(*one) for one in kwargs["quantile_ranges"]["value_ranges"]))
    return _between(kwargs.get("min_value"), kwargs.get("max_value"))


def offending_rows(kwargs: dict, frame: pd.DataFrame) -> list:
    """The rows outside the range of a statement on smallest and largest value; [] if unknown."""
    column = kwargs.get("column")
    span = _span(kwargs)
    if span is None or not {"record", "line", "field"} <= set(frame.columns):
        return []
    selected = frame.query(kwargs["row_condition"]["pass_through_filter"]) if "row_condition" in kwargs else frame
    low, high = span
    outside = selected[(selected[column] < low) | (selected[column] > high)]
    return list(outside.assign(value=outside[column])[["record", "line", "field", "value"]].itertuples())


def number(value: float) -> str:
    """A number in plain digits: whole, or to six significant ones."""
    if math.isnan(value):
        return NOTHING
    if math.isinf(value) or value == int(value):
        return str(value if math.isinf(value) else int(value))
    return f"{value:.6g}"


def _span(kwargs: dict) -> tuple[float, float] | None:
    ranges = kwargs.get("quantile_ranges", {}).get("value_ranges", [])
    if ranges and all(one == ranges[0] for one in ranges):
        low, high = ranges[0]
    elif "min_value" in kwargs or "max_value" in kwargs:
        low, high = kwargs.get("min_value"), kwargs.get("max_value")
    else:
        return None
    return -math.inf if low is None else low, math.inf if high is None else high


def _between(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"≥ {number(low)}" if high is None else f"≤ {number(high)}"
    return number(low) if low == high else f"{number(low)} … {number(high)}"


def _text(value: object) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else number(float(value))
