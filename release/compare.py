"""The diff: `python -m release.compare [REF] [--to REF] [--package FOLDER] [--format text|json|markdown] [--lang en|zh]`.

Enters: two versions of the package. REF is a tag or commit, a folder, or a release archive; without one it is
`released/`, the copy of the last release, else the newest tag. `--to` is this package unless it is given.
Leaves: an account on standard output; exit code 0 whether anything differs or not, 2 if it cannot compare.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from release.account import account
from release.forms import FORMATS
from validate.catalogue import LANGUAGES
from validate.catalogue.reasons import in_chinese
from validate.gate import PROGRAM
from validate.history.comparison import RELEASED, Comparison
from validate.history.versions import newest_tag, read
from validate.package import DESCRIPTOR, CannotRun
from validate.report.words import inert


def compare(old: str | None, new: str | None, package: Path) -> Comparison:
    """Two versions side by side. Raises CannotRun if one cannot be had."""
    return Comparison(read(old or last_release(package), package), read(new or str(package), package))


def last_release(package: Path) -> str:
    """Where the last release of a package can be had."""
    if (package / RELEASED / DESCRIPTOR).is_file():
        return str(package / RELEASED)
    tag = newest_tag(package)
    if tag is None:
        raise CannotRun(
            f"Nothing has been released: there is no {RELEASED}/ and no tag. Name what to compare with.",
            f"尚无发布版本：没有 {RELEASED}/，也没有标签。请指明与何者比较。",
        )
    return tag


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the account; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    try:
        found = account(compare(options.ref, options.to, options.package))
    except CannotRun as error:
        reason = error.text[options.lang]
        print(inert(f"diff: {reason if options.lang == 'en' else in_chinese(reason)}"), file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(FORMATS[options.format](found, options.lang), flush=True)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="diff", description="Say what changed between two versions, and why.", allow_abbrev=False
    )
    parser.add_argument("ref", nargs="?", metavar="REF", help="tag, commit, folder or archive (default: the last release)")
    parser.add_argument("--to", metavar="REF", help="the version to compare it with (default: this package)")
    parser.add_argument("--package", type=Path, default=PROGRAM, metavar="FOLDER", help="the package (default: this one)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="form of the account")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the account")
    return parser


if __name__ == "__main__":
    sys.exit(main())
