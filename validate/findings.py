"""What a layer reports, and how the reports of all layers become one short list.

Enters: the findings of the layers in the order in which the layers stand.
Leaves: one finding a cell (the first cause), sorted by place, a flood summed up.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice
from math import inf
from typing import TypeVar

MOST = 1000  # findings of a rule in a column that a layer keeps; it counts the others
FLOOD = 20
LONGEST_VALUE = 200

Fault = TypeVar("Fault")


@dataclass(frozen=True)
class Finding:
    """One fault at one place.

    `rule` is an id of the catalogue, `line` the physical line (1 = header), `record` the
    key of the row with its parts joined by `#`, `details` what the message needs besides.
    A finding about a whole file has no line; one about the whole package has no table.
    """

    rule: str
    table: str = ""
    file: str = ""
    line: int | None = None
    field: str = ""
    record: str = ""
    value: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict:
        return asdict(self)


class Kept:
    """The findings of a layer while it works: of each rule in each column of a file the first
    MOST, and the number of the others, so that memory does not grow with the faults."""

    def __init__(self) -> None:
        self._kept: dict[tuple, list[Finding]] = {}
        self._others: Counter = Counter()

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def findings(self) -> list[Finding]:
        """What is kept, and for each rule and column that had more a finding that says how many."""
        kept = [one for listed in self._kept.values() for one in listed]
        return kept + [_more(self._kept[group][0], others) for group, others in self._others.items()]

    def add(self, findings: Iterable[Finding]) -> None:
        for one in findings:
            group = one.rule, one.file, one.field
            listed = self._kept.setdefault(group, [])
            if len(listed) < MOST:
                listed.append(one)
            else:
                self._others[group] += stands_for(one)

    def add_of(self, group: tuple[str, str, str], faults: Iterable[Fault], finding: Callable[[Fault], Finding]) -> None:
        """Add what `finding` makes of the faults of a group (rule, file, column); of those that are
        only counted it makes nothing."""
        left = iter(faults)
        listed = self._kept.get(group, [])
        listed += map(finding, islice(left, MOST - len(listed)))
        if listed:
            self._kept[group] = listed
        if others := sum(1 for _ in left):
            self._others[group] += others


def bounded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as far as they are kept, each value cut to what a reader sees of it."""
    kept = Kept()
    kept.add(replace(one, value=one.value[:LONGEST_VALUE]) for one in findings)
    return kept.findings


def stands_for(finding: Finding) -> int:
    """The number of faults that a finding tells of: itself, or others that were counted."""
    return int(finding.details.get("more", 1))


def _more(finding: Finding, count: int) -> Finding:
    return replace(finding, line=None, record="", value="", details={"more": str(count)})


def settle(findings: Iterable[Finding], order: Mapping[str, int]) -> list[Finding]:
    """All findings as a reader should see them; `order` ranks the rule ids by cause."""
    ranked = sorted(findings, key=lambda one: order[one.rule])
    shortened = (replace(one, value=one.value[:LONGEST_VALUE]) for one in ranked if not _is_count(one))
    counts = [one for one in ranked if _is_count(one)]
    return _sum_up_floods(sorted([*_one_per_cell(shortened), *counts], key=_place))


def _is_count(finding: Finding) -> bool:
    return "more" in finding.details


def _one_per_cell(ranked: Iterable[Finding]) -> list[Finding]:
    first = {}
    for finding in ranked:
        first.setdefault(_cell(finding), finding)
    return list(first.values())


def _cell(finding: Finding) -> tuple:
    if finding.file and finding.line and finding.field:
        return finding.file, finding.line, finding.field
    return finding.rule, finding.file, finding.line, finding.field, finding.value, *finding.details.values()


def _place(finding: Finding) -> tuple:
    """By file and line; what is said of a file as a whole comes after its lines."""
    line = inf if finding.line is None else finding.line
    return finding.file, line, finding.field, finding.rule, finding.value


def _sum_up_floods(sorted_findings: list[Finding]) -> list[Finding]:
    """The first FLOOD findings of a rule in a file, and a last one for all others."""
    others: Counter = Counter()
    seen: Counter = Counter()
    kept: list[Finding] = []
    places: dict[tuple, int] = {}
    for finding in sorted_findings:
        group = finding.rule, finding.file
        seen[group] += not _is_count(finding)
        if seen[group] <= FLOOD and not _is_count(finding):
            kept.append(finding)
            continue
        others[group] += stands_for(finding)
        if group not in places:
            places[group] = len(kept)
            kept.append(finding)
    for group, at in places.items():
        kept[at] = replace(_more(kept[at], others[group]), field="")
    return kept
