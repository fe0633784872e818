"""The result as one page that needs nothing else: no script, no request, its style inside.

Enters: a `Result`. Leaves: HTML. The page forbids itself, by its own policy, all but the style
that it brings, and every value is escaped.
"""

import html
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from validate.catalogue import CHAPTER_NAMES, describe, visible
from validate.exceptions import FILE, LetPass
from validate.findings import Finding
from validate.gate import LayerRun, Result
from validate.package import DESCRIPTOR
from validate.report.words import sampled, skipped, total, unreleased, verdict

WORDS = {
    "en": {
        "lang": "en", "title": "Check of {package} {version}", "findings": "Findings", "rows": "rows", "tables": "tables",
        "seconds": "seconds", "layers": "Layers", "layer": "layer", "skipped": "not read", "line": "line", "column": "column",
        "record": "record", "rule": "rule", "message": "what was found", "fix": "what to do", "let_pass": "Let pass by {file}",
        "reason": "reason", "until": "until", "file": "file",
    },
    "zh": {
        "lang": "zh-Hans", "title": "{package} {version} 校验结果", "findings": "问题", "rows": "行", "tables": "表",
        "seconds": "秒", "layers": "校验层", "layer": "层", "skipped": "未读取", "line": "行", "column": "列",
        "record": "记录", "rule": "规则", "message": "问题", "fix": "改法", "let_pass": "{file} 放行",
        "reason": "理由", "until": "期限", "file": "文件",
    },
}  # fmt: skip

STYLE = """
:root { color-scheme: light dark; --text: #1b1f24; --page: #fff; --quiet: #57606a; --edge: #d0d7de; --bad: #b3261e;
  --good: #1a6b34 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --page: #0d1117; --quiet: #9aa4af; --edge: #30363d; --bad: #ff8a80; --good: #7ee2a0 }
}
body { margin: 0 auto; padding: 1rem; max-width: 80rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--text); background: var(--page) }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
h1, h2, td, p { overflow-wrap: anywhere }
.verdict { font-weight: 600 } .bad { color: var(--bad) } .good { color: var(--good) } .quiet { color: var(--quiet) }
table { border-collapse: collapse; width: 100% }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--edge); text-align: start; vertical-align: top }
th { color: var(--quiet); font-weight: 600 }
.number { text-align: end; font-variant-numeric: tabular-nums }
code { font-size: .9em }
@media (max-width: 48rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  table, tbody, tr, td { display: block } tr { border-bottom: 1px solid var(--edge); padding: .5rem 0 }
  td { border: 0; padding: .1rem 0; text-align: start } td:empty { display: none }
  td::before { content: attr(data-name) " "; color: var(--quiet); font-size: .85em }
}
"""
Column = tuple[str, str]  # heading, kind: "", "number" or "code"


def render(result: Result, lang: str) -> str:
    """The page: verdict and counts, findings by file, what was let pass, layers."""
    words = WORDS[lang]
    title = text(words["title"].format(package=result.package.name or DESCRIPTOR, version=result.package.version))
    kind = "bad" if result.findings else "good"
    counted = (
        f"{len(result.rows)} {words['tables']} · {sum(result.rows.values()):,} {words['rows']} · "
        f"{result.seconds:.1f} {words['seconds']}"
    )
    parts = [
        f'<p class="verdict {kind}">{text(verdict(result, lang))}</p>',
        f'<p class="quiet">{text(counted)}</p>',
        *(f"<p>{text(one)}</p>" for one in [*skipped(result, lang), *sampled(result, lang), *unreleased(result, lang)]),
        *_findings(result.findings, lang),
        *_let_pass(result.let_pass, lang),
        *_layers(result.layers, lang),
    ]
    return document(title, parts, words["lang"])


def document(title: str, parts: Iterable[str], lang: str, style: str = STYLE) -> str:
    """A whole page of parts that are HTML already, under its title, which is too."""
    policy = f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{lang}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; {policy}; base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
    ]
    return "\n".join([*head, *parts, "</main>", "</body>", "</html>"])


def _findings(findings: list[Finding], lang: str) -> list[str]:
    words = WORDS[lang]
    columns = [(words["line"], "number"), (words["column"], "code"), (words["record"], "code"), (words["rule"], "code"),
               (words["message"], ""), (words["fix"], "")]  # fmt: skip
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        by_file.setdefault(one.file or DESCRIPTOR, []).append(one)
    lines = []
    for file, listed in by_file.items():
        lines.append(f'<h2><code>{text(file)}</code> <span class="quiet">{total(listed)}</span></h2>')
        lines += _table(columns, [_row(describe(one, lang)) for one in listed])
    return lines


def _row(one: dict) -> tuple[object, ...]:
    return tuple("" if one[name] is None else one[name] for name in ("line", "field", "record", "rule", "message", "fix"))


def _let_pass(let_pass: tuple[LetPass, ...], lang: str) -> list[str]:
    if not let_pass:
        return []
    words = WORDS[lang]
    columns = [(words["file"], "code"), (words["column"], "code"), (words["record"], "code"), (words["rule"], "code"),
               (words["reason"], ""), (words["until"], "")]  # fmt: skip
    rows = [
        (one.finding.file, one.finding.field, one.finding.record, one.finding.rule, one.listing.reason, one.listing.until)
        for one in let_pass
    ]
    return [f"<h2>{text(words['let_pass'].format(file=FILE))}</h2>", *_table(columns, rows)]


def _layers(layers: tuple[LayerRun, ...], lang: str) -> list[str]:
    words = WORDS[lang]
    columns = [(words["layer"], ""), (words["seconds"], "number"), (words["skipped"], "code")]
    rows = [(CHAPTER_NAMES[lang][one.name], f"{one.seconds:.2f}", ", ".join(one.skipped)) for one in layers]
    return [f"<h2>{words['layers']}</h2>", *_table(columns, rows)]


def _table(columns: list[Column], rows: Iterable[tuple[object, ...]]) -> list[str]:
    head = "".join(f'<th scope="col"{_class(kind)}>{text(name)}</th>' for name, kind in columns)
    body = ["<tr>" + "".join(map(_cell, columns, row)) + "</tr>" for row in rows]
    return ["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *body, "</tbody>", "</table>"]


def _cell(column: Column, value: object) -> str:
    name, kind = column
    shown = text(value)
    inner = f"<code>{shown}</code>" if shown and kind == "code" else shown
    return f'<td data-name="{text(name)}"{_class(kind)}>{inner}</td>'


def _class(kind: str) -> str:
    return ' class="number"' if kind == "number" else ""


def text(value: object, longest: int = 1000) -> str:
    """Any value as text of the page; the bracket too, which a GitHub runner may read as a command."""
    return html.escape(visible(str(value), longest)).replace("##[", "##&#91;")
