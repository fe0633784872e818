"""The first screen of the README: two pictures, and a table that says what there is, how many, how good and how fresh.

Enters: the tables, the descriptor, the numbers of the figures, the latest audit. Leaves: Markdown. Every number is counted
here, in `figures.numbers` or in `maintain.audit`.
"""

from collections import Counter
from dataclasses import asdict
from html import escape

from figures import record
from figures.numbers import FIGURES
from figures.numbers.evidence import total
from figures.tables import COUNTRY, Tables, first_date
from maintain.audit.page import Audit
from release.metadata.citation import sentence
from validate.package import Package

SHOWN = ("regions", "timeline")
COLON = {"en": ": ", "zh": "："}
ROWS = {
    "en": {
        "How many": "**{policies} policies** ({dedicated} dedicated to blockchain, {national} national), {targets} quantified "
        "targets, **{pilots} pilot applications** ({on_chain} known to use blockchain), {agencies} public authorities; "
        "{sources} sources, {citations:,} citations",
        "How good": "**{cited:.0%} of {filled:,} cells are cited**, {official:.0%} to an official source; "
        "{official_sources:.0%} of the sources are official; {contradicted} cells have a source that contradicts them, which "
        "is kept. {audited} Our own confidence in a policy is high for {high:.0%}, medium for {medium:.0%}, low for {low:.0%}. "
        "<sub>A cell counts if it states a fact (no key, no code, no words of our own), and as "
        "cited if a source states or implies it or its row.</sub>",
        "How fresh": "Released on {created}; latest policy {latest}; last search {searched}",
        "What is missing": "It is a selection, not a census ([coverage](docs/coverage.md)). Without a policy row: {no_policy}; "
        "without a pilot row: {no_pilot}; {undated} policies without a known date",
        "Get it": "A [release](../../releases): zip, XLSX, SQLite, Parquet, DuckDB, R ([which file](docs/releases.md)); or the "
        "CSV files in [`data/`](data). Then [first use](#first-use). To look first: the [browse page](docs/browse.md)",
        "Cite it": "{citation}",
    },
    "zh": {
        "多少": "**{policies} 项政策**（专项 {dedicated} 项，全国性 {national} 项）、{targets} 个量化目标、"
        "**{pilots} 个试点应用**（已知使用区块链 {on_chain} 个）、{agencies} 个公共机关；"
        "{sources} 个来源，{citations:,} 条引证",
        "质量": "**{filled:,} 个单元格中 {cited:.0%} 有来源**，{official:.0%} 有官方来源；"
        "来源中 {official_sources:.0%} 为官方；{contradicted} 个单元格另有不符的来源，均予保留。"
        "{audited}政策行的自评置信度：高 {high:.0%}、中 {medium:.0%}、低 {low:.0%}。"
        "<sub>只计陈述事实的单元格（不含键、代码和自行撰写的文字）；来源载明或可推断该单元格或其所在行，即为有来源。</sub>",
        "时效": "发布于 {created}；最近的政策 {latest}；最近一次检索 {searched}",
        "缺什么": "本数据是精选，不是普查（[覆盖情况](docs/coverage.md)）。没有政策行：{no_policy}；"
        "没有试点行：{no_pilot}；{undated} 项政策日期不详",
        "获取": "[发布文件](../../releases)：zip、XLSX、SQLite、Parquet、DuckDB、R（[如何选择](docs/releases.md)），"
        "或 [`data/`](data) 中的 CSV 文件；然后看[快速使用](#快速使用)。想先浏览，见[浏览页](docs/browse.md)",
        "引用": "{citation}",
    },
}
AUDITED = {
    "en": "Of {drawn} citations of version {version} drawn at random, {judged} could be judged from the page; **{supported} of "
    "them ({share:.0%}, 95% interval {low:.0%}–{high:.0%}) say what the cell says** ([audit](audit/README.md)){mended}.",
    "zh": "从版本 {version} 随机抽取 {drawn} 条引证，{judged} 条可据网页判断，**其中 {supported} 条（{share:.0%}，95% 置信区间 "
    "{low:.0%}–{high:.0%}）与单元格相符**（[审核](audit/README.md)）{mended}。",
}
MENDED = {"en": "; {count} of the others mended since", "zh": "，不符者中 {count} 条此后已更正"}
NOT_AUDITED = {"en": "Accuracy has **not been audited** yet.", "zh": "准确性**尚未抽样审核**。"}


def pictures(numbers: dict[str, dict], lang: str) -> str:
    """The pictures side by side, each with its numbers in words and a link to the full size."""
    shown = []
    for name in SHOWN:
        file = record.pictures(name)[lang, "svg"].as_posix()
        said = escape(f"{FIGURES[name].TITLE[lang]}{COLON[lang]}{FIGURES[name].words(numbers[name], lang)}")
        shown.append(f'<a href="{file}"><img src="{file}" width="49%" alt="{said}"></a>')
    return "\n".join(shown)


def gallery(numbers: dict[str, dict], lang: str) -> str:
    """The other figures: a line each, with a link and the numbers in words."""
    rest = [name for name in FIGURES if name not in SHOWN]
    files = {name: record.pictures(name)[lang, "svg"].as_posix() for name in rest}
    said = {one: f"{COLON[lang]}{FIGURES[one].words(numbers[one], lang)}" for one in rest}
    return "\n".join(f"- [{FIGURES[one].TITLE[lang]}]({files[one]}){said[one]}" for one in rest)


def table(tables: Tables, numbers: dict[str, dict], package: Package, audit: Audit | None, lang: str) -> str:
    """The table, a question a row; `audit` is the latest, if there is one."""
    facts = _counts(tables) | _shares(tables, numbers) | _gaps(numbers, lang) | {"citation": sentence(package)}
    facts["audited"] = audited(audit, lang)
    lines = [f"| **{question}** | {answer.format(**facts)} |" for question, answer in ROWS[lang].items()]
    return "\n".join(["| | |", "|---|---|", *lines])


def audited(audit: Audit | None, lang: str) -> str:
    """What the latest audit found, in a sentence."""
    if audit is None or audit.accuracy is None:
        return NOT_AUDITED[lang]
    mended = MENDED[lang].format(count=audit.mended) if audit.mended else ""
    return AUDITED[lang].format(version=audit.version, mended=mended, **asdict(audit.accuracy))


def _counts(tables: Tables) -> dict[str, int | str]:
    policies, pilots = tables["policies"], tables["pilot_applications"]
    return {
        "policies": len(policies),
        "dedicated": sum(row["scope"] == "dedicated" for row in policies),
        "targets": len(tables["policy_targets"]),
        "pilots": len(pilots),
        "on_chain": sum(row["uses_blockchain"] == "yes" for row in pilots),
        "agencies": len(tables["agencies"]),
        "sources": len(tables["sources"]),
        "citations": len(tables["citations"]),
        "created": tables.created,
        "latest": max(map(first_date, policies)),
        "searched": max(row["searched_date"] for row in tables["searches"]),
    }


def _shares(tables: Tables, numbers: dict[str, dict]) -> dict[str, float]:
    cells = {what: total(numbers["evidence"]["cells"], what) for what in ("filled", "cited", "official", "contradicted")}
    tiers = {one["code"]: one["sources"] for one in numbers["evidence"]["tiers"]}
    confidence = Counter(row["confidence"] for row in tables["policies"])
    return {
        "filled": cells["filled"],
        "contradicted": cells["contradicted"],
        "cited": cells["cited"] / cells["filled"],
        "official": cells["official"] / cells["filled"],
        "official_sources": tiers["official"] / sum(tiers.values()),
        **{level: confidence[level] / confidence.total() for level in ("high", "medium", "low")},
    }


def _gaps(numbers: dict[str, dict], lang: str) -> dict[str, str | int]:
    searched = numbers["evidence"]["searched"]
    none = {subject: [one[lang] for one in rows if not one["rows"]] for subject, rows in searched.items()}
    between, nothing = (", ", "no region") if lang == "en" else ("、", "无")
    (country,) = (one for one in numbers["regions"]["regions"] if one["region_id"] == COUNTRY)
    return {
        "national": country["policies"],
        "no_policy": between.join(none["policy"]) or nothing,
        "no_pilot": between.join(none["pilot"]) or nothing,
        "undated": numbers["timeline"]["undated"],
    }
