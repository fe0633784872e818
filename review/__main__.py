"""The review: `python -m review BASE [--to REF] [--format markdown|html] [--out FILE] [--findings FILE] [--lang en|zh]`.

Enters: the version that a change would be merged into (a revision, a folder or an archive; of a revision, where the
change departed from it) and the changed one, which is this package unless `--to` names another.
Leaves: one page; exit code 0, or 1 if the change touches what only the base branch can guard (`review.branch`), or
2 if it cannot compare.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from maintain.files import replace
from review import gate
from review.forms import FORMATS
from review.page import Page, page
from review.sides import Side, branching, side
from validate.command import Parser, complain, run
from validate.history.versions import opened
from validate.package import CannotRun
from validate.report import as_github


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the page; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    return run("review", options.lang, lambda: _review(options))


def _review(options: argparse.Namespace) -> int:
    made = reviewed(options)
    _write(FORMATS[options.format](made, options.lang), options.out)
    for one in made.told:
        complain("review", f"{one.file}: {one.words[options.lang]}")
        if os.environ.get("GITHUB_ACTIONS") == "true" and options.out:
            print(as_github.command("error", {"file": one.file, "title": "review"}, one.words[options.lang]))
    return 1 if made.told else 0


def reviewed(options: argparse.Namespace) -> Page:
    """The page that the options ask for. Raises CannotRun if a version cannot be had."""
    package, to = options.package, options.to or str(options.package)
    base = side(branching(options.base, options.to, package), package)
    head = side(to, package)
    if options.findings:
        verdict = gate.of_file(options.findings)
    else:
        with opened(to, package) as root:
            verdict = gate.run(root, options.lang)
    return page(base, head, verdict, _tagged(head, package))


def _tagged(head: Side, package: Path) -> Side | None:
    """The last release as its tag has it; None if there is no such tag here."""
    if head.released is None:
        return None
    try:
        return side(f"v{head.released.name}", package)
    except CannotRun:
        return None


def _write(text: str, out: Path | None) -> None:
    if out is None:
        print(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    replace(out, text.encode("utf-8", "backslashreplace"), out.parent)


def _parser() -> Parser:
    described = "Show what a change of the data does, each value beside its evidence."
    parser = Parser(prog="review", description=described).add_common()
    parser.add_argument("base", metavar="BASE", help="tag, commit, folder or archive that the change is to be merged into")
    parser.add_argument("--to", metavar="REF", help="the changed version (default: this package)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="markdown", help="form of the page")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument(
        "--findings", type=Path, metavar="FILE", help="a report of validate --format json, instead of a run here"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
