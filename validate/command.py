"""What every command line of the project has in common: its arguments, its streams, and its one line when it cannot run.

Enters: arguments, and the work of a command. Leaves: options, or an exit code. Never a traceback for what people gave.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from validate.catalogue import LANGUAGES, visible
from validate.catalogue.reasons import in_chinese
from validate.gate import PROGRAM
from validate.package import CannotRun
from validate.report.words import inert

DONE, CANNOT_RUN = 0, 2
LONGEST_REASON = 1000
USAGE = {"en": "usage: ", "zh": "用法："}
UNWRITTEN = {"en": "{file} cannot be read or written: {reason}.", "zh": "无法读写 {file}：{reason}。"}
# What argparse says of arguments that it refuses, in Chinese.
REFUSED = (
    (r"argument (.+?): invalid choice: '(.*)' \(choose from (.*)\)", r"\1 不能为“\2”，可选：\3。"),
    (r"argument (.+?): expected one argument", r"\1 之后缺少值。"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 之后不应有值“\2”。"),
    (r"argument (.+?): invalid .* value: '(.*)'", r"\1 的值“\2”无效。"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1。"),
    (r"unrecognized arguments: (.*)", r"无法识别的参数：\1。"),
    (r"(.*)", r"参数有误：\1"),
)


class Parser(argparse.ArgumentParser):
    """A parser that refuses arguments in one line, in the language that they ask for (exit code 2)."""

    def __init__(self, *arguments: object, **options: object):
        super().__init__(*arguments, **{"allow_abbrev": False, **options})
        self.lang = "en"

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None) -> tuple:
        given = sys.argv[1:] if args is None else list(args)
        self.lang = language(given)
        return super().parse_known_args(given, namespace)

    def add_common(self, package: bool = True) -> "Parser":
        """The options that nearly all commands have: `--package`, unless it is no option of this one, and `--lang`."""
        if package:
            self.add_argument("--package", type=Path, default=PROGRAM, metavar="FOLDER", help="the package (default: this one)")
        self.add_argument("--lang", choices=LANGUAGES, default="en", help="language of what is said")
        return self

    def error(self, message: str) -> NoReturn:
        complain(self.prog, message if self.lang == "en" else _refusal_in_chinese(message))
        raise SystemExit(CANNOT_RUN)

    def format_help(self) -> str:
        return super().format_help().replace(USAGE["en"], USAGE[self.lang], 1)


def run(name: str, lang: str, work: Callable[[], int]) -> int:
    """Do the work of a command; its exit code, or 2 with one line that says why it cannot be done."""
    speak_utf8()
    try:
        code = work()
        sys.stdout.flush()
        return code
    except CannotRun as error:
        reason = error.text[lang]
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        reason = UNWRITTEN[lang].format(file=error.filename or "?", reason=error.strerror)
    complain(name, reason if lang == "en" else in_chinese(reason))
    return CANNOT_RUN


def complain(name: str, reason: str) -> None:
    """One line for people, which commands no runner."""
    print(inert(visible(f"{name}: {reason}", LONGEST_REASON)), file=sys.stderr)


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal is set to; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def language(arguments: Sequence[str]) -> str:
    """The language asked for, known before the arguments are judged; English if none is."""
    asked = [after for name, after in pairwise(arguments) if name == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else "en"


def _refusal_in_chinese(message: str) -> str:
    pattern, chinese = next(one for one in REFUSED if re.fullmatch(one[0], message, re.DOTALL))
    return re.sub(pattern, chinese, message, count=1, flags=re.DOTALL)
