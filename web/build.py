"""`python -m web.build`: the page of a package, from its tables and from the bundled script and style.

Enters: a package, and the folder with what `web/bundle.js` makes. Leaves: `index.html`, the old
or the new one. No clock and no network: the same package and bundle give the same bytes.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from maintain.files import replace
from release.changes import COLUMNS
from release.material import Rows, read
from validate.command import Parser, run
from validate.package import CannotRun
from web.content import content
from web.page import page

BUNDLE = ("app.js", "app.css", "licences.txt")


def build(root: Path, bundle: Path, out: Path) -> int:
    """Write the page of the package at `root` to `out`, and return its size in bytes. Raises CannotRun."""
    script, style, licences = (_bundled(bundle / name) for name in BUNDLE)
    raw = page(content(read(root), changes(root)), script, style, licences).encode("utf-8")
    out.parent.mkdir(parents=True, exist_ok=True)
    replace(out, raw, out.parent)
    return len(raw)


def changes(root: Path) -> Rows:
    """The rows of the package's changes.csv; none if it has no such file."""
    path = root / "changes.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    if tuple(header) != COLUMNS:
        raise CannotRun(
            f"changes.csv has other columns than {', '.join(COLUMNS)}. It is written by nox -s release.",
            f"changes.csv 的列不是 {'、'.join(COLUMNS)}。该文件由 nox -s release 写出。",
        )
    return rows


def _bundled(path: Path) -> str:
    if not path.is_file():
        raise CannotRun(
            f"There is no {path.name} in {path.parent}. Run nox -s web, which bundles it.",
            f"{path.parent} 中没有 {path.name}。请运行 nox -s web，由其打包。",
        )
    return path.read_text(encoding="utf-8").strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page and say where. 0, or 2 if it cannot be done."""
    parser = Parser(prog="web", description="Make the browse page of a package.").add_common()
    parser.add_argument("--bundle", type=Path, required=True, help="folder with the bundled script and style")
    parser.add_argument("--out", type=Path, help="file to write (default: site/index.html in the package)")
    options = parser.parse_args(arguments)
    return run("web", options.lang, lambda: _build(options))


def _build(options: argparse.Namespace) -> int:
    out = options.out or options.package / "site" / "index.html"
    size = build(options.package, options.bundle, out)
    print(f"{out}: {size / 1024:,.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
