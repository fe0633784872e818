"""What a layer reports, and how the reports of all layers become one short list.

Enters: the findings of the layers in the order in which the layers stand.
Leaves: one finding a cell (the first cause), sorted by place, a flood summed up.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from math import inf

FLOOD = 20
LONGEST_VALUE = 200


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


def stands_for(finding: Finding) -> int:
    """The number of faults that a finding tells of: itself, or others that were counted."""
    return int(finding.details.get("more", 1))


def others(like: Finding, count: int) -> Finding:
    """The finding that tells of so many others of the same rule in the same file."""
    return replace(like, line=None, field="", record="", value="", details={"more": str(count)})


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
    left: Counter = Counter()
    seen: Counter = Counter()
    kept: list[Finding] = []
    places: dict[tuple, int] = {}
    for finding in sorted_findings:
        group = finding.rule, finding.file
        seen[group] += not _is_count(finding)
        if seen[group] <= FLOOD and not _is_count(finding):
            kept.append(finding)
            continue
        left[group] += stands_for(finding)
        if group not in places:
            places[group] = len(kept)
            kept.append(finding)
    for group, at in places.items():
        kept[at] = others(kept[at], left[group])
    return kept
