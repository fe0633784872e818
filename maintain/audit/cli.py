"""The command line: `python -m maintain.audit NAME [--size N] [--out FILE] [--add SHEET …] [--lang en|zh]`.

Enters: the name of an audit, and the sheets that were filled in. Leaves: the sheet of what is still to judge, on standard
output or in a file; with `--add` the file of the audit. Exit code 0, or 2 if it cannot do its work.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from figures.tables import shown
from maintain.audit import results
from maintain.audit.checks import check
from maintain.audit.draw import sample
from maintain.audit.sheet import sheet
from validate.canonical import to_bytes
from validate.catalogue import LANGUAGES
from validate.gate import PROGRAM
from validate.history.versions import Version, of_folder, read
from validate.package import CannotRun
from validate.report.words import inert

SIZE = 120
WORDS = {
    "en": {"left": "{count} of the first {size} citations are to judge.", "added": "{file}: {count} citations."},
    "zh": {"left": "前 {size} 条引证中尚有 {count} 条待审核。", "added": "{file}：共 {count} 条引证。"},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a sheet or add results; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        path = options.package / results.FOLDER / f"{_name(options.name)}.csv"
        known = results.read(path)
        version = audited(options.package, known)
        if options.add:
            _add(path, known, options.add, version, options.lang)
        else:
            _print(path, known, version, options)
    except CannotRun as error:
        print(inert(f"audit: {error.text[options.lang]}"), file=sys.stderr)
        return 2
    return 0


def audited(root: Path, known: Sequence[results.Result]) -> Version:
    """The version that an audit is of: the last release, or that which it began with, then from its tag. Raises CannotRun."""
    last = of_folder(shown(root))
    wanted = known[0].audited_version if known else last.name
    return last if wanted == last.name else read(f"v{wanted}", root)


def _add(path: Path, known: Sequence[results.Result], sheets: Sequence[Path], version: Version, lang: str) -> None:
    added = [row for one in sheets for row in results.filled_in(one, version.name)]
    rows = results.merged(known, added)
    check(path, rows, version)
    results.write(path, results.table(rows))
    print(WORDS[lang]["added"].format(file=path, count=len(rows)))


def _print(path: Path, known: Sequence[results.Result], version: Version, options: argparse.Namespace) -> None:
    drawn = sample(version.rows("citations"), path.stem, options.size)
    rows = sheet(version, drawn, {one.citation_id for one in known})
    if options.out:
        results.write(options.out, rows)
    else:
        print(to_bytes(rows).decode("utf-8"), end="")
    print(WORDS[options.lang]["left"].format(count=len(rows) - 1, size=len(drawn)), file=sys.stderr)


def _name(text: str) -> str:
    if not re.fullmatch(results.NAME, text):
        raise CannotRun(
            f"An audit has the name of its month, such as 2026-11, not {text!r}.",
            f"审核以月份命名，如 2026-11，而不是 {text!r}。",
        )
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="audit", description="Draw citations to audit, and keep what was found.", allow_abbrev=False
    )
    parser.add_argument("name", metavar="NAME", help="the audit, by its month: 2026-11")
    parser.add_argument("--size", type=_positive, default=SIZE, metavar="N", help=f"how many are drawn (default: {SIZE})")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the sheet there")
    parser.add_argument("--add", type=Path, nargs="+", metavar="SHEET", help="add the results of sheets that are filled in")
    parser.add_argument("--package", type=Path, default=PROGRAM, metavar="FOLDER", help="the package (default: this one)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of messages")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
