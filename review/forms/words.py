"""The words that the forms of the page share, in English and Chinese."""

from collections.abc import Callable, Iterator

from review.cards import Card, Part
from review.evidence import Witness
from review.page import Page

WORDS = {
    "en": {
        "lang": "en",
        "title": "Review of changes in the data",
        "nothing": "Nothing in the data differs.",
        "summary": "Records changed: {cards:,} · bulk edits: {folds:,} · new sources: {sources:,} · findings: {findings} · "
        "reasons that lack: {missing:,}",
        "not_run": "not checked",
        "tables": "Counts",
        "package": "datapackage.json",
        "version": "The smallest version that may follow {old}: {smallest} ({level}).",
        "unreleased": "Nothing has been released yet, so no reason is needed and no version demanded.",
        "told": "Not as the base branch has it",
        "findings": "Findings of the gate",
        "clean": "None: the package is valid.",
        "gate_absent": "The gate was not run here: its libraries are not installed. Run nox -s validate.",
        "gate_stopped": "The gate could not run: {why}",
        "missing": "Reasons that lack",
        "paste": "Add to data/revisions.csv what fits, with its kind and, at the end, why:",
        "reasons": "Reasons given",
        "redirects": "Redirects",
        "nowhere": "(nothing)",
        "records": "Records",
        "added": "Added",
        "removed": "Removed",
        "redirected": "Redirected",
        "changed": "Changed",
        "evidence": "Evidence changed",
        "schema": "Schema and descriptor",
        "sources": "New sources",
        "cited": "cited {count:,}×",
        "folds": "Bulk edits",
        "fold": "{table}.{field}: {old} → {new} in {count:,} rows",
        "fold_wide": "{table}.{field}: {count:,} cells",
        "fold_more": "with a citation: {cited:,}, without a reason: {unexplained:,}",
        "states": "states",
        "implies": "implies",
        "contradicts": "⚠ contradicts",
        "no_citation": "no citation",
        "must_cite": "⚠ NO CITATION",
        "no_reason": "⚠ no reason",
        "reason": "reason",
        "new": "new",
        "gone": "taken away",
        "edited": "edited; before:",
        "empty": "(empty)",
        "row": "row",
        "referring": "Referred to by",
        "citations": "citations",
        "never_released": "never released, so nobody needs a redirect",
        "no_redirect": "⚠ no redirect",
        "parts": "Its rows that went with it",
        "more": "… and {count:,} more",
        "cut": "Cut: this comment has its limit, and {count:,} blocks or lines are not shown. The whole page is the HTML file "
        "in the artifact “review” of the check; here: nox -s review -- BASE --format html --out page.html",
        "columns": ("column", "before", "after", "evidence", "reason"),
        "colon": ": ",
    },
    "zh": {
        "lang": "zh-Hans",
        "title": "数据变更审阅",
        "nothing": "数据没有差异。",
        "summary": "变更记录：{cards:,} · 批量修改：{folds:,} · 新增来源：{sources:,} · 问题：{findings} · "
        "缺少的原因：{missing:,}",
        "not_run": "未校验",
        "tables": "统计",
        "package": "datapackage.json",
        "version": "{old} 之后可用的最小版本：{smallest}（{level}）。",
        "unreleased": "尚无发布版本，因此无需原因，也无版本要求。",
        "told": "与目标分支不符",
        "findings": "校验发现的问题",
        "clean": "无：数据包有效。",
        "gate_absent": "此处未运行校验：未安装所需的库。请运行 nox -s validate。",
        "gate_stopped": "校验无法运行：{why}",
        "missing": "缺少的原因",
        "paste": "请选取适用的行加入 data/revisions.csv，写明类别，并在末尾写明原因：",
        "reasons": "已给出的原因",
        "redirects": "重定向",
        "nowhere": "（无）",
        "records": "记录",
        "added": "新增",
        "removed": "删除",
        "redirected": "合并",
        "changed": "变更",
        "evidence": "证据变更",
        "schema": "结构与描述文件",
        "sources": "新增来源",
        "cited": "引用 {count:,} 次",
        "folds": "批量修改",
        "fold": "{table}.{field}：{old} → {new}，共 {count:,} 行",
        "fold_wide": "{table}.{field}：{count:,} 个单元格",
        "fold_more": "有引证：{cited:,}，缺原因：{unexplained:,}",
        "states": "载明",
        "implies": "可推知",
        "contradicts": "⚠ 相矛盾",
        "no_citation": "无引证",
        "must_cite": "⚠ 缺少引证",
        "no_reason": "⚠ 缺少原因",
        "reason": "原因",
        "new": "新",
        "gone": "已删除",
        "edited": "已修改，原为",
        "empty": "（空）",
        "row": "整行",
        "referring": "被引用于",
        "citations": "引证",
        "never_released": "从未发布，无需重定向",
        "no_redirect": "⚠ 缺少重定向",
        "parts": "随之删除的行",
        "more": "……另有 {count:,} 处",
        "cut": "已截断：评论长度有限，{count:,} 段或行未显示。完整页面为该检查的附件“review”中的 HTML 文件；"
        "本地可运行 nox -s review -- BASE --format html --out page.html",
        "columns": ("列", "变更前", "变更后", "证据", "原因"),
        "colon": "：",
    },
}
WITNESSED = {"added": "new", "removed": "gone", "changed": "edited"}
MOST_KEYS = 5  # referring records of one column that are named


def summary(page: Page, lang: str) -> str:
    """The page in one line."""
    words = WORDS[lang]
    found = page.verdict.findings
    return words["summary"].format(
        cards=len(page.cards),
        folds=len(page.folds),
        sources=sum(map(len, page.sources.values())),
        findings=words["not_run"] if found is None else f"{len(found) + len(page.told):,}",
        missing=len(page.missing),
    )


def witnesses(card: Card) -> dict[str, Witness]:
    """A witness for each source of a card, in the order in which they are met; their places number them."""
    listed: dict[str, Witness] = {}
    for line in (line for part in card.parts for line in part.lines):
        for one in line.witnesses:
            listed.setdefault(one.source, one)
    return listed


def gone_with(card: Card) -> dict[str, int]:
    """How many rows of each table left with a record that left."""
    counted: dict[str, int] = {}
    for part in card.parts:
        if part.place != card.place and card.what in {"removed", "redirected"} and part.what in {"removed", "redirected"}:
            counted[part.place[0]] = counted.get(part.place[0], 0) + 1
    return counted


def shown_parts(card: Card) -> list[Part]:
    """The parts that are shown one by one."""
    counted = gone_with(card)
    return [one for one in card.parts if one.place == card.place or one.place[0] not in counted]


def what(part: Part, lang: str) -> str:
    """What happened to a row, in one word or two."""
    return WORDS[lang][part.what or "evidence"]


def gate_line(page: Page, lang: str, shown: Callable[[str], str]) -> str:
    """What is to be said of the gate where there are no findings; empty if there are. `shown` makes text part of the form."""
    words, verdict = WORDS[lang], page.verdict
    if verdict.findings is None:
        return words["gate_stopped"].format(why=shown(verdict.why)) if verdict.why else words["gate_absent"]
    return "" if verdict.findings else words["clean"]


def version_line(page: Page, lang: str, shown: Callable[[str], str]) -> str:
    """Which version may follow."""
    words, since = WORDS[lang], page.since
    if since is None:
        return words["unreleased"]
    return words["version"].format(old=shown(since.old), smallest=shown(since.smallest) or "–", level=since.level.name)


def demands(page: Page, lang: str) -> list[tuple[str, str]]:
    """What demands that version, each with its level; what demands less is left out."""
    since = page.since
    return [(one.level.name, one.why[lang]) for one in since.demands if one.level is since.level] if since else []


def referring(card: Card, lang: str, shown: Callable[[str], str]) -> Iterator[str]:
    """Lines on the rows that refer to the record, and on the citations of it by verdict; `shown` as above."""
    words = WORDS[lang]
    for place, keys in card.referring.items():
        named = ", ".join(map(shown, keys[:MOST_KEYS])) + (" …" if len(keys) > MOST_KEYS else "")
        yield f"{words['referring']} {shown(place)} {len(keys):,}{words['colon']}{named}"
    if card.cited:
        verdicts = ", ".join(f"{shown(verdict)} {count:,}" for verdict, count in card.cited.items())
        yield f"{words['citations']}{words['colon']}{verdicts}"
