"""The command line: arguments in, report out, exit code 0 (clean), 1 (findings) or 2 (cannot run)."""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from validate.catalogue import LANGUAGES, LAYERS, visible
from validate.catalogue.reasons import in_chinese
from validate.gate import PROGRAM, Result, check
from validate.package import CannotRun
from validate.report import FORMATS, as_github
from validate.report.words import inert

CLEAN, FINDINGS, CANNOT_RUN = 0, 1, 2
LONGEST_REASON = 1000

HELP = {
    "en": {
        "description": "Check a data package and say what to mend.",
        "package": "folder of the package (default: this one)",
        "format": "form of the report: text for people, github for annotations, json for programs, html for a page",
        "lang": "language of the report",
        "layer": "run this layer only; may be repeated",
        "help": "show this help and exit",
        "usage": "usage: ", "arguments": "positional arguments", "options": "options",
    },
    "zh": {
        "description": "校验数据包，并说明如何改正。",
        "package": "数据包所在文件夹（默认：本数据包）",
        "format": "报告形式：text 供阅读，github 供批注，json 供程序，html 为网页",
        "lang": "报告语言",
        "layer": "只运行该层；可重复",
        "help": "显示本说明",
        "usage": "用法：", "arguments": "参数", "options": "选项",
    },
}  # fmt: skip
# What argparse says of arguments that it refuses, in Chinese.
REFUSED = (
    (r"argument (.+?): invalid choice: '(.*)' \(choose from (.*)\)", r"\1 不能为“\2”，可选：\3。"),
    (r"argument (.+?): expected one argument", r"\1 之后缺少值。"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 之后不应有值“\2”。"),
    (r"unrecognized arguments: (.*)", r"无法识别的参数：\1。"),
    (r"(.*)", r"参数有误：\1"),
)
UNWRITTEN = {
    "en": "The summary was not written to {path}: {reason}.",
    "zh": "未能写入摘要 {path}：{reason}。",
}


class _OneLineParser(argparse.ArgumentParser):
    lang = "en"

    def error(self, message: str) -> NoReturn:
        _complain(message if self.lang == "en" else _refusal_in_chinese(message))
        raise SystemExit(CANNOT_RUN)

    def format_help(self) -> str:
        return super().format_help().replace(HELP["en"]["usage"], HELP[self.lang]["usage"], 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and print its report; the return value is the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(_language(arguments)).parse_args(arguments)
    layers = [one for one in LAYERS if one in (options.layer or LAYERS)]
    try:
        result = check(options.package, layers)
    except CannotRun as error:
        reason = error.text[options.lang]
        reason = reason if options.lang == "en" else in_chinese(reason)
        _complain(reason)
        if options.format == "github":
            print(as_github.command("error", {"title": "validate"}, reason))
        return CANNOT_RUN
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(_report(result, options.format, options.lang), flush=True)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if options.format == "github":
        _write_summary(result, options.lang, os.environ)
    return FINDINGS if result.findings else CLEAN


def _report(result: Result, form: str, lang: str) -> str:
    if form != "github":
        return FORMATS[form](result, lang)
    repository = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
    return as_github.render(result, lang, as_github.folder_in_repository(result.package.root, repository))


def _write_summary(result: Result, lang: str, environment: Mapping[str, str]) -> None:
    """Add the whole list to the summary of the job, if GitHub names a file for it."""
    path = environment.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("ab") as file:
            file.write(as_github.summary(result, lang, as_github.ROOM - file.tell()).encode("utf-8"))
    except OSError as error:
        reason = UNWRITTEN[lang].format(path=path, reason=error.strerror)
        _complain(reason if lang == "en" else in_chinese(reason))


def _complain(line: str) -> None:
    print(inert(visible(f"validate: {line}", LONGEST_REASON)), file=sys.stderr)


def _parser(lang: str) -> argparse.ArgumentParser:
    words = HELP[lang]
    parser = _OneLineParser(prog="validate", description=words["description"], add_help=False, allow_abbrev=False)
    parser.lang = lang
    places = parser.add_argument_group(words["arguments"])
    places.add_argument("package", nargs="?", type=Path, default=PROGRAM, help=words["package"])
    options = parser.add_argument_group(words["options"])
    options.add_argument("-h", "--help", action="help", help=words["help"])
    options.add_argument("--format", choices=sorted(FORMATS), default="text", help=words["format"])
    options.add_argument("--lang", choices=LANGUAGES, default="en", help=words["lang"])
    options.add_argument("--layer", choices=LAYERS, action="append", help=words["layer"])
    return parser


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, known before the arguments are judged; English if none is."""
    asked = [after for name, after in pairwise(arguments) if name == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else "en"


def _refusal_in_chinese(message: str) -> str:
    pattern, chinese = next(one for one in REFUSED if re.fullmatch(one[0], message, re.DOTALL))
    return re.sub(pattern, chinese, message, count=1, flags=re.DOTALL)
