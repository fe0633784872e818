"""The result for people: two lines a finding, then what was checked."""

from validate.catalogue import describe, visible
from validate.findings import Finding
from validate.gate import Result
from validate.report.words import closing, inert, told


def render(result: Result, lang: str) -> str:
    """Where, what, which rule and how to mend it; the last lines sum up the run."""
    lines = [line for finding in result.findings for line in _finding_lines(finding, lang)]
    return "\n".join(map(inert, [*lines, *closing(result, lang)]))


def _finding_lines(finding: Finding, lang: str) -> list[str]:
    described = describe(finding, lang)
    place = ":".join(str(part) for part in (described["file"] or "datapackage.json", described["line"]) if part)
    where = " ".join(
        part for part in (place, described["field"] or "", f"[{visible(finding.record)}]" if finding.record else "") if part
    )
    return [f"{visible(where, 200)} {described['rule']}", f"  {told(described, lang)}"]
