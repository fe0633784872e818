"""What a layer keeps of its findings, so that memory does not grow with the faults.

Enters: findings, or faults and a way to make findings of them. Leaves: the first findings, their
texts cut to what a reader may see, and for each rule and file the number of the others.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from validate.findings import LONGEST_VALUE, Finding, others, stands_for

MOST, MOST_IN_ALL = 1000, 20_000  # findings of a rule in a column, and of all together
LONGEST_DETAIL = 1000  # characters

Fault = TypeVar("Fault")
Group = tuple[str, str, str]  # rule, file, column


class Kept:
    """The findings of a layer while it works."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._in_group: Counter = Counter()
        self._others: dict[tuple[str, str], Finding] = {}

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def findings(self) -> list[Finding]:
        """What is kept, then for each rule and file that had more a finding that says how many."""
        return [*self._kept, *self._others.values()]

    def add(self, findings: Iterable[Finding]) -> None:
        """Add findings of any rules and columns."""
        for one in findings:
            if self._room(_group(one)):
                self._keep(one)
            else:
                self._count(one, stands_for(one))

    def add_of(self, group: Group, faults: Iterable[Fault], finding: Callable[[Fault], Finding]) -> None:
        """Add what `finding` makes of the faults of one rule in one column; it makes nothing of most
        that are only counted, which is much faster."""
        left = iter(faults)
        for one in islice(left, self._room(group)):
            self._keep(finding(one))
        for one in left:
            self._count(finding(one), 1 + sum(1 for _ in left))

    def _room(self, group: Group) -> int:
        return min(MOST - self._in_group[group], MOST_IN_ALL - len(self._kept))

    def _keep(self, finding: Finding) -> None:
        self._in_group[_group(finding)] += 1
        self._kept.append(_shortened(finding))

    def _count(self, finding: Finding, count: int) -> None:
        group = finding.rule, finding.file
        before = stands_for(self._others[group]) if group in self._others else 0
        self._others[group] = others(finding, before + count)


def bounded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as far as they are kept, with the number of the others."""
    kept = Kept()
    kept.add(findings)
    return kept.findings


def _group(finding: Finding) -> Group:
    return finding.rule, finding.file, finding.field


def _shortened(finding: Finding) -> Finding:
    """The finding without what no reader sees: the rest of a cell that is megabytes long."""
    details = {name: str(text)[:LONGEST_DETAIL] for name, text in finding.details.items()}
    return replace(finding, record=finding.record[:LONGEST_DETAIL], value=finding.value[:LONGEST_VALUE], details=details)
