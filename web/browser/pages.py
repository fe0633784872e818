"""The pages that the browser tests open: `python -m web.browser.pages BUNDLE FOLDER`.

Enters: the bundle. Leaves, in the folder: `real.html` of the last release, whose records no edit of the tables changes,
`tenfold.html` of ten times the policies of this package, `mini.html` of the small package with a change, `hostile.html` with
an attack in each cell of free text.
"""

import csv
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.generate import generate
from maintain.format import canonical_descriptor
from release.changes import COLUMNS
from validate.canonical import to_bytes
from validate.gate import PROGRAM
from validate.history.comparison import RELEASED
from validate.package import DESCRIPTOR, Table, load
from validate.references import references
from web.build import build

MINI = PROGRAM / "tests" / "fixtures" / "mini"
CHANGE = ("policies", "yunhai-2018-blockchain-opinions", "doc_number", "changed", "云政发〔2018〕3号",
          "云政发〔2018〕30号", "correction", "A digit was missing.")  # fmt: skip
ATTACKS = (
    "</script><script>window.pwned=1</script>",
    '"><img src="https://hostile.example/x" onerror="window.pwned=1">',
    "javascript:window.pwned=1",
    "'-window.pwned=1-'<svg onload=window.pwned=1>",
    '=HYPERLINK("https://hostile.example")',
    "<style>@import 'https://hostile.example/x.css'</style><!--",
    "W" * 300,
    "\u202egnp.exe\u2066 {{constructor.constructor('window.pwned=1')()}}",
)


def pages(bundle: Path, folder: Path) -> None:
    """Make the four pages."""
    folder.mkdir(parents=True, exist_ok=True)
    build(PROGRAM / RELEASED, bundle, folder / "real.html")
    with tempfile.TemporaryDirectory() as scratch:
        tenfold = Path(scratch) / "tenfold"
        generate(10 * _count(PROGRAM), tenfold)
        build(tenfold, bundle, folder / "tenfold.html")
        changed = _copy(Path(scratch) / "changed", lambda table, row: row)
        build(changed, bundle, folder / "mini.html")
        build(_copy(Path(scratch) / "hostile", attacked), bundle, folder / "hostile.html")


def attacked(table: Table, row: list[str]) -> list[str]:
    """A row with an attack in each cell of free text; keys and codes stay, so that the row is still found."""
    kept = {*table.key, "subject_id", "new_id"}
    kept |= {one for fields, _, _ in references(table) for one in fields}
    kept |= {field["name"] for field in table.fields if "enum" in field["constraints"] or field.get("type") != "string"}
    kept |= {name for name in table.columns if name.endswith("_date")}
    return [
        cell if name in kept else ATTACKS[(at + len(row[0])) % len(ATTACKS)]
        for at, (name, cell) in enumerate(zip(table.columns, row, strict=True))
    ]


def _copy(folder: Path, edit: Callable[[Table, list[str]], list[str]]) -> Path:
    """The small package with its rows edited, hashes that fit, and a file of changes."""
    shutil.copytree(MINI, folder)
    package = load(folder)
    for table in package.tables:
        header, *rows = csv.reader(io.StringIO(table.path.read_text(encoding="utf-8"), newline=""))
        table.path.write_bytes(to_bytes([header, *(edit(table, row) for row in rows)]))
    files = {one.file: one.path.read_bytes() for one in package.tables}
    (folder / DESCRIPTOR).write_bytes(canonical_descriptor(package, files))
    (folder / "changes.csv").write_bytes(to_bytes([COLUMNS, CHANGE]))
    return folder


def _count(root: Path) -> int:
    policies = next(one for one in load(root).tables if one.name == "policies")
    with policies.path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


if __name__ == "__main__":
    pages(Path(sys.argv[1]), Path(sys.argv[2]))
