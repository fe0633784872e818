"""The result for people: two lines a finding, then what was checked."""

from validate.catalogue import describe, visible
from validate.findings import Finding
from validate.gate import Result

WORDS = {
    "en": {
        "told": "  {message} Fix: {fix}",
        "skipped": "Not read by {layers} until the shape is mended: {tables}.",
        "counts": "{package} {version}: {tables} tables, {rows:,} rows, layers {names}, {seconds:.1f} seconds",
        "clean": "No findings: the package is valid.",
        "found": "{count} findings. The package is not valid.",
        "found_one": "1 finding. The package is not valid.",
    },
    "zh": {
        "told": "  {message}改法：{fix}",
        "skipped": "以下数据表结构损坏，{layers} 层未读取：{tables}。",
        "counts": "{package} {version}：{tables} 个表，{rows:,} 行，校验层 {names}，{seconds:.1f} 秒",
        "clean": "未发现问题：数据包有效。",
        "found": "{count} 处问题。数据包无效。",
        "found_one": "1 处问题。数据包无效。",
    },
}


def render(result: Result, lang: str) -> str:
    """Where, what, which rule and how to mend it; the last lines sum up the run."""
    words = WORDS[lang]
    lines = [line for finding in result.findings for line in _finding_lines(finding, lang)]
    skipped = result.layers[-1].skipped if result.layers else ()
    if skipped:
        later = ", ".join(one.name for one in result.layers if one.skipped)
        lines.append(words["skipped"].format(layers=later, tables=", ".join(skipped)))
    names = ", ".join(one.name for one in result.layers)
    lines.append(
        words["counts"].format(
            package=visible(result.package.name), version=visible(result.package.version), tables=len(result.rows),
            rows=sum(result.rows.values()), names=names, seconds=result.seconds,
        )
    )  # fmt: skip
    verdict = {0: "clean", 1: "found_one"}.get(len(result.findings), "found")
    lines.append(words[verdict].format(count=len(result.findings)))
    return "\n".join(lines)


def _finding_lines(finding: Finding, lang: str) -> list[str]:
    told = describe(finding, lang)
    place = ":".join(str(part) for part in (told["file"] or "datapackage.json", told["line"]) if part)
    where = " ".join(
        part for part in (place, told["field"] or "", f"[{visible(finding.record)}]" if finding.record else "") if part
    )
    return [f"{visible(where, 200)} {told['rule']}", WORDS[lang]["told"].format_map(told)]
