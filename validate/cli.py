"""The command line: arguments in, report out, exit code 0 (clean), 1 (findings) or 2 (cannot run)."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from validate.catalogue import LANGUAGES, LAYERS
from validate.catalogue.reasons import in_chinese
from validate.command import CANNOT_RUN, Parser, complain, language
from validate.gate import PROGRAM, Result, check
from validate.package import CannotRun
from validate.report import FORMATS, as_github

CLEAN, FINDINGS = 0, 1

HELP = {
    "en": {
        "description": "Check a data package and say what to mend.",
        "package": "folder of the package (default: this one)",
        "format": "form of the report: text for people, github for annotations, json for programs, html for a page",
        "lang": "language of the report",
        "layer": "run this layer only; may be repeated",
        "help": "show this help and exit",
        "arguments": "positional arguments", "options": "options",
    },
    "zh": {
        "description": "校验数据包，并说明如何改正。",
        "package": "数据包所在文件夹（默认：本数据包）",
        "format": "报告形式：text 供阅读，github 供批注，json 供程序，html 为网页",
        "lang": "报告语言",
        "layer": "只运行该层；可重复",
        "help": "显示本说明",
        "arguments": "参数", "options": "选项",
    },
}  # fmt: skip
UNWRITTEN = {
    "en": "The summary was not written to {path}: {reason}.",
    "zh": "未能写入摘要 {path}：{reason}。",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and print its report; the return value is the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(language(arguments)).parse_args(arguments)
    layers = [one for one in LAYERS if one in (options.layer or LAYERS)]
    try:
        result = check(options.package, layers)
    except CannotRun as error:
        reason = error.text[options.lang]
        reason = reason if options.lang == "en" else in_chinese(reason)
        complain("validate", reason)
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
        complain("validate", reason if lang == "en" else in_chinese(reason))


def _parser(lang: str) -> argparse.ArgumentParser:
    words = HELP[lang]
    parser = Parser(prog="validate", description=words["description"], add_help=False)
    places = parser.add_argument_group(words["arguments"])
    places.add_argument("package", nargs="?", type=Path, default=PROGRAM, help=words["package"])
    options = parser.add_argument_group(words["options"])
    options.add_argument("-h", "--help", action="help", help=words["help"])
    options.add_argument("--format", choices=sorted(FORMATS), default="text", help=words["format"])
    options.add_argument("--lang", choices=LANGUAGES, default="en", help=words["lang"])
    options.add_argument("--layer", choices=LAYERS, action="append", help=words["layer"])
    return parser
