"""The expectations layer: what holds of the data set as a whole, decided by Great Expectations.

Enters: a package, and the tables that an earlier layer found missing or malformed.
Leaves: findings, for each statement of `<package>/expectations/*.json` that the data fail.
Statements and thresholds belong to the package; the frames they are about, to the program.
"""

from collections.abc import Set

from validate.expectations import engine
from validate.expectations.frames import FRAMES, raw
from validate.expectations.report import to_findings
from validate.expectations.suites import (
    ALLOWED_TYPES,
    FOLDER,
    NO_SUITES,
    RULES,
    Suite,
    SuiteError,
    check_limits,
    load_suites,
)
from validate.expectations.tables import Tables, legible
from validate.findings import Finding
from validate.package import Package

__all__ = ["ALLOWED_TYPES", "RULES", "SuiteError", "run"]


def run(package: Package, skip: Set[str]) -> list[Finding]:
    """The findings in the order of the suites.

    A statement that needs a table in `skip` is not judged. Raises SuiteError where a suite is
    wrong, as opposed to the data.
    """
    suites = load_suites(package.root / FOLDER)
    if not suites:
        return [Finding(NO_SUITES, file=FOLDER)]
    tables = Tables(package, skip)
    batches = engine.batches()
    return [finding for suite in suites for finding in _run_suite(suite, tables, batches)]


def _run_suite(suite: Suite, tables: Tables, batches: engine.Batches) -> list[Finding]:
    frame = FRAMES.get(suite.frame) or raw(suite.frame)
    for name in (*frame.needs, *suite.tables):
        if not tables.declares(name):
            raise SuiteError(suite.file, "unknown_name", name)
    check_limits(suite, frame.limits)
    statements = [one for one in suite.statements if one.is_about_all or one.table in tables]
    if not statements or not all(name in tables for name in frame.needs):
        return []
    try:
        with legible(tables, frame.needs):
            outcomes = engine.judge(suite, statements, frame.build(tables, **suite.limits), batches)
    except KeyError as error:
        raise SuiteError(suite.file, "frame_lacks", error.args[0]) from error
    return [finding for outcome in outcomes for finding in to_findings(outcome, tables.describe)]
