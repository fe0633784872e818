"""The command line: which sources are checked, how they are asked, where the results go.

Exit code 0 whatever the sources say, for a dead page is no fault of the package; 2 if the command cannot do its work;
130 if it was interrupted, with all results kept.
"""

import argparse
import csv
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from maintain.sources import status
from maintain.sources.follow import HEAD_FIRST, ONLY_GET, check
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Verdict
from maintain.sources.report import FORMATS
from maintain.sources.run import by_host, connected, host, verdicts
from maintain.sources.visits import Visits
from maintain.sources.wire import Wire
from maintain.sources.words import SAID
from validate.catalogue import LANGUAGES
from validate.command import Parser, run
from validate.gate import PROGRAM
from validate.package import CannotRun, Package, load

STATUS = Path("liveness") / "sources.csv"
PAUSE = 5.0  # seconds between two requests to a host
INTERVAL = 1.0  # seconds between two writes; what a kill can lose
DONE, INTERRUPTED = 0, 130

Judge = Callable[[str], Verdict | None]  # an address to what becomes of it


def main(arguments: Sequence[str] | None = None, judge: Judge | None = None) -> int:
    """Check sources and print the report; the return value is the exit code. Tests give a `judge` of their own."""
    options = _parser().parse_args(arguments)
    return run("sources", options.lang, lambda: _run(options, judge))


def _run(options: argparse.Namespace, judge: Judge | None) -> int:
    package = load(options.package)
    file = options.status or package.root / STATUS
    urls = addresses(package)
    known = {one: row for one, row in status.read(file).items() if one in urls}
    hosts = by_host(_chosen(options, urls, known), urls)
    stop = threading.Event()
    judge = judge or visitor(package, stop, ONLY_GET if options.read_pages else HEAD_FIRST)
    checked, later, written, words = 0, 0, time.monotonic(), SAID[options.lang]
    try:
        with closing(verdicts(hosts, lambda one: judge(urls[one]), stop)) as found:
            for source, verdict in connected(found, len(hosts)):
                if verdict is None:
                    later += 1
                    continue
                known[source] = status.after(known.get(source), source, verdict, options.today)
                checked += 1
                if time.monotonic() - written >= INTERVAL:
                    status.write(file, known.values())
                    written = time.monotonic()
    except KeyboardInterrupt:
        print(words["stopped"].format(count=checked, file=file), file=sys.stderr)
        return INTERRUPTED
    finally:
        if checked:
            status.write(file, known.values())
    print(FORMATS[options.format](urls, known, options.lang))
    if hosts:
        print(words["checked"].format(count=checked, later=later, file=file), file=sys.stderr)
    return DONE


def _chosen(options: argparse.Namespace, urls: dict[str, str], known: dict[str, status.Status]) -> list[str]:
    """The sources that this run checks. Raises CannotRun if no source has the host that was asked for."""
    due = status.due(urls, known, options.today, options.older_than)
    if options.host:
        if options.host not in {host(one) for one in urls.values()}:
            raise CannotRun(*(SAID[lang]["no_host"].format(host=options.host) for lang in LANGUAGES))
        due = [one for one in due if host(urls[one]) == options.host]
    return due[: options.limit]


def addresses(package: Package) -> dict[str, str]:
    """The addresses of the table `sources` by key. Raises CannotRun if there is no such table."""
    table = next((one for one in package.tables if one.name == "sources"), None)
    if table is None or not table.has("source_id", "url"):
        raise CannotRun(*(SAID[lang]["no_table"].format(package=package.root) for lang in LANGUAGES))
    try:
        with table.path.open(encoding="utf-8", newline="") as lines:
            return {row["source_id"]: row["url"] for row in csv.DictReader(lines, strict=True)}
    except (OSError, ValueError, KeyError, csv.Error):
        raise CannotRun(*(SAID[lang]["unreadable"] for lang in LANGUAGES)) from None


def visitor(package: Package, stop: threading.Event, methods: tuple[str, ...]) -> Judge:
    """A judge that asks the network, in the name of the package."""
    visits = Visits(Wire(agent(package)), Hosts(PAUSE, stop.wait), package.name)
    return lambda url: check(url, visits, methods)


def agent(package: Package) -> str:
    """Who we say we are. With `homepage` in the descriptor, where more can be read."""
    home = package.descriptor.get("homepage", "")
    more = f"+{home}" if isinstance(home, str) and home.startswith("https://") else "link checker of an open data set"
    plain = f"{package.name}/{package.version} ({more})".encode("ascii", "ignore").decode()
    return "".join(one for one in plain if one.isprintable())


def _parser() -> Parser:
    parser = Parser(prog="sources", description="Check that the addresses of sources still answer.")
    parser.add_common(package=False)
    parser.add_argument("package", nargs="?", type=Path, default=PROGRAM, help="folder of the package (default: this one)")
    parser.add_argument("--status", type=Path, metavar="FILE", help=f"where results are kept (default: {STATUS.as_posix()})")
    parser.add_argument(
        "--older-than", type=whole_number, default=7, metavar="DAYS", help="leave out what was checked since (default: 7)"
    )
    parser.add_argument("--limit", type=whole_number, metavar="N", help="check at most N sources; 0 only reports what is known")
    parser.add_argument("--host", help="check the sources of this host only")
    parser.add_argument("--today", type=day, default=date.today(), metavar="YYYY-MM-DD", help="the day of the check")
    parser.add_argument(
        "--read-pages", action="store_true", help="read the beginning of each page, to find those that say “not found”"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="form of the report")
    return parser


def day(text: str) -> date:
    """A full date."""
    return date.fromisoformat(text)


def whole_number(text: str) -> int:
    """A number from 0 on."""
    number = int(text)
    if number < 0:
        raise ValueError
    return number
