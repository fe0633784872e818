"""An account for people: a block a table, a line a change, its reason below it."""

from collections.abc import Iterator

from release.account import Account, Entry, Section
from release.forms.words import MOST_SHOWN, SIGNS, WORDS, closing, counted
from validate.catalogue import visible
from validate.history.diff import WHOLE
from validate.report.words import inert


def render(one: Account, lang: str) -> str:
    """Long lists are cut; the last lines say which version may follow, and why."""
    return "\n".join(inert(visible(line, 2000)) for line in _lines(one, lang))


def _lines(one: Account, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield words["title"].format(old=one.old, new=one.new)
    for section in one.sections:
        yield ""
        yield f"{section.table or words['package']}: {counted(section, lang)}"
        yield from _section(section, lang)
    if not one.sections:
        yield words["nothing"]
        return
    yield ""
    yield from closing(one, lang)
    for demand in one.demands:
        yield f"  {demand.level.name} {demand.why[lang]}"


def _section(section: Section, lang: str) -> Iterator[str]:
    shown: dict[str, int] = {}
    for entry in section.entries:
        what = entry.change.what
        shown[what] = shown.get(what, 0) + 1
        if shown[what] <= MOST_SHOWN:
            yield from _entry(entry, lang)
    for what, count in shown.items():
        if count > MOST_SHOWN:
            yield "  " + WORDS[lang]["more"].format(count=count - MOST_SHOWN, what=what)
    yield from ("  " + WORDS[lang]["bulk"].format(line=line) for line in section.bulk)


def _entry(entry: Entry, lang: str) -> Iterator[str]:
    words, change = WORDS[lang], entry.change
    place = ".".join(filter(None, (_name(change.record, change.field, lang), "" if change.record == WHOLE else change.field)))
    values = ""
    if change.what in {"changed", "schema"}:
        values = f": {_cell(change.old, lang)} → {_cell(change.new, lang)}"
    elif change.what == "redirected":
        values = f" → {change.new or '–'}"
    title = f"  {visible(entry.title)}" if entry.title and change.what != "changed" else ""
    yield f"  {SIGNS[change.what]} {place}{values}{title}"
    if entry.reason:
        yield "      " + words["reason"].format(kind=entry.reason.kind, note=entry.reason.note)
    elif entry.line:
        yield "      " + words["no_reason"].format(line=entry.line)


def _name(record: str, field: str, lang: str) -> str:
    words = WORDS[lang]
    if record != WHOLE:
        return record
    return words["column"].format(field=field) if field else words["table"]


def _cell(cell: str, lang: str) -> str:
    return visible(cell, 200) if cell else WORDS[lang]["empty"]
