"""What every audit found, as a table of `audit/README.md`.

Enters: the audits and the last release. Leaves: an `Audit` each, and Markdown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maintain.audit.accuracy import Accuracy, accuracy, mended
from maintain.audit.results import Outcome, Result, audits
from maintain.markdown import head, row
from validate.history.versions import Version

HEAD = (
    "audit · 审核", "version · 版本", "drawn · 抽取", *(f"`{one}`" for one in Outcome),
    "share · 相符率", "95 % interval · 置信区间", "mended since · 此后更正",
)  # fmt: skip
NONE = "No audit is finished yet. · 尚无完成的审核。"


@dataclass(frozen=True)
class Audit:
    """One audit: what it found (None if it judged nothing), and how many faults were mended since."""

    name: str
    version: str
    outcomes: Mapping[str, int]
    accuracy: Accuracy | None
    mended: int


def read(root: Path, last: Version) -> list[Audit]:
    """The audits of a repository whose last release is `last`, the latest last. Raises CannotRun if a file is malformed."""
    return [_audit(name, results, last) for name, results in audits(root).items() if results]


def table(found: Sequence[Audit]) -> str:
    """A row an audit, the latest first."""
    return "\n".join([*head(HEAD), *map(_row, reversed(found))]) if found else NONE


def _audit(name: str, results: Sequence[Result], last: Version) -> Audit:
    outcomes = Counter(one.outcome for one in results)
    return Audit(name, results[0].audited_version, outcomes, accuracy(results), mended(results, last))


def _row(one: Audit) -> str:
    counts = [one.outcomes.get(outcome, 0) for outcome in Outcome]
    said = one.accuracy
    share, interval = (f"{said.share:.0%}", f"{said.low:.0%}–{said.high:.0%}") if said else ("–", "–")
    return row((f"[{one.name}]({one.name}.csv)", one.version, sum(counts), *counts, share, interval, one.mended))
