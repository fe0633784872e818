"""The command line of all four commands: arguments in, words out, files written at the end.

Enters: arguments. Leaves: the exit code: 0 done, 1 a card was refused or, with --check, would change something,
2 the command cannot do its work, 130 it was interrupted.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cards import faults, telling
from cards.kinds import ROOTS
from cards.new import empty_card
from cards.outcome import Outcome, of_cards, release_of
from cards.reading import parse, read
from cards.retire import retired
from cards.shelf import open_shelf
from cards.show import card
from maintain import journal
from maintain.files import replace
from validate import command
from validate.catalogue import visible
from validate.package import CannotRun, Package, load
from validate.report.words import inert
from validate.text.files import UNFINISHED

DONE, REFUSED, INTERRUPTED = 0, 1, 130
LONGEST_LINE = 1000
STOPPED = {
    "en": "Interrupted. Each file is whole; if writing had begun, the next nox -s apply (also without a card) completes it.",
    "zh": "已中断。各文件均完整；若已开始写入，下一次 nox -s apply（可不带卡片）将完成它。",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    return command.run(options.command, options.lang, lambda: _done(options))


def _done(options: argparse.Namespace) -> int:
    root = options.package.parent if options.package.is_file() else options.package
    try:
        with journal.alone(root):
            return COMMANDS[options.command](options)
    except faults.Refused as refused:
        return _refuse(refused, options.lang)
    except KeyboardInterrupt:
        command.complain(options.command, STOPPED[options.lang])
        return INTERRUPTED


def show(options: argparse.Namespace) -> int:
    """Print the card of a record, or write it to a file."""
    return _put(card(open_shelf(_complete(options)), options.record), options)


def new(options: argparse.Namespace) -> int:
    """Print an empty card, or write it to a file."""
    return _put(empty_card(open_shelf(_complete(options)), ROOTS[options.kind]), options)


def apply(options: argparse.Namespace) -> int:
    """Write cards into the tables."""
    package = _complete(options, tell=True)
    if not options.cards:
        print(telling.NOTHING_TO_APPLY[options.lang])
        return DONE
    shelf = open_shelf(package)
    made, found = [], []
    for path in options.cards:
        one, wrong = parse(shelf, str(path), read(path))
        made += [one] if one else []
        found += wrong
    return _finish(of_cards(shelf, release_of(package), made, found), options)


def retire(options: argparse.Namespace) -> int:
    """Take a record out, with a trace of where it went."""
    package = _complete(options, tell=True)
    shelf = open_shelf(package)
    done = retired(shelf, release_of(package), options.old, options.into, options.kind, options.reason)
    print(telling.removed_card(card(shelf, options.old), options.lang))
    return _finish(done, options)


def _finish(outcome: Outcome, options: argparse.Namespace) -> int:
    """Say what changes, and change it unless only asked."""
    only_check = options.dry_run or options.check
    for line in telling.account(outcome, options.lang, only_check):
        print(inert(visible(line, LONGEST_LINE)))
    if not only_check and outcome.files:
        journal.write(outcome.before.package.root, outcome.files)
    return REFUSED if options.check and outcome.files else DONE


def _complete(options: argparse.Namespace, tell: bool = False) -> Package:
    """The package, once a change that was interrupted is complete; a trial completes nothing."""
    package = load(options.package)
    root = package.root
    if getattr(options, "dry_run", False) or getattr(options, "check", False):
        if (root / UNFINISHED).exists():
            raise CannotRun(
                "An earlier change was interrupted. Run nox -s apply without --check to complete it first.",
                "先前的改动中途停止。请先不带 --check 运行 nox -s apply 以完成它。",
            )
        return package
    written = journal.complete(root)
    if written:
        print(telling.COMPLETED[options.lang].format(files=", ".join(written)), file=sys.stdout if tell else sys.stderr)
    return load(root) if written else package


def _put(text: str, options: argparse.Namespace) -> int:
    if options.out is None:
        print(text, end="", flush=True)
        return DONE
    if options.out.exists() and not options.force:
        raise CannotRun(
            f"{options.out} exists already, and may hold your edits. Name another file, or add --force.",
            f"{options.out} 已存在，其中或有您的编辑。请换一个文件名，或加 --force。",
        )
    if not options.out.parent.is_dir():
        raise CannotRun(f"There is no folder {options.out.parent}.", f"没有文件夹 {options.out.parent}。")
    replace(options.out, text.encode("utf-8"), options.out.parent)
    print(telling.WRITTEN[options.lang].format(file=options.out))
    return DONE


def _refuse(refused: faults.Refused, lang: str) -> int:
    for one in refused.faults:
        print("\n".join(faults.lines(one, lang)))
    print(telling.REFUSED[lang].format(count=len(refused.faults)))
    if refused.paste:
        print(f"\n{telling.PASTE[lang]}\n\n{refused.paste}\n")
    return REFUSED


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"show": show, "new": new, "apply": apply, "retire": retire}


def _parser() -> argparse.ArgumentParser:
    common = command.Parser(add_help=False).add_common()
    trial = command.Parser(add_help=False)
    trial.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    trial.add_argument("--check", action="store_true", help="as --dry-run; exit 1 if something would change")
    out = command.Parser(add_help=False)
    out.add_argument("--out", type=Path, metavar="FILE", help="write the card to this file")
    out.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser = command.Parser(prog="cards", description="Records as cards.")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("show", parents=[common, out], help="print the card of a record")
    one.add_argument("record", metavar="RECORD", help="the key of a policy, pilot, agency, organisation, region, …")
    one = commands.add_parser("new", parents=[common, out], help="print an empty card")
    one.add_argument("kind", choices=sorted(ROOTS), help="what it is of")
    one = commands.add_parser("apply", parents=[common, trial], help="write cards into the tables")
    one.add_argument("cards", nargs="*", type=Path, metavar="CARD", help="none: only complete what was interrupted")
    one = commands.add_parser("retire", parents=[common, trial], help="take a record out")
    one.add_argument("old", metavar="OLD", help="the key of the record that goes")
    one.add_argument("--into", metavar="NEW", help="the record that takes its place")
    one.add_argument("--kind", required=True, metavar="KIND", help="a code of revision_kind, such as correction")
    one.add_argument("--reason", required=True, metavar="TEXT", help="why, in English")
    return parser
