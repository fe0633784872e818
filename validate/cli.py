"""The command line: arguments in, report out, exit code 0 (clean), 1 (findings) or 2 (cannot run)."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from validate.catalogue import LANGUAGES, LAYERS
from validate.gate import PROGRAM, check
from validate.package import CannotRun
from validate.report import FORMATS

CLEAN, FINDINGS, CANNOT_RUN = 0, 1, 2


class _OneLineParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"validate: {message}", file=sys.stderr)
        raise SystemExit(CANNOT_RUN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and print its report; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    layers = [one for one in LAYERS if one in (options.layer or LAYERS)]
    try:
        result = check(options.package, layers)
    except CannotRun as error:
        print(f"validate: {error.text[options.lang]}", file=sys.stderr)
        return CANNOT_RUN
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(FORMATS[options.format](result, options.lang), flush=True)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINDINGS if result.findings else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="validate", description="Check a data package and say what to mend.")
    parser.add_argument("package", nargs="?", type=Path, default=PROGRAM, help="folder of the package (default: this one)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--layer", choices=LAYERS, action="append", help="run this layer only; may be repeated")
    return parser
