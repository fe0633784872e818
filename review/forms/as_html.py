"""The page as HTML that needs nothing else: no script, no request, its style inside; made for screen and paper.

The frame and its policy are those of the gate's report; every value is escaped, and only addresses of the web are links.
"""

from collections.abc import Iterable, Iterator

from release.forms.words import counted
from review.cards import Card, Line, Part
from review.evidence import CONTRADICTS, Witness
from review.forms import words as shared
from review.forms.links import safe
from review.forms.words import WITNESSED, WORDS
from review.page import Page
from validate.addresses import host_of
from validate.report.as_html import STYLE, document, text
from validate.report.words import told

OWN_STYLE = """
article table { table-layout: fixed }
article { border: 1px solid var(--edge); border-radius: .4rem; padding: 0 1rem 1rem; margin: 1rem 0 }
h3 { font-size: 1rem; overflow-wrap: anywhere } h4 { font-size: .95rem; margin: 1rem 0 .25rem; overflow-wrap: anywhere }
ul { padding-inline-start: 1.2rem } li, summary, pre { overflow-wrap: anywhere } pre { white-space: pre-wrap }
a { color: inherit } del { color: var(--quiet) } ins { text-decoration: none; font-weight: 600 }
.label { color: var(--quiet); font-size: .9em }
@media print {
  article { break-inside: avoid } body { max-width: none; padding: 0 }
  details::details-content { content-visibility: visible }
}
"""


def render(page: Page, lang: str) -> str:
    """The whole page; nothing is cut but very long cells."""
    words = WORDS[lang]
    parts = [f'<p class="verdict">{text(shared.summary(page, lang))}</p>']
    if not page.changed.sections and not page.told:
        parts.append(f"<p>{words['nothing']}</p>")
    parts += [*_overview(page, lang), *_findings(page, lang), *_ledgers(page, lang)]
    if page.cards:
        parts.append(f"<h2>{words['records']}</h2>")
        parts += [line for card in page.cards for line in _card(page, card, lang)]
    parts += [*_folds(page, lang), *_sources(page, lang)]
    return document(words["title"], parts, words["lang"], STYLE + OWN_STYLE)


def _overview(page: Page, lang: str) -> Iterator[str]:
    words, sections = WORDS[lang], page.changed.sections
    if sections:
        yield f"<h2>{words['tables']}</h2>"
        yield from _list(f"{_code(one.table or words['package'])}{words['colon']}{counted(one, lang)}" for one in sections)
        yield f"<p>{shared.version_line(page, lang, text)}</p>"
    yield from _list(f"{level} {text(why)}" for level, why in shared.demands(page, lang))


def _findings(page: Page, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if page.told:
        yield f"<h2>{words['told']}</h2>"
        yield from _list(f'{_code(one.file)} <span class="bad">{text(one.words[lang])}</span>' for one in page.told)
    yield f"<h2>{words['findings']}</h2>"
    line = shared.gate_line(page, lang, text)
    if line:
        yield f"<p>{line}</p>"
    places = ((":".join(part for part in (one.file, one.line, one.field) if part), one) for one in page.verdict.findings or ())
    yield from _list(
        f"{_code(place)} {_code(one.rule)} {text(told({'message': one.message, 'fix': one.fix}, lang))}"
        for place, one in places
    )


def _ledgers(page: Page, lang: str) -> Iterator[str]:
    """The lines to add, reasons, redirects, and what changed of the schemas."""
    words = WORDS[lang]
    if page.missing:
        yield f"<h2>{words['missing']}</h2><p>{words['paste']}</p>"
        yield "<pre>" + "\n".join(map(text, page.missing)) + "</pre>"
    redirects = [
        f"{_code(row['old_id'])} → {_code(row['new_id']) or words['nowhere']} {text(row.get('reason', ''))}"
        for row in page.redirects
    ]
    reasons = [f"{_code(f'{one.table}.{one.record}.{one.field}')} {_code(one.kind)} {text(one.note)}" for one in page.reasons]
    schema = [
        f"{words.get(one.what, words['changed'])} {_code('.'.join(filter(None, (one.table, one.field))))} "
        f"<del>{text(one.old)}</del> → <ins>{text(one.new)}</ins>"
        for one in page.schema
    ]
    for name, lines in (("redirects", redirects), ("reasons", reasons), ("schema", schema)):
        if lines:
            yield f"<h2>{words[name]}</h2>"
            yield from _list(lines)


def _card(page: Page, card: Card, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    numbers = {source: at for at, source in enumerate(shared.witnesses(card), 1)}
    yield "<article>"
    title = text(page.records.title(card.place, lang))
    yield f"<h3>{words[card.what]} {_code(card.place[0])} {_code(card.place[1])} {title}</h3>"
    for part in shared.shown_parts(card):
        about = _about(part, card, lang)
        if part.place != card.place:
            yield f"<h4>{shared.what(part, lang)} {_code(part.place[0])} {_code(part.place[1])}{about}</h4>"
        elif about:
            yield f"<p>{words['row']}{about}</p>"
        lines = [one for one in part.lines if one.is_changed or one.witnesses]
        if lines:
            yield from _table(words["columns"], (_line(page, part, one, numbers, lang) for one in lines))
    left = shared.gone_with(card)
    if left:
        named = ", ".join(f"{_code(name)} {count:,}" for name, count in left.items())
        yield f"<p>{words['parts']}{words['colon']}{named}</p>"
    yield from _list(shared.referring(card, lang, _code))
    yield from _list(f"S{numbers[one.source]} {_witness(one)}" for one in shared.witnesses(card).values())
    yield "</article>"


def _about(part: Part, card: Card, lang: str) -> str:
    """What concerns a row as a whole: what takes its place, and why it left."""
    words = WORDS[lang]
    said = []
    if part.what == "redirected":
        said.append(f"→ {_code(part.redirect) or words['nowhere']}")
    if part.what == "removed" and part.place == card.place:
        said.append(_bad(words["no_redirect"]) if card.is_released else words["never_released"])
    why = _why(part, lang)
    return "".join(f" · {one}" for one in (*said, *([why] if why else [])))


def _line(page: Page, part: Part, line: Line, numbers: dict[str, int], lang: str) -> list[str]:
    words = WORDS[lang]
    said = [_short(one, part, numbers, lang) for one in line.witnesses]
    if not said and line.new and not part.is_cited and (line.needs_evidence or line.is_fact):
        said = [_bad(words["must_cite"]) if line.needs_evidence else f'<span class="quiet">{words["no_citation"]}</span>']
    before, after = (_labelled(page, part, line.field, cell, lang) for cell in (line.old, line.new))
    if line.is_changed:
        before, after = (f"<{tag}>{cell}</{tag}>" if cell else "" for tag, cell in (("del", before), ("ins", after)))
    elif not line.new:  # a list that stands in another table
        before = after = ""
    return [_code(line.field), before, after, "<br>".join(said), _why(line, lang)]


def _why(one: Line | Part, lang: str) -> str:
    if one.reason:
        return f"{_code(one.reason.kind)} {text(one.reason.note)}"
    return f"{_bad(WORDS[lang]['no_reason'])} {_code(one.add)}" if one.add else ""


def _short(one: Witness, part: Part, numbers: dict[str, int], lang: str) -> str:
    """A citation by the number of its source; that those of a new row are new needs no word."""
    words = WORDS[lang]
    verdict = words[one.verdict] if one.verdict in {"states", "implies", CONTRADICTS} else text(one.verdict) or "–"
    verdict = _bad(verdict) if one.verdict == CONTRADICTS else verdict
    before = "".join(f" {_code(name)} <del>{text(cell) or words['empty']}</del>" for name, cell in one.before)
    about = f" ({words[WITNESSED[one.what]]}{before})" if one.what and part.what != "added" else ""
    said = " ".join(text(part) for part in (one.value, one.note) if part)
    return f"{verdict} S{numbers[one.source]} {said}".rstrip() + about


def _witness(one: Witness) -> str:
    texts = " · ".join(text(part) for part in (one.title, one.publisher, one.tier) if part)
    return f"{_link(one.url)} {texts}"


def _folds(page: Page, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if page.folds:
        yield f"<h2>{words['folds']}</h2>"
    for one in page.folds:
        known = {"table": text(one.table), "field": text(one.field), "count": len(one.rows)}
        if one.old is None and one.new is None:
            said = words["fold_wide"].format(**known)
        else:
            said = words["fold"].format(old=text(one.old) or words["empty"], new=text(one.new) or words["empty"], **known)
        more = words["fold_more"].format(cited=one.cited, unexplained=one.unexplained)
        yield f"<details><summary>{said} ({more})</summary>"
        yield from _list(f"{_code(key)}: {_became(old, new)}" for key, old, new in one.rows)
        yield "</details>"


def _sources(page: Page, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if page.sources:
        yield f"<h2>{words['sources']}</h2>"
    for (host, tier), listed in page.sources.items():
        yield f"<h3>{_code(host)} {text(tier)}</h3>"
        rows = ((one.row, words["cited"].format(count=one.citations)) for one in listed)
        yield from _list(
            f"{_link(row.get('url', ''))} {_code(row.get('source_id', ''))} "
            + " · ".join(text(row[name]) for name in ("title", "publisher", "published_date") if row.get(name))
            + f" ({cited})"
            for row, cited in rows
        )


def _labelled(page: Page, part: Part, field: str, cell: str | None, lang: str) -> str:
    if not cell:
        return "" if cell is None else f'<span class="quiet">{WORDS[lang]["empty"]}</span>'
    label = page.records.label(part.place[0], field, cell, lang)
    return text(cell) + (f' <span class="label">{text(label)}</span>' if label else "")


def _became(old: str, new: str) -> str:
    return text(new) if old == new else f"<del>{text(old)}</del> → <ins>{text(new)}</ins>"


def _link(url: str) -> str:
    """The address as a link that shows its host, if it may be one; else as text."""
    target = safe(url)
    if not target:
        return _code(url)
    return f'<a href="{text(target)}" rel="noopener noreferrer nofollow">{text(host_of(target))}</a>'


def _table(columns: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """A table of cells that are HTML already."""
    names = list(columns)
    yield "<table><thead><tr>" + "".join(f'<th scope="col">{one}</th>' for one in names) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f'<td data-name="{name}">{cell}</td>' for name, cell in zip(names, row, strict=True)) + "</tr>"
    yield "</tbody></table>"


def _list(items: Iterable[str]) -> Iterator[str]:
    """A list of items that are HTML already; nothing if there are none."""
    listed = [f"<li>{one}</li>" for one in items]
    if listed:
        yield "<ul>" + "\n".join(listed) + "</ul>"


def _bad(words: str) -> str:
    return f'<strong class="bad">{words}</strong>'


def _code(value: str) -> str:
    return f"<code>{text(value)}</code>" if value else ""
