"""The page as Markdown for a comment on a pull request, never longer than GitHub takes.

Whatever comes from the package stands in code spans, code blocks or character references, where neither
Markdown nor HTML nor a name after @ is read. Each section has its share of the room; the records get what is left.
"""

import html
from collections.abc import Iterable, Iterator

from release.forms.as_markdown import code
from release.forms.words import counted
from review.cards import Card, Line, Part
from review.evidence import CONTRADICTS, Witness
from review.forms import words as shared
from review.forms.links import safe
from review.forms.words import WITNESSED, WORDS
from review.page import Page
from validate.addresses import host_of
from validate.catalogue import visible
from validate.report.words import inert, told

ROOM = 60_000  # characters; GitHub takes 65,536, and whoever posts the page adds a few
SHARE = 8_000  # of each section before the records
MOST_FOLDED = 40  # rows of a bulk edit that are listed


def render(page: Page, lang: str, room: int = ROOM) -> str:
    """The whole page, or as much of it as there is room for, and then how much is not shown."""
    words = WORDS[lang]
    head = f"## {words['title']}\n\n{shared.summary(page, lang)}\n\n"
    if not page.changed.sections and not page.told:
        head += f"{words['nothing']}\n\n"
    cut = words["cut"]
    left = room - len(head) - len(cut) - 20
    parts, lost = [head], 0
    for section in _sections(page, lang):
        kept, dropped = _fitting(section, min(SHARE, left))
        parts, lost, left = [*parts, *kept], lost + dropped, left - sum(map(len, kept))
    kept, dropped = _fitting([line for card in page.cards for line in _card(page, card, lang)], left)
    parts, lost = [*parts, *kept], lost + dropped
    return "".join(parts) + (f"\n> {cut.format(count=lost)}\n" if lost else "")


def _fitting(blocks: Iterable[str], room: int) -> tuple[list[str], int]:
    """The first blocks for which there is room, and the number of the others."""
    listed = list(blocks)
    for at, block in enumerate(listed):
        room -= len(block)
        if room < 0:
            return listed[:at], len(listed) - at
    return listed, 0


def _sections(page: Page, lang: str) -> Iterator[list[str]]:
    """The sections before the records, each a list of blocks that may be cut between any two."""
    words = WORDS[lang]
    if page.changed.sections:
        tables = page.changed.sections
        yield [*(f"- {code(one.table or words['package'])}{words['colon']}{counted(one, lang)}\n" for one in tables), "\n"]
        demanded = [f"- {level} {code(why)}\n" for level, why in shared.demands(page, lang)]
        yield [f"{shared.version_line(page, lang, code)}\n", *demanded, "\n"]
    if page.told:
        yield [_heading(words["told"]), *(f"- {code(one.file)} {code(one.words[lang], 400)}\n" for one in page.told), "\n"]
    yield [_heading(words["findings"]), *_findings(page, lang), "\n"]
    if page.missing:
        yield [_heading(words["missing"]), f"{words['paste']}\n\n", *_pasted(page.missing)]
    yield from _ledgers(page, lang)
    if page.sources:
        yield [_heading(words["sources"]), *_sources(page, lang), "\n"]
    if page.folds:
        yield [_heading(words["folds"]), *_folds(page, lang)]


def _findings(page: Page, lang: str) -> Iterator[str]:
    line = shared.gate_line(page, lang, code)
    if line:
        yield f"{line}\n"
    for one in page.verdict.findings or ():
        place = ":".join(part for part in (one.file, one.line, one.field) if part)
        said = code(told({"message": one.message, "fix": one.fix}, lang), 1000)
        yield f"- {code(place) or '–'} {code(one.rule)} {said}\n"


def _pasted(lines: tuple[str, ...]) -> list[str]:
    """One block of code, ready to paste; as a whole, so that a cut leaves no open fence. Each line begins with a word of
    ours, so none can end the block. An empty block stands for each line that is left out."""
    kept, dropped = _fitting([f"{inert(visible(one, 1000))}\n" for one in lines], SHARE // 2)
    return [f"```csv\n{''.join(kept)}```\n\n", *[""] * dropped]


def _ledgers(page: Page, lang: str) -> Iterator[list[str]]:
    """Redirects, reasons, and what changed of the schemas."""
    words = WORDS[lang]
    if page.redirects:
        lines = [
            f"- {code(row['old_id'])} → {code(row['new_id']) or words['nowhere']} {code(row.get('reason', ''))}\n"
            for row in page.redirects
        ]
        yield [_heading(words["redirects"]), *lines, "\n"]
    if page.reasons:
        lines = [
            f"- {code(f'{one.table}.{one.record}.{one.field}')} {code(one.kind)} {code(one.note, 300)}\n"
            for one in page.reasons
        ]
        yield [_heading(words["reasons"]), *lines, "\n"]
    if page.schema:
        lines = [
            f"- {words[one.what if one.what in words else 'changed']} {code('.'.join(filter(None, (one.table, one.field))))} "
            f"{code(one.old)} → {code(one.new)}\n"
            for one in page.schema
        ]
        yield [_heading(words["schema"]), *lines, "\n"]


def _sources(page: Page, lang: str) -> Iterator[str]:
    for (host, tier), listed in page.sources.items():
        yield f"- {code(host) or '–'} {code(tier)} ({len(listed):,})\n"
        for one in listed:
            texts = (one.row.get(name, "") for name in ("source_id", "title", "publisher", "published_date"))
            cited = WORDS[lang]["cited"].format(count=one.citations)
            yield f"  - {_link(one.row.get('url', ''))} {' '.join(filter(None, map(code, texts)))} ({cited})\n"


def _folds(page: Page, lang: str) -> Iterator[str]:
    """Each bulk edit as one block: a line, and its rows folded. Inside the summary HTML is read, so it is escaped for that."""
    words = WORDS[lang]
    for one in page.folds:
        known = {"table": one.table, "field": one.field, "count": len(one.rows)}
        if one.old is None and one.new is None:
            said = words["fold_wide"].format(**known)
        else:
            said = words["fold"].format(old=one.old or words["empty"], new=one.new or words["empty"], **known)
        more = words["fold_more"].format(cited=one.cited, unexplained=one.unexplained)
        summary = f"<code>{html.escape(inert(visible(said, 300)))}</code> ({more})"
        listed = [f"- {code(key)}: {_became(old, new, lang)}\n" for key, old, new in one.rows[:MOST_FOLDED]]
        rest = len(one.rows) - len(listed)
        listed += [f"- {words['more'].format(count=rest)}\n"] if rest else []
        yield f"<details><summary>{summary}</summary>\n\n{''.join(listed)}\n</details>\n\n"


def _card(page: Page, card: Card, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    title = page.records.title(card.place, lang)
    numbers = {source: at for at, source in enumerate(shared.witnesses(card), 1)}
    yield f"### {words[card.what]} {code(card.place[0])} {code(card.place[1])} {code(title)}".rstrip() + "\n\n"
    for part in shared.shown_parts(card):
        about = _about(part, card, lang)
        if part.place != card.place:
            yield f"- {shared.what(part, lang)} {code(part.place[0])} {code(part.place[1])}{about}\n"
        elif about:
            yield f"- {words['row']}{about}\n"
        indent = "" if part.place == card.place else "  "
        yield from (
            f"{indent}{_line(page, part, one, numbers, lang)}\n" for one in part.lines if one.is_changed or one.witnesses
        )
    if left := shared.gone_with(card):
        yield f"- {words['parts']}{words['colon']}{', '.join(f'{code(name)} {count:,}' for name, count in left.items())}\n"
    yield from (f"- {line}\n" for line in shared.referring(card, lang, code))
    yield from (f"- S{numbers[one.source]} {_witness(one)}\n" for one in shared.witnesses(card).values())
    yield "\n"


def _about(part: Part, card: Card, lang: str) -> str:
    """What concerns a row as a whole: what takes its place, and why it left."""
    words = WORDS[lang]
    said = []
    if part.what == "redirected":
        said.append(f"→ {code(part.redirect) or words['nowhere']}")
    if part.what == "removed" and part.place == card.place:
        said.append(words["no_redirect" if card.is_released else "never_released"])
    said += _why(part, lang)
    return "".join(f" · {one}" for one in said)


def _line(page: Page, part: Part, line: Line, numbers: dict[str, int], lang: str) -> str:
    words = WORDS[lang]
    if not line.is_changed:
        values = f"{words['colon']}{_labelled(page, part, line.field, line.new or '', lang)}" if line.new else ""
    else:
        after = _labelled(page, part, line.field, line.new or "", lang)
        before = "" if line.old is None else f"{_labelled(page, part, line.field, line.old, lang)} → "
        values = f"{words['colon']}{before}{after}"
    said = [_short(one, part, numbers, lang) for one in line.witnesses]
    if not said and line.new and not part.is_cited and (line.needs_evidence or line.is_fact):
        said.append(f"**{words['must_cite']}**" if line.needs_evidence else words["no_citation"])
    return f"- {code(line.field)}{values}" + "".join(f" · {one}" for one in (*said, *_why(line, lang)))


def _why(one: Line | Part, lang: str) -> list[str]:
    words = WORDS[lang]
    if one.reason:
        return [f"{words['reason']} {code(one.reason.kind)} {code(one.reason.note, 300)}"]
    return [f"**{words['no_reason']}**"] if one.add else []


def _short(one: Witness, part: Part, numbers: dict[str, int], lang: str) -> str:
    """A citation by the number of its source; that those of a new row are new needs no word."""
    words = WORDS[lang]
    verdict = words.get(one.verdict) if one.verdict in {"states", "implies", CONTRADICTS} else code(one.verdict) or "–"
    verdict = f"**{verdict}**" if one.verdict == CONTRADICTS else verdict
    before = "".join(f" {code(name)} {_cell(cell, lang)}" for name, cell in one.before)
    about = f" ({words[WITNESSED[one.what]]}{before})" if one.what and part.what != "added" else ""
    value = f" {code(one.value)}" if one.value else ""
    return f"{verdict} S{numbers[one.source]}{value}{f' {code(one.note, 300)}' if one.note else ''}{about}"


def _witness(one: Witness) -> str:
    texts = " ".join(filter(None, map(code, (one.title, one.publisher, one.tier))))
    return f"{_link(one.url)} {texts}"


def _labelled(page: Page, part: Part, field: str, cell: str, lang: str) -> str:
    label = page.records.label(part.place[0], field, cell, lang)
    return _cell(cell, lang) + (f" ({code(label)})" if label else "")


def _became(old: str, new: str, lang: str) -> str:
    return _cell(new, lang) if old == new else f"{_cell(old, lang)} → {_cell(new, lang)}"


def _cell(cell: str, lang: str) -> str:
    return code(cell, 300) if cell else WORDS[lang]["empty"]


def _link(url: str) -> str:
    """The address as a link that shows its host, if it may be one; else as text."""
    target = safe(url)
    return f"[{code(host_of(target))}](<{html.escape(target)}>)" if target else code(url) or "–"


def _heading(words: str) -> str:
    return f"### {words}\n\n"
