"""The words that the forms of an account share, in English and Chinese."""

from release.account import Account, Section

MOST_SHOWN = 20  # changes of one kind in one table; the rest is counted

WORDS = {
    "en": {
        "title": "Changes from {old} to {new}",
        "nothing": "Nothing differs.",
        "package": "datapackage.json",
        "added": "rows added: {count:,}",
        "removed": "rows removed: {count:,}",
        "redirected": "keys redirected: {count:,}",
        "changed": "cells changed: {count:,} (rows: {rows:,})",
        "schema": "changes of the schema: {count:,}",
        "between": ", ",
        "column": "column {field}",
        "table": "the table",
        "reason": "{kind}: {note}",
        "no_reason": "no reason; add to data/revisions.csv, with its kind and why: {line}",
        "bulk": "one line for all of a column: {line}",
        "more": "… and {count:,} more ({what}); --format json lists all",
        "smallest": "The smallest version that may follow {old}: {smallest} ({level})",
        "unexplained": "Changes without a reason: {count:,}.",
        "unused": "Reasons for nothing that changed: {count:,}; nox -s validate names them.",
        "empty": "(empty)",
        "verb": {"added": "Added", "removed": "Removed", "redirected": "Redirected", "changed": "Changed", "schema": "Changed"},
    },
    "zh": {
        "title": "从 {old} 到 {new} 的变更",
        "nothing": "没有差异。",
        "package": "datapackage.json",
        "added": "新增行：{count:,}",
        "removed": "删除行：{count:,}",
        "redirected": "合并的键：{count:,}",
        "changed": "变更单元格：{count:,}（{rows:,} 行）",
        "schema": "结构变更：{count:,}",
        "between": "，",
        "column": "列 {field}",
        "table": "整表",
        "reason": "{kind}：{note}",
        "no_reason": "无原因；请在 data/revisions.csv 中加入下行，写明类别与原因：{line}",
        "bulk": "一行即可说明整列：{line}",
        "more": "……另有 {count:,} 处（{what}）；--format json 列出全部",
        "smallest": "{old} 之后可用的最小版本：{smallest}（{level}）",
        "unexplained": "{count:,} 处变更没有原因。",
        "unused": "{count:,} 条原因没有对应的变更；nox -s validate 会逐条指出。",
        "empty": "（空）",
        "verb": {"added": "新增", "removed": "删除", "redirected": "合并", "changed": "变更", "schema": "变更"},
    },
}
SIGNS = {"added": "+", "removed": "-", "redirected": ">", "changed": "~", "schema": "~"}


def counted(section: Section, lang: str) -> str:
    """How much changed in a table, in words."""
    words, counts = WORDS[lang], section.counts
    parts = [words[what].format(count=count, rows=counts["rows"]) for what, count in counts.items() if count and what in SIGNS]
    return words["between"].join(parts)


def closing(one: Account, lang: str) -> list[str]:
    """What is to be done: the version, and reasons that lack or are for nothing."""
    words = WORDS[lang]
    lines = [words["smallest"].format(old=one.old, smallest=one.smallest or "–", level=one.level.name)]
    if one.unexplained:
        lines.append(words["unexplained"].format(count=one.unexplained))
    if one.unused:
        lines.append(words["unused"].format(count=len(one.unused)))
    return lines
