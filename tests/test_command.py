"""What every command line has in common."""

import pytest

from cards import cli as cards
from maintain import format as formatter
from maintain.sources import cli as sources
from review import __main__ as review
from validate.command import CANNOT_RUN, complain, language, run
from validate.package import CannotRun

Capture = pytest.CaptureFixture[str]
REFUSED = [
    (cards.main, ["show"], "cards show: 缺少参数：RECORD。"),
    (cards.main, ["new", "tree"], "cards new: kind 不能为“tree”"),
    (cards.main, ["show", "a", "--out"], "cards show: --out 之后缺少值。"),
    (review.main, [], "review: 缺少参数：BASE。"),
    (formatter.main, ["--bad"], "format: 无法识别的参数：--bad。"),
    (sources.main, ["--today", "soon"], "sources: --today 的值“soon”无效。"),
]


@pytest.mark.parametrize(("main", "arguments", "told"), REFUSED)
def test_wrong_arguments_are_refused_in_one_line_of_the_language_asked_for(main, arguments, told: str, capsys: Capture):
    with pytest.raises(SystemExit) as ended:
        main(["--lang=zh", *arguments] if main is not cards.main else [*arguments, "--lang", "zh"])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (CANNOT_RUN, "")
    assert said.err.startswith(told) and said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [(["--lang", "zh"], "zh"), (["--lang=zh"], "zh"), (["--lang", "xx"], "en"), (["--lang"], "en"), ([], "en")],
)
def test_the_language_is_known_before_the_arguments_are_judged(arguments: list[str], lang: str):
    assert language(arguments) == lang


@pytest.mark.parametrize(("lang", "told"), [("en", "build: No.\n"), ("zh", "build: 不行。\n")])
def test_what_cannot_be_done_is_one_line_and_code_2(lang: str, told: str, capsys: Capture):
    def work() -> int:
        raise CannotRun("No.", "不行。")

    assert run("build", lang, work) == CANNOT_RUN
    assert capsys.readouterr().err == told


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys: Capture):
    assert run("build", "en", (tmp_path / "none").read_bytes) == CANNOT_RUN
    assert capsys.readouterr().err == f"build: {tmp_path / 'none'} cannot be read or written: No such file or directory.\n"


def test_the_code_of_the_work_is_that_of_the_command():
    assert run("build", "en", lambda: 1) == 1


def test_a_complaint_commands_no_runner(capsys: Capture):
    complain("build", "a\n::error::b ##[error]c")
    assert "\n::error" not in capsys.readouterr().err
