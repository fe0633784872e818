"""An account for programs: one JSON object with every change."""

import json

from release.account import Account, Entry, Section
from release.forms.words import SIGNS


def render(one: Account, lang: str) -> str:
    """The same for every language: words stand in both."""
    content = {
        "old_version": one.old,
        "new_version": one.new,
        "smallest_version": one.smallest or None,
        "level": one.level.name,
        "why": [{"level": demand.level.name, **demand.why} for demand in one.demands],
        "unexplained": one.unexplained,
        "unused_reasons": [{"line": reason.line, "table": reason.table, "record": reason.record} for reason in one.unused],
        "tables": [_section(section) for section in one.sections],
    }
    # In JSON both spellings are the same text, but a GitHub runner takes the first for a command.
    return json.dumps(content, ensure_ascii=False, indent=2).replace("##[", "##\\u005b")


def _section(section: Section) -> dict:
    counts = {what: count for what, count in section.counts.items() if what in SIGNS}
    return {"table": section.table or None, "counts": counts, "changes": [_entry(one) for one in section.entries]}


def _entry(entry: Entry) -> dict:
    change, reason = entry.change, entry.reason
    return {
        "change": change.what,
        "record": change.record,
        "field": change.field or None,
        "title": entry.title or None,
        "old": change.old,
        "new": change.new,
        "revision_kind": reason.kind if reason else None,
        "note_en": reason.note if reason else None,
        "line_to_add": entry.line or None,
    }
