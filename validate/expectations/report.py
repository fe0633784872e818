"""From a failed statement to findings.

Enters: an outcome of the engine, and a way from the name of a table to the table.
Leaves: one finding, or one for each row that the library names. Observed and expected values
are written without words, so that both languages can use them.
"""

import math
from collections.abc import Callable, Iterator

from validate.expectations.engine import Outcome
from validate.expectations.frames import LIMITS
from validate.findings import Finding
from validate.package import Table

NOTHING = "∅"


def to_findings(outcome: Outcome, describe: Callable[[str], Table]) -> Iterator[Finding]:
    """The findings for one failed statement; at least one."""
    rows = outcome.result.get("unexpected_index_list")
    if rows:
        yield from (_about_row(outcome, row, describe) for row in rows)
        return
    statement = outcome.statement
    table = describe(statement.table)
    column = statement.kwargs.get("column", "")
    observed, value = _observation(outcome)
    yield Finding(
        statement.meta["rule"], table.name, table.file,
        field=column if column in table.columns else "", value=value,
        details=_details(statement.meta, observed, _bounds(statement.kwargs)),
    )  # fmt: skip


def _about_row(outcome: Outcome, row: dict, describe: Callable[[str], Table]) -> Finding:
    """`row` holds the two compared columns, one of them the limit, and the identity of the row."""
    statement = outcome.statement
    table = describe(str(row.get("table", statement.table)))
    limit = next(name for name in statement.columns if name in LIMITS)
    measure = next(name for name in statement.columns if name != limit)
    observed = number(row[measure])
    expected = f"{'≥' if statement.kwargs['column_A'] == measure else '≤'} {number(row[limit])}"
    return Finding(
        statement.meta["rule"], table.name, table.file,
        line=int(row["line"]) if "line" in row else None,
        field=str(row.get("field", "")), record=str(row.get("record", "")), value=observed,
        details=_details(statement.meta, observed, expected),
    )  # fmt: skip


def _details(meta: dict, observed: str, expected: str) -> dict[str, str]:
    return {
        "expectation": meta["id"],
        "statement_en": meta["statement_en"],
        "statement_zh": meta["statement_zh"],
        "observed": observed,
        "expected": expected,
    }


def _observation(outcome: Outcome) -> tuple[str, str]:
    """What was observed, and the short text that stands for it as the finding's value."""
    observed = outcome.result.get("observed_value")
    wanted = outcome.statement.kwargs.get("value_set")
    if wanted:
        missing = ", ".join(sorted(map(_text, outcome.result["partial_missing_list"])))
        return f"{len(wanted) - outcome.result['missing_count']}/{len(wanted)}, − {missing}", missing
    if isinstance(observed, dict):
        observed = ", ".join(map(_text, observed["values"]))
    return _text(observed), _text(observed)


def _bounds(kwargs: dict) -> str:
    """The bounds of a statement, such as `≥ 0.57`, `1 … 5`, or `34/34` of a set."""
    if "value_set" in kwargs:
        return "{0}/{0}".format(len(kwargs["value_set"]))
    if "quantile_ranges" in kwargs:
        return ", ".join(_between(*one) for one in kwargs["quantile_ranges"]["value_ranges"])
    return _between(kwargs.get("min_value"), kwargs.get("max_value"))


def _between(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"≥ {number(low)}" if high is None else f"≤ {number(high)}"
    return number(low) if low == high else f"{number(low)} … {number(high)}"


def _text(value: object) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A number in plain digits: whole, or to six significant ones."""
    if math.isnan(value):
        return NOTHING
    whole = not math.isinf(value) and value == int(value)
    return str(int(value)) if whole else f"{value:.6g}"
