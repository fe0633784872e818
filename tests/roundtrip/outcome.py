"""What the formatter makes of the round trips: `python -m tests.roundtrip.outcome` writes measured.json.

Enters: the tables of the last release, as LibreOffice saved them. Leaves: for each trip how many cells were
written otherwise, how many tables came back byte for byte, and how many cells were named in the others.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from maintain.repair.loss import Unreadable
from maintain.repair.past import Past
from maintain.repair.table import restored
from tests.repair.sheets import changed, mended
from tests.roundtrip.libreoffice import travel, version
from tests.roundtrip.settings import Trip, trips
from validate.history.comparison import RELEASED
from validate.package import Package, Table, load

ROOT = Path(__file__).parents[2]
MEASURED = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Outcome:
    """Cells that LibreOffice wrote otherwise, tables restored, cells named in the other tables; and the tables in
    which a cell is neither as it was nor named."""

    rewritten: int
    restored: int
    named: int
    wrong: tuple[str, ...]


def released(folder: Path) -> Package:
    """The last release as a package that was released so."""
    root = Path(shutil.copytree(ROOT / RELEASED, folder / "package"))
    shutil.copytree(ROOT / RELEASED, root / RELEASED)
    return load(root)


def outcome(package: Package, trip: Trip, folder: Path) -> Outcome:
    """The outcome of one trip of all tables of a released package."""
    out = Path(tempfile.mkdtemp(dir=folder))
    travel([one.path for one in package.tables], trip, out)
    found = [_of_table(one, (out / one.path.name).read_bytes(), Past(package)) for one in package.tables]
    shutil.rmtree(out)
    rewritten, restored_ones, named, wrong = zip(*found, strict=True)
    return Outcome(sum(rewritten), sum(restored_ones), sum(named), tuple(filter(None, wrong)))


def _of_table(table: Table, saved: bytes, past: Past) -> tuple[int, bool, int, str]:
    """Cells written otherwise, whether the table came back, the cells named, and the file if anything is wrong:
    a person who mends the named cells, and no others, has to get the original."""
    original = table.path.read_bytes()
    rewritten = len(changed(table, original, saved))
    try:
        back, cells = restored(table, saved, past, frozenset), []
    except Unreadable as why:
        cells = [(one.line, one.field) for one in why.losses]
        back = restored(table, mended(table, original, saved, cells), past, frozenset) if cells else b""
    return rewritten, not cells, len(cells), "" if back == original else table.file


def measured() -> dict:
    """The outcome of every trip by its name, and of what it is."""
    with tempfile.TemporaryDirectory(prefix="roundtrip-") as folder:
        package = released(Path(folder))
        found = {one.name: asdict(outcome(package, one, Path(folder))) for one in trips()}
    return {"release": package.version, "libreoffice": version(), "tables": len(package.tables), "trips": found}


if __name__ == "__main__":
    MEASURED.write_text(json.dumps(measured(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.exit(0)
