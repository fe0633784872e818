"""What is known of every source, as a CSV file that each run carries on.

Enters: the file of the last run, and verdicts. Leaves: the file, sorted by source, in the form of the tables of `data/`.
It stands outside the package, so that no released byte depends on what the network said on a day.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from maintain.files import replace
from maintain.sources.outcomes import Outcome, Reason, Verdict
from validate.canonical import to_bytes
from validate.package import CannotRun


@dataclass(frozen=True)
class Status:
    """A row: the last check of a source, and the last day on which it answered (empty: never seen to).
    `failures_in_row` counts the checks since then."""

    source_id: str
    last_checked_date: str
    last_good_date: str
    outcome: str
    reason: str
    http_status: str
    final_url: str
    failures_in_row: str


COLUMNS = tuple(one.name for one in fields(Status))
OUTCOMES, REASONS = "|".join(Outcome), "|".join(Reason)
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
FORMS = {
    "source_id": r"src-[0-9a-f]{10}",
    "last_checked_date": DAY,
    "last_good_date": rf"(?:{DAY})?",
    "outcome": rf"(?:{OUTCOMES})",
    "reason": rf"(?:{REASONS})",
    "http_status": r"(?:[1-9][0-9]{2})?",
    "final_url": r"(?:https?://[!-~]{1,2500})?",
    "failures_in_row": r"[0-9]{1,6}",
}


def read(path: Path) -> dict[str, Status]:
    """The rows of the file by source; none if there is no file yet. Raises CannotRun if it is not as it was written."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise CannotRun(f"{path} cannot be read as UTF-8 text.", f"无法将 {path} 作为 UTF-8 文本读取。") from None
    lines = csv.reader(io.StringIO(text, newline=""))
    rows = {}
    for at, row in enumerate(lines, 1):
        if at == 1 and row == list(COLUMNS):
            continue
        if at == 1 or len(row) != len(COLUMNS) or row[0] in rows:
            raise _not_a_row(path, at)
        rows[row[0]] = _row(path, at, row)
    return rows


def _row(path: Path, at: int, row: list[str]) -> Status:
    for name, cell in zip(COLUMNS, row, strict=True):
        if not re.fullmatch(FORMS[name], cell) or (name.endswith("_date") and cell and not _is_day(cell)):
            raise _not_a_row(path, at, name)
    return Status(*row)


def _not_a_row(path: Path, at: int, name: str = "") -> CannotRun:
    en, zh = (f", column {name}", f"，{name} 列") if name else ("", "")
    return CannotRun(
        f"{path}:{at}{en}: not what this command writes. Take the file from the last commit, or remove it to start anew.",
        f"{path}:{at}{zh}：不是本命令写出的内容。请取回上次提交的文件，或删除后重新开始。",
    )


def _is_day(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False


def after(before: Status | None, source_id: str, found: Verdict, today: date) -> Status:
    """The row of a source after a check."""
    last_good = today.isoformat() if found.is_good else before.last_good_date if before else ""
    failures = 0 if found.is_good else 1 + (int(before.failures_in_row) if before else 0)
    return Status(
        source_id, today.isoformat(), last_good, found.outcome.value, found.reason.value,
        str(found.status or ""), found.final_url, str(failures),
    )  # fmt: skip


def write(path: Path, rows: Iterable[Status]) -> None:
    """Write the file. Whatever ends the command, the file is the old or the new one. Raises CannotRun."""
    content = to_bytes([COLUMNS, *sorted(map(astuple, rows))])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content, path.parent)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error.strerror}.", f"无法写入 {path}：{error.strerror}。") from None


def due(urls: Mapping[str, str], known: Mapping[str, Status], today: date, days: int) -> list[str]:
    """The sources that were not checked within so many days, those never checked first, then those checked longest ago."""

    def checked(source: str) -> str:
        return known[source].last_checked_date if source in known else ""

    old = [one for one in urls if not checked(one) or (today - date.fromisoformat(checked(one))).days >= days]
    return sorted(old, key=lambda one: (checked(one), one))
