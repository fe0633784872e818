"""What auditors found: `audit/NAME.csv`, a row a citation, sorted by its key, in the form of the tables of `data/`.

Enters: such a file, or sheets that auditors filled in. Leaves: rows, or the file.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from maintain.files import replace
from validate.canonical import to_bytes
from validate.package import CannotRun

FOLDER = Path("audit")
NAME = r"[0-9]{4}-[0-9]{2}(?:-[a-z0-9]+)?"  # of an audit: its month, and a word where there are more


class Outcome(StrEnum):
    """What the page that is cited says of the cell."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    NOT_SEEN = "not_seen"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True)
class Result:
    """A row: `audited_value` is the cell in the release `audited_version`, empty where a citation is of a row or a list."""

    citation_id: str
    audited_version: str
    audited_value: str
    outcome: str
    note_en: str


COLUMNS = tuple(one.name for one in fields(Result))
FILLED_IN = ("citation_id", "audited_value", "outcome", "note_en")  # the columns of a sheet that are read
FORMS = {
    "citation_id": r"cit-[0-9a-f]{10}",
    "audited_version": r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}",
    "audited_value": r"[^\r\n]*",
    "outcome": "|".join(Outcome),
    "note_en": r"[^\r\n]*",
}
Line = tuple[int, Mapping[str, str]]  # its number in the file, and its cells by column


def audits(root: Path) -> dict[str, list[Result]]:
    """The results of every audit by name, the latest last. Raises CannotRun if a file is not as it should be."""
    return {path.stem: read(path) for path in sorted((root / FOLDER).glob("*.csv"))}


def read(path: Path) -> list[Result]:
    """The results of an audit; none if there is no file yet. Raises CannotRun at the first fault."""
    if not path.exists():
        return []
    if not re.fullmatch(NAME, path.stem):
        raise fault(path, 1, "an audit has the name of its month, such as 2026-11.csv", "审核以月份命名，如 2026-11.csv")
    rows = [_result(path, at, cells) for at, cells in _lines(path, COLUMNS)]
    for at, (one, other) in enumerate(pairwise(rows), 3):
        if other.citation_id <= one.citation_id:
            raise fault(path, at, "rows have to be sorted by citation_id, each once", "各行须按 citation_id 排序且不重复")
        if other.audited_version != one.audited_version:
            raise fault(path, at, "an audit is of one version only", "一次审核只针对一个版本")
    return rows


def filled_in(path: Path, version: str) -> list[Result]:
    """The rows of a sheet that an auditor judged; those without an outcome are left out. Raises CannotRun."""
    judged = ((at, cells) for at, cells in _lines(path, FILLED_IN) if cells["outcome"])
    return [_result(path, at, {**cells, "audited_version": version}) for at, cells in judged]


def merged(known: Iterable[Result], added: Iterable[Result]) -> list[Result]:
    """All results, sorted. Raises CannotRun if one citation was judged in two ways."""
    found: dict[str, Result] = {}
    for one in (*known, *added):
        if found.setdefault(one.citation_id, one) != one:
            raise CannotRun(
                f"{one.citation_id} is judged twice, and not alike. Agree on one result.",
                f"{one.citation_id} 有两个不同的审核结果，请统一。",
            )
    return [found[one] for one in sorted(found)]


def table(results: Iterable[Result]) -> list[tuple[str, ...]]:
    """The rows of the file of an audit, header first."""
    return [COLUMNS, *map(astuple, results)]


def write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Write rows as a CSV file. Raises CannotRun if that is not possible; then the old one stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, to_bytes(rows), path.parent)
    except OSError as error:
        raise CannotRun(f"{path} cannot be written: {error.strerror}.", f"无法写入 {path}：{error.strerror}。") from None


def fault(path: Path, line: int, en: str, zh: str) -> CannotRun:
    """What is wrong in a line of a file."""
    return CannotRun(f"{path}:{line}: {en}.", f"{path}:{line}：{zh}。")


def _lines(path: Path, wanted: tuple[str, ...]) -> Iterator[Line]:
    """The lines of a CSV file below its header, which has at least the columns that are wanted."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    except (OSError, ValueError, csv.Error):
        raise CannotRun(f"{path} cannot be read as CSV in UTF-8.", f"无法将 {path} 作为 UTF-8 的 CSV 读取。") from None
    header = rows[0] if rows else []
    lacking = [one for one in wanted if header.count(one) != 1]
    if lacking:
        raise fault(path, 1, f"the header has to hold {', '.join(wanted)}", f"表头须有 {'、'.join(wanted)}")
    for at, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise fault(
                path, at, f"{len(row)} cells instead of {len(header)}", f"应有 {len(header)} 个单元格，实有 {len(row)} 个"
            )
        yield at, dict(zip(header, row, strict=True))


def _result(path: Path, at: int, cells: Mapping[str, str]) -> Result:
    for name, form in FORMS.items():
        if not re.fullmatch(form, cells[name]):
            known = f"; it is one of {', '.join(Outcome)}" if name == "outcome" else ""
            known_zh = f"；应为 {'、'.join(Outcome)} 之一" if name == "outcome" else ""
            raise fault(path, at, f"{name} is {cells[name]!r}{known}", f"{name} 为 {cells[name]!r}{known_zh}")
    if cells["outcome"] == Outcome.NOT_SUPPORTED and not cells["note_en"]:
        raise fault(path, at, "note_en has to say what the page says instead", "note_en 须说明网页实际所载")
    return Result(*(cells[name] for name in COLUMNS))
