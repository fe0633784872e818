"""How many of the citations that were drawn show what they are cited for, and how far that speaks for all.

Enters: the results of an audit, and the last release. Leaves: an `Accuracy`; how many faults were mended since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from maintain.audit.cells import value
from maintain.audit.results import Outcome, Result
from validate.evidence import SUPPORTS
from validate.history.versions import Version

DEVIATIONS = 1.959964  # of the normal distribution, between which 95 % of it lie


@dataclass(frozen=True)
class Accuracy:
    """Numbers of citations; `share` is supported of judged, `low` and `high` its 95 % interval after Wilson."""

    drawn: int
    judged: int
    supported: int
    share: float
    low: float
    high: float


def accuracy(results: Iterable[Result]) -> Accuracy | None:
    """The accuracy that an audit found; None if it judged no citation."""
    outcomes = [one.outcome for one in results]
    supported = outcomes.count(Outcome.SUPPORTED)
    judged = supported + outcomes.count(Outcome.NOT_SUPPORTED)
    if not judged:
        return None
    return Accuracy(len(outcomes), judged, supported, supported / judged, *wilson(supported, judged))


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % interval after Wilson of a share, which stays within 0 and 1 also where all or none are hits."""
    share, weight = hits / trials, DEVIATIONS**2 / trials
    middle = share + weight / 2
    reach = DEVIATIONS * sqrt(share * (1 - share) / trials + weight / (4 * trials))
    return max(0.0, (middle - reach) / (1 + weight)), min(1.0, (middle + reach) / (1 + weight))


def mended(results: Iterable[Result], last: Version) -> int:
    """How many citations that were not supported no longer stand so in the last release: the citation left,
    no longer backs the cell, or the cell has another value."""
    citations = {one["citation_id"]: one for one in last.rows("citations")}
    faulty = [one for one in results if one.outcome == Outcome.NOT_SUPPORTED]
    return sum(not _stands(one, citations.get(one.citation_id), last) for one in faulty)


def _stands(result: Result, citation: dict[str, str] | None, last: Version) -> bool:
    return citation is not None and citation["verdict"] in SUPPORTS and value(last, citation) == result.audited_value
