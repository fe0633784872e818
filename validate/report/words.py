"""What all forms of the report share: the words that sum up a run, and lines that command nothing.

Enters: a `Result`. Leaves: lines of text.
"""

import re
from collections.abc import Iterable

from validate.catalogue import CHAPTER_NAMES, visible
from validate.exceptions import FILE
from validate.findings import Finding, stands_for
from validate.gate import Result
from validate.history.comparison import RELEASED, was_released

WORDS = {
    "en": {
        "skipped": "Not read by {layers} until the shape is mended: {tables}.",
        "counts": "{package} {version}: {tables} tables, {rows:,} rows, layers {names}, {seconds:.1f} seconds",
        "sampled": "Of large tables the {layer} layer checked {rows}; relations checks every row by the same schemas.",
        "sample": "{checked:,} of {rows:,} rows of {table}",
        "unreleased": "Nothing was compared with a release: there is no {folder}/ yet.",
        "let_pass": "{count} findings let pass by {file}.",
        "let_pass_one": "1 finding let pass by {file}.",
        "clean": "No findings: the package is valid.",
        "found": "{count:,} findings. The package is not valid.",
        "found_one": "1 finding. The package is not valid.",
        "between": ", ",
        "told": "{message} Fix: {fix}",
    },
    "zh": {
        "skipped": "以下数据表结构损坏，{layers}层未读取：{tables}。",
        "counts": "{package} {version}：{tables} 个表，{rows:,} 行，校验层 {names}，{seconds:.1f} 秒",
        "sampled": "大表由{layer}层抽样校验：{rows}；关系层按同一 schema 校验全部行。",
        "sample": "{table} {rows:,} 行中的 {checked:,} 行",
        "unreleased": "未与发布版本比较：尚无 {folder}/。",
        "let_pass": "{file} 放行 {count} 处问题。",
        "let_pass_one": "{file} 放行 1 处问题。",
        "clean": "未发现问题：数据包有效。",
        "found": "{count:,} 处问题。数据包无效。",
        "found_one": "1 处问题。数据包无效。",
        "between": "、",
        "told": "{message}改法：{fix}",
    },
}


def told(described: dict, lang: str) -> str:
    """Message and fix of a described finding as one text."""
    return WORDS[lang]["told"].format_map(described)


def closing(result: Result, lang: str) -> list[str]:
    """The last lines of a report: what was not read or only in part, what was checked, what was let pass, the verdict."""
    left_out = [*skipped(result, lang), *sampled(result, lang), *unreleased(result, lang)]
    return [*left_out, counts(result, lang), *let_pass(result, lang), verdict(result, lang)]


def skipped(result: Result, lang: str) -> list[str]:
    tables = result.layers[-1].skipped if result.layers else ()
    if not tables:
        return []
    later = layer_names([one.name for one in result.layers if one.skipped], lang)
    return [WORDS[lang]["skipped"].format(layers=later, tables=visible(", ".join(tables), 1000))]


def sampled(result: Result, lang: str) -> list[str]:
    """A line for each layer that checked a sample of large tables."""
    words, lines = WORDS[lang], []
    for one in result.layers:
        if one.sampled:
            parts = (
                words["sample"].format(checked=checked, rows=rows, table=visible(table))
                for table, (checked, rows) in one.sampled.items()
            )
            lines.append(words["sampled"].format(layer=CHAPTER_NAMES[lang][one.name], rows=words["between"].join(parts)))
    return lines


def unreleased(result: Result, lang: str) -> list[str]:
    """A line if the history layer had nothing to compare with."""
    if not any(one.name == "history" for one in result.layers) or was_released(result.package):
        return []
    return [WORDS[lang]["unreleased"].format(folder=RELEASED)]


def counts(result: Result, lang: str) -> str:
    return WORDS[lang]["counts"].format(
        package=visible(result.package.name), version=visible(result.package.version), tables=len(result.rows),
        rows=sum(result.rows.values()), names=layer_names([one.name for one in result.layers], lang), seconds=result.seconds,
    )  # fmt: skip


def let_pass(result: Result, lang: str) -> list[str]:
    count = len(result.let_pass)
    name = "let_pass_one" if count == 1 else "let_pass"
    return [WORDS[lang][name].format(count=count, file=FILE)] if count else []


def verdict(result: Result, lang: str) -> str:
    count = total(result.findings)
    return WORDS[lang][{0: "clean", 1: "found_one"}.get(count, "found")].format(count=count)


def total(findings: Iterable[Finding]) -> int:
    """How many faults the findings stand for: the rest of a flood counts in full."""
    return sum(map(stands_for, findings))


def layer_names(names: Iterable[str], lang: str) -> str:
    return WORDS[lang]["between"].join(CHAPTER_NAMES[lang][one] for one in names)


def inert(line: str) -> str:
    """The line so that no runner takes it for a command of its own (`::name::` at the start, `##[name]` anywhere)."""
    return re.sub(r"^(\s*):(?=:)", r"\1: ", re.sub(r"##(?=[\w.]*\[)", "## ", line))
