"""Great Expectations at work: statements and a frame in, failed statements out.

Nothing else in the program imports the library. It runs in memory (an ephemeral context), without
progress bars, files or network.

What costs time, measured with 1.24.1: an asset and a batch definition for every frame 12 ms (the
context writes itself as YAML each time), a batch of one shared definition 2 ms and a hash of all
its cells, a statement on a column 2–3 ms, one with a row condition 8 ms, one that names rows 15 ms.
"""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

# The import makes a million lasting objects. Not looking for garbage among them, now and when the
# process ends, makes `import great_expectations` a fifth faster from start to exit.
gc.disable()
import great_expectations as gx  # noqa: E402
import polars as pl  # noqa: E402

gc.freeze()
gc.enable()

from validate.expectations.columns import seen, whole  # noqa: E402
from validate.expectations.suites import Statement, Suite, SuiteError  # noqa: E402

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.datasource.fluent.interfaces import Batch

Batches: TypeAlias = "BatchDefinition"

# Columns by which a frame names its rows; the library hands them back with what it did not expect.
IDENTITY = ("table", "record", "line", "field")


# Of a statement about a column: its figure, and what is missing in a set.
FIGURES = {"result_format": "BASIC", "partial_unexpected_count": 1000}


@dataclass(frozen=True)
class Outcome:
    """A failed statement, and the library's account of it (its `result`)."""

    statement: Statement
    result: dict


def batches() -> Batches:
    """The one definition through which every frame is handed over, in a context of its own."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("package").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def judge(suite: Suite, statements: Sequence[Statement], frame: pl.LazyFrame, batches: Batches) -> list[Outcome]:
    """The failed ones of `statements`, in their order. Raises SuiteError where one cannot be judged."""
    names = frame.collect_schema().names()
    for name in (name for one in statements for name in one.columns):
        if name not in names:
            raise SuiteError(suite.file, "unknown_column", name)
    of_columns = [one for one in statements if "column" in one.kwargs]
    of_rows = [one for one in statements if "column" not in one.kwargs]
    failed = {}
    if of_columns:
        for group, columns in seen(frame, of_columns):
            failed |= _failed(suite, group, _batch(columns, batches), FIGURES)
    if of_rows:
        failed |= _failed_of_rows(suite, of_rows, frame, batches)
    return [Outcome(one, failed[one.id].result) for one in statements if one.id in failed]


def _failed_of_rows(suite: Suite, statements: Sequence[Statement], frame: pl.LazyFrame, batches: Batches) -> dict:
    """As `_failed`; what names a row is read only if there is a row to name."""
    used = list(dict.fromkeys(name for one in statements for name in one.columns))
    different = frame.select(used).unique() if used else frame  # rows with equal figures have one answer
    failed = _failed(suite, statements, _batch(whole(different, used), batches), FIGURES)
    identity = [name for name in IDENTITY if name in frame.collect_schema()]
    if not failed or not identity:
        return failed
    named = _batch(whole(frame, list(dict.fromkeys([*identity, *used]))), batches)
    again = [one for one in statements if one.id in failed]
    return _validate(suite, again, named, {"result_format": "COMPLETE", "unexpected_index_column_names": identity})


def _failed(suite: Suite, statements: Sequence[Statement], batch: "Batch", account: dict) -> dict:
    """The results of the failed statements by id, in the form `account`."""
    verdicts = _validate(suite, statements, batch, {"result_format": "BOOLEAN_ONLY"})
    failed = [one for one in statements if not verdicts[one.id].success]
    return _validate(suite, failed, batch, account) if failed else {}


def _batch(data: pd.DataFrame, batches: Batches) -> "Batch":
    return batches.get_batch({"dataframe": data})


def _validate(suite: Suite, statements: Sequence[Statement], batch: "Batch", result_format: dict) -> dict:
    """The result of each statement by its id; the library gives them in an order of its own."""
    entries = [{"type": one.type, "kwargs": one.kwargs, "meta": one.meta} for one in statements]
    try:
        expectations = gx.ExpectationSuite(name=suite.name, expectations=entries)
        results = batch.validate(expectations, result_format=result_format).results
    except Exception as error:  # whatever the library raises here speaks of the suite
        raise SuiteError(suite.file, "refused", error) from error
    by_id = {one.expectation_config.meta["id"]: one for one in results}
    for name, result in by_id.items():
        if message := _exception(result.exception_info):
            raise SuiteError(suite.file, "raised", f"{name}: {message}")
    return by_id


def _exception(info: dict) -> str:
    """The message of an exception inside one statement; the library nests it in two ways."""
    if "raised_exception" in info:
        return str(info["exception_message"]) if info["raised_exception"] else ""
    return next(filter(None, map(_exception, info.values())), "")
