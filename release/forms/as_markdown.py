"""An account as Markdown, for a pull request or a release: a heading a table, long lists folded.

Whatever comes from cells stands in code spans, where neither Markdown nor HTML nor a name after @ is read.
"""

import re
from collections.abc import Iterator

from release.account import Account, Entry, Section
from release.forms.words import MOST_SHOWN, WORDS, closing, counted
from validate.catalogue import visible
from validate.history.diff import WHOLE
from validate.report.words import inert

MOST_FOLDED = 200  # changes of one kind in one table that are listed at all; a page has its limits


def render(one: Account, lang: str) -> str:
    """The whole account under a heading of its own."""
    return "\n".join([f"## {WORDS[lang]['title'].format(old=code(one.old), new=code(one.new))}", "", *body(one, lang)])


def body(one: Account, lang: str) -> Iterator[str]:
    """The lines below the heading."""
    if not one.sections:
        yield WORDS[lang]["nothing"]
        return
    for section in one.sections:
        yield f"### {code(section.table or WORDS[lang]['package'])}"
        yield ""
        yield counted(section, lang)
        yield ""
        yield from _section(section, lang)
    for line in closing(one, lang):
        yield f"{line}  "
    yield ""
    yield from (f"- {demand.level.name} {code(demand.why[lang])}" for demand in one.demands)


def code(text: str, longest: int = 200) -> str:
    """The text in a code span that it cannot end."""
    shown = inert(visible(text, longest))
    fence = "`" * (1 + max((len(one) for one in re.findall("`+", shown)), default=0))
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}" if shown else ""


def _section(section: Section, lang: str) -> Iterator[str]:
    by_kind: dict[str, list[Entry]] = {}
    for entry in section.entries:
        by_kind.setdefault(entry.change.what, []).append(entry)
    for what, entries in by_kind.items():
        is_folded = len(entries) > MOST_SHOWN
        if is_folded:
            yield f"<details><summary>{WORDS[lang][what].format(count=len(entries), rows=section.counts['rows'])}</summary>"
            yield ""
        yield from (_entry(one, lang) for one in entries[:MOST_FOLDED])
        if len(entries) > MOST_FOLDED:
            yield "- " + WORDS[lang]["more"].format(count=len(entries) - MOST_FOLDED, what=what)
        yield ""
        if is_folded:
            yield "</details>"
            yield ""
    if section.bulk:
        yield from ("- " + WORDS[lang]["bulk"].format(line=code(line)) for line in section.bulk)
        yield ""


def _entry(entry: Entry, lang: str) -> str:
    words, change = WORDS[lang], entry.change
    if change.record == WHOLE:
        place = words["column"].format(field=code(change.field)) if change.field else words["table"]
    else:
        place = code(".".join(filter(None, (change.record, change.field))))
    text = f"- {words['verb'][change.what]} {place}"
    if change.what in {"changed", "schema"}:
        text += f": {_cell(change.old, lang)} → {_cell(change.new, lang)}"
    elif change.what == "redirected":
        text += f" → {code(change.new) or '–'}"
    if entry.title and change.what != "changed":
        text += f" {code(entry.title)}"
    if entry.reason:
        return f"{text} ({words['reason'].format(kind=code(entry.reason.kind), note=code(entry.reason.note, 300))})"
    return f"{text} ({words['no_reason'].format(line=code(entry.line))})" if entry.line else text


def _cell(cell: str, lang: str) -> str:
    return code(cell) if cell else WORDS[lang]["empty"]
