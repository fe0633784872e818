"""The diff: `python -m release.compare [REF] [--to REF] [--package FOLDER] [--format text|json|markdown] [--lang en|zh]`.

Enters: two versions of the package. REF is a tag or commit, a folder, or a release archive; without one it is
`released/`, the copy of the last release, else the newest tag. `--to` is this package unless it is given.
Leaves: an account on standard output; exit code 0 whether anything differs or not, 2 if it cannot compare.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from release.account import account
from release.forms import FORMATS
from validate.command import Parser, run
from validate.history.comparison import RELEASED, Comparison
from validate.history.versions import newest_tag, read
from validate.package import DESCRIPTOR, CannotRun


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
    return run("diff", options.lang, lambda: _show(options))


def _show(options: argparse.Namespace) -> int:
    found = account(compare(options.ref, options.to, options.package))
    print(FORMATS[options.format](found, options.lang), flush=True)
    return 0


def _parser() -> Parser:
    parser = Parser(prog="diff", description="Say what changed between two versions, and why.").add_common()
    parser.add_argument("ref", nargs="?", metavar="REF", help="tag, commit, folder or archive (default: the last release)")
    parser.add_argument("--to", metavar="REF", help="the version to compare it with (default: this package)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="form of the account")
    return parser


if __name__ == "__main__":
    sys.exit(main())
