"""What the formatter makes of a round trip, counted: `python -m tests.roundtrip.outcome` writes measured.json.

Enters: the package, with its tables as LibreOffice saved them. Leaves: for each trip how many cells came back
in another form, and how many tables were restored byte for byte and how many cells were named.
"""

import csv
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from maintain.repair import encoding, shape
from maintain.repair.loss import Loss, Unreadable
from maintain.repair.past import Past
from maintain.repair.table import restored
from tests.roundtrip.libreoffice import travel
from tests.roundtrip.settings import Trip, trips
from validate.package import Package, Table, load

ROOT = Path(__file__).parents[2]
MEASURED = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Outcome:
    """Cells that LibreOffice wrote otherwise, tables restored, tables named and the cells named in them; `wrong`
    are tables in which a cell is neither as it was nor named."""

    rewritten: int
    restored: int
    left: int
    named: int
    wrong: tuple[str, ...] = ()


def outcome(package: Package, trip: Trip, folder: Path) -> Outcome:
    """The outcome of one trip of all tables; their past is the last release and nothing else."""
    out = Path(tempfile.mkdtemp(dir=folder))
    travel([one.path for one in package.tables], trip, out)
    past = Past(package)
    rewritten, back, left, named, wrong = 0, 0, 0, 0, []
    for table in package.tables:
        original, saved = table.path.read_bytes(), (out / table.path.name).read_bytes()
        rewritten += sum(_changed(table, original, saved))
        try:
            back += 1
            if restored(table, saved, past, frozenset) != original:
                wrong.append(table.file)
        except Unreadable as why:
            back, left, named = back - 1, left + 1, named + len(why.losses)
            if not why.losses or restored(table, mended(table, original, saved, why.losses), past, frozenset) != original:
                wrong.append(table.file)
    return Outcome(rewritten, back, left, named, tuple(wrong))


def mended(table: Table, original: bytes, saved: bytes, losses: tuple[Loss, ...]) -> bytes:
    """The saved table after a person wrote the cells that were named, and no others, as they were. LibreOffice
    keeps the order of rows and columns, so that cell and line are the same in both."""
    sheet, before = _sheet(table, saved), _sheet(table, original)
    for loss in losses:
        row, column = sheet.lines.index(loss.line), table.columns.index(loss.field)
        sheet.rows[row][column] = before.rows[row][column]
    text = io.StringIO()
    csv.writer(text, delimiter=sheet.delimiter, lineterminator="\n").writerows([table.columns, *sheet.rows])
    return text.getvalue().encode("utf-8")


def _changed(table: Table, original: bytes, saved: bytes) -> Iterator[int]:
    """How many cells of each row LibreOffice wrote otherwise."""
    for before, now in zip(_sheet(table, original).rows, _sheet(table, saved).rows, strict=True):
        yield sum(one != other for one, other in zip(before, now, strict=True))


def _sheet(table: Table, raw: bytes) -> shape.Sheet:
    return shape.sheet(table, encoding.decoded(raw, frozenset))


def measured() -> dict[str, dict]:
    """The outcome of every trip by its name."""
    with tempfile.TemporaryDirectory(prefix="roundtrip-") as folder:
        package = released(Path(folder))
        return {trip.name: asdict(outcome(package, trip, Path(folder))) for trip in trips()}


def released(folder: Path) -> Package:
    """A copy of the package whose last release has the tables as they are now."""
    package = load(ROOT)
    for file in ("datapackage.json", *(one.schema_file for one in package.tables)):
        _copy(file, folder / "package")
    for table in package.tables:
        _copy(table.file, folder / "package")
        _copy(table.file, folder / "package" / "released")
    return load(folder / "package")


def _copy(file: str, to: Path) -> None:
    (to / file).parent.mkdir(parents=True, exist_ok=True)
    (to / file).write_bytes((ROOT / file).read_bytes())


if __name__ == "__main__":
    MEASURED.write_text(json.dumps(measured(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.exit(0)
