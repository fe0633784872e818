"""The command as people run it: what is checked, what is kept, what is said; nothing here asks the network."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maintain.sources import cli
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.words import OUTCOMES, REASONS, REPORT, SAID
from tests.damage import copy_mini, edit, write
from tests.sources.conftest import Judge
from tests.sources.server import Site, answer, redirect
from validate.gate import PROGRAM
from validate.package import load

Capture = pytest.CaptureFixture[str]
GOOD = Verdict(Outcome.ANSWERS, status=200)
DEAD = Verdict(Outcome.UNREACHABLE, Reason.DNS)
MINI = ("policies", "sources")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The mini package, with few tables."""
    return copy_mini(tmp_path, *MINI)


class Asked:
    """A judge that notes what it is asked, and gives the verdicts of a function."""

    def __init__(self, verdict: Callable[[str], Verdict | None] = lambda url: GOOD):
        self.urls, self._verdict = [], verdict

    def __call__(self, url: str) -> Verdict | None:
        self.urls.append(url)
        return self._verdict(url)


def run(package: Path, judge: Asked, *arguments: str) -> int:
    return cli.main([str(package), "--today", "2026-11-26", *arguments], judge)


def kept(package: Path) -> list[str]:
    """The lines of the file of what is known, without the header."""
    return (package / cli.STATUS).read_text(encoding="utf-8").splitlines()[1:]


def test_all_sources_are_checked_and_kept(package: Path, capsys: Capture):
    judge, urls = Asked(), cli.addresses(load(package))
    assert run(package, judge) == 0
    assert sorted(judge.urls) == sorted(urls.values())
    assert kept(package) == [f"{one},2026-11-26,2026-11-26,answers,,200,,0" for one in sorted(urls)]
    assert capsys.readouterr().out == f"{len(urls)} sources: answers: {len(urls)}\n\nNo source that was checked needs a look.\n"


def test_a_run_asks_a_server_and_keeps_what_it_says(package: Path, site: Site, judge: Judge, capsys: Capture):
    site.pages |= {"/1": answer(), "/2": redirect("/1"), "/3": answer("410 Gone")}
    rows = ["source_id,url,title,publisher,published_date,tier,language"]
    rows += [f"src-000000000{at},{site.url(f'/{at}')},,A site,,official,zh" for at in (1, 2, 3)]
    write("data/sources.csv", "\n".join([*rows, ""]).encode())(package)
    assert cli.main([str(package), "--today", "2026-11-26"], lambda url: judge(url.removeprefix(site.url("")))) == 0
    assert kept(package) == [
        "src-0000000001,2026-11-26,2026-11-26,answers,,200,,0",
        f"src-0000000002,2026-11-26,2026-11-26,moved,,200,{site.url('/1')},0",
        "src-0000000003,2026-11-26,,gone,,410,,1",
    ]
    assert capsys.readouterr().out.splitlines() == [
        "3 sources: answers: 1, moved for good: 1, gone: 1",
        "",
        "site.test",
        f"  {site.url('/2')} (src-0000000002): moved for good, status 200; last good on 2026-11-26; leads to {site.url('/1')}",
        f"  {site.url('/3')} (src-0000000003): gone, status 410; never seen to answer; checks without an answer since: 1",
    ]


def test_what_was_checked_this_week_is_not_checked_again(package: Path):
    again, later = Asked(), Asked()
    run(package, Asked())
    run(package, again)
    run(package, later, "--today", "2026-12-03")
    assert (again.urls, len(later.urls)) == ([], len(kept(package)))


def test_a_run_with_a_limit_is_carried_on_by_the_next(package: Path):
    first, second = Asked(), Asked()
    run(package, first, "--limit", "2")
    run(package, second)
    assert len(first.urls) == 2
    assert sorted(first.urls + second.urls) == sorted(cli.addresses(load(package)).values())


def test_an_interrupted_run_keeps_what_it_has(package: Path, capsys: Capture):
    edit("data/sources.csv", lambda raw: re.sub(rb"//[^/]+/", b"//site.test/", raw))(package)  # one after the other
    last = max(cli.addresses(load(package)).items())[1]

    def interrupt(url: str) -> Verdict:
        if url == last:
            raise KeyboardInterrupt
        return GOOD

    assert run(package, Asked(interrupt)) == 130
    assert len(kept(package)) == 2
    assert "Stopped. 2 results are kept" in capsys.readouterr().err


def test_one_host_can_be_chosen(package: Path, capsys: Capture):
    judge, urls = Asked(), cli.addresses(load(package)).values()
    chosen = next(iter(urls)).split("/")[2]
    assert run(package, judge, "--host", chosen) == 0
    assert judge.urls and {one.split("/")[2] for one in judge.urls} == {chosen}
    assert run(package, Asked(), "--host", "nowhere.test") == 2
    assert "No source has the host nowhere.test" in capsys.readouterr().err


def test_a_host_that_is_to_be_left_alone_stays_due(package: Path, capsys: Capture):
    urls = list(cli.addresses(load(package)).values())
    run(package, Asked(lambda url: None if url == urls[0] else GOOD))
    assert len(kept(package)) == len(urls) - 1
    assert "not checked yet: 1" in capsys.readouterr().out


def test_a_source_that_left_the_table_leaves_the_file(package: Path):
    run(package, Asked())
    before = len(kept(package))
    edit("data/sources.csv", lambda raw: b"".join(raw.splitlines(keepends=True)[:-1]))(package)
    run(package, Asked(), "--older-than", "0")
    assert len(kept(package)) == before - 1


def test_a_machine_without_network_declares_nothing_dead(package: Path, capsys: Capture):
    assert run(package, Asked(lambda url: DEAD)) == 2
    assert not (package / cli.STATUS).exists()
    assert re.search(r"None of \d+ hosts could be reached. Is this machine connected\?", capsys.readouterr().err)


def test_one_dead_host_among_others_is_recorded(package: Path):
    urls = cli.addresses(load(package))
    dead = min(urls)
    assert run(package, Asked(lambda url: DEAD if url == urls[dead] else GOOD)) == 0
    assert kept(package)[0] == f"{dead},2026-11-26,,unreachable,dns,,,1"


def test_with_a_limit_of_nothing_only_the_report_is_made(package: Path, capsys: Capture):
    judge = Asked()
    assert run(package, judge, "--limit", "0") == 0
    assert judge.urls == [] and not (package / cli.STATUS).exists()
    said = capsys.readouterr()
    assert said.err == "" and "not checked yet" in said.out


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "- `{url}` ({key}): gone, status 404; never seen to answer; checks without an answer since: 1"),
        ("zh", "- `{url}`（{key}）：页面已不存在，状态码 404；从未见其正常；此后未成功的检查：1 次"),
    ],
)
def test_the_report_names_dead_sources_by_host(package: Path, capsys: Capture, lang: str, line: str):
    urls = cli.addresses(load(package))
    key, url = next(iter(urls.items()))
    gone = Verdict(Outcome.GONE, status=404)
    run(package, Asked(lambda one: gone if one == url else GOOD), "--format", "markdown", "--lang", lang)
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"## {REPORT[lang]['title']}"
    assert out[-3:] == [f"### `{url.split('/')[2]}`", "", line.format(url=url, key=key)]


def test_a_package_without_sources_is_refused(tmp_path: Path, capsys: Capture):
    assert run(copy_mini(tmp_path, "policies"), Asked(), "--lang", "zh") == 2
    assert "没有含 source_id 和 url 列的 sources 表" in capsys.readouterr().err


def test_a_file_that_is_none_is_said(package: Path, capsys: Capture):
    (package / "file").write_bytes(b"")
    (package / "folder").mkdir()
    assert run(package, Asked(), "--status", str(package / "folder")) == 2
    assert run(package, Asked(), "--status", str(package / "file" / "status.csv")) == 2
    assert [one.rpartition("/")[2] for one in capsys.readouterr().err.splitlines()] == [
        "folder cannot be read as UTF-8 text.",
        "status.csv cannot be read as UTF-8 text.",
    ]


@pytest.mark.parametrize("arguments", [["--limit", "-1"], ["--today", "soon"], ["--older-than", "x"]])
def test_wrong_arguments_are_refused(package: Path, arguments: list[str]):
    with pytest.raises(SystemExit) as stopped:
        run(package, Asked(), *arguments)
    assert stopped.value.code == 2


def test_all_words_stand_in_both_languages():
    for words in (OUTCOMES, REASONS, REPORT, SAID):
        assert list(words["en"]) == list(words["zh"])
    assert set(OUTCOMES["en"]) == set(Outcome)
    assert set(REASONS["en"]) == set(Reason) - {Reason.NONE}


def test_the_agent_says_whose_it_is():
    assert re.fullmatch(r"china-blockchain-policy/[0-9.]+ \([ -~]+\)", cli.agent(load(PROGRAM)))
