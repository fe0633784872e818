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


def settle(findings: Iterable[Finding], order: Mapping[str, int]) -> list[Finding]:
    """All findings as a reader should see them; `order` ranks the rule ids by cause."""
    ranked = sorted(findings, key=lambda one: order[one.rule])
    shortened = (replace(one, value=one.value[:LONGEST_VALUE]) for one in ranked)
    return _sum_up_floods(sorted(_one_per_cell(shortened), key=_place))


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
    total = Counter((one.rule, one.file) for one in sorted_findings)
    seen: Counter = Counter()
    kept = []
    for finding in sorted_findings:
        group = finding.rule, finding.file
        seen[group] += 1
        if seen[group] <= FLOOD:
            kept.append(finding)
        elif seen[group] == FLOOD + 1:
            more = str(total[group] - FLOOD)
            kept.append(replace(finding, line=None, field="", record="", value="", details={"more": more}))
    return kept
