"""What changed since the last release, as the files of a release say it: CHANGES.md and changes.csv.

Enters: a `Comparison`, or None for a first release. Leaves: bytes by file name. Pure.
"""

from release.account import Entry, account
from release.forms.as_markdown import body, code
from validate.canonical import to_bytes
from validate.history.comparison import Comparison

COLUMNS = ("table", "record", "field", "change", "old", "new", "revision_kind", "note_en")
FIRST = "This is the first release: there is nothing before it to compare with, so changes.csv has no rows."
EXPLAINED = (
    "Every change stands in changes.csv, that of something released with its reason: one row for a cell, for a row that came, "
    "left or was merged into another, or for a change of a table or column (`record` is then `*`)."
)


def files(compared: Comparison | None, new_version: str) -> dict[str, bytes]:
    """`CHANGES.md` and `changes.csv` of the version `new_version`."""
    if compared is None:
        return {"CHANGES.md": _page(f"# Changes in {code(new_version)}", "", FIRST), "changes.csv": to_bytes([COLUMNS])}
    found = account(compared)
    head = f"# Changes in {code(new_version)} since {code(found.old)}"
    rows = [_row(section.table, one) for section in found.sections for one in section.entries]
    return {"CHANGES.md": _page(head, "", EXPLAINED, "", *body(found, "en")), "changes.csv": to_bytes([COLUMNS, *rows])}


def _row(table: str, one: Entry) -> tuple[str, ...]:
    change, reason = one.change, one.reason
    why = (reason.kind, reason.note) if reason else ("", "")
    return table, change.record, change.field, change.what, change.old, change.new, *why


def _page(*lines: str) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")
