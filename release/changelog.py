"""The section of a version in CHANGELOG.md: found by its heading, then dated and given its part on the data.

Enters: the text of the changelog. Leaves: the section, or the new text. Pure. The section of a version to
come is headed `[VERSION]` or `[Unreleased]`, and is the newest.
"""

import re
from collections.abc import Mapping

from release.account import Account
from validate.history.equal import NEWEST

START, END = "<!-- generated: data (nox -s release) -->", "<!-- end of generated part -->"
COUNTS = ("added", "removed", "redirected", "changed", "schema")

_UNRELEASED = re.compile(r"^## \[Unreleased\][^\n]*", re.MULTILINE)
_NEXT = re.compile(r"^(?:## |\[[^\]\n]+\]: )", re.MULTILINE)  # the next section, or the links at the end


def section(text: str, version: str) -> str | None:
    """What the changelog says of a version to come, without its heading; None if it has no such section."""
    heading = _heading(text, version)
    if heading is None:
        return None
    end = _NEXT.search(text, heading.end())
    return text[heading.end() : end.start() if end else len(text)]


def released(text: str, version: str, day: str, data: str) -> str:
    """The changelog with the section of `version` dated `day`, and `data` at the head of it. It must have the section."""
    heading, body = _heading(text, version), section(text, version)
    own = re.sub(rf"{re.escape(START)}.*?{re.escape(END)}\n*", "", body, flags=re.DOTALL).lstrip("\n")
    after = text[heading.end() + len(body) :]
    return f"{text[: heading.start()]}## [{version}] - {day}\n\n{START}\n{data}{END}\n\n{own}{after}"


def data(found: Account | None, rows: Mapping[str, int]) -> str:
    """The part on the data: what changed in each table; of a first release, how much there is."""
    if found is None:
        return f"### Data\n\nThe first release: {len(rows)} tables, {sum(rows.values()):,} rows.\n"
    why = [f"- {one.level.name} {one.why['en']}" for one in found.demands]
    lines = ["### Data", "", *(why or ["Nothing changed."]), ""]
    counted = [(one.table or "datapackage.json", one.counts) for one in found.sections]
    if counted:
        lines += ["| table | added | removed | redirected | cells changed | changes of schema |", "|---|--:|--:|--:|--:|--:|"]
        lines += [f"| `{table}` | {' | '.join(f'{counts[one]:,}' for one in COUNTS)} |" for table, counts in counted]
        lines += ["", "Every change, with its reason: `changes.csv` of this version.", ""]
    return "\n".join(lines)


def _heading(text: str, version: str) -> re.Match | None:
    newest = next(iter(NEWEST.matches(text)), None)
    if newest and newest.group(1) == version:
        return re.compile(r"[^\n]*").match(text, newest.start())
    return _UNRELEASED.search(text)
