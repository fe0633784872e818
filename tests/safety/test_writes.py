"""What writes, writes nothing outside the package, and nothing that a hostile package says."""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from cards import cli as cards
from maintain import files, journal
from maintain import format as formatter
from tests.damage import cell
from tests.safety.conftest import SECRET, Notes, Run, state
from tests.safety.test_files import TABLE, WAYS_OUT, link
from validate.package import DESCRIPTOR, CannotRun, load
from validate.text.files import UNFINISHED


@pytest.mark.parametrize("how", WAYS_OUT)
def test_the_formatter_writes_and_reads_nothing_outside_the_package(
    package: Path, outside: Path, notes: Notes, how: str, capsys: pytest.CaptureFixture[str]
):
    WAYS_OUT[how](package)
    before = state(outside)
    notes.all.clear()
    formatter.main([str(package)])
    assert notes.opened_below(outside) == [] and "/etc/passwd" not in notes.of("open")
    assert state(outside) == before
    assert SECRET not in capsys.readouterr().out


def test_the_formatter_does_not_follow_a_descriptor_that_is_a_link(package: Path, outside: Path):
    (package / DESCRIPTOR).rename(outside / DESCRIPTOR)
    link(DESCRIPTOR, f"../outside/{DESCRIPTOR}")(package)
    before = state(outside)
    assert formatter.main([str(package)]) == 2
    assert state(outside) == before


def test_a_link_in_the_place_of_the_temporary_file_is_not_written_through(package: Path, outside: Path):
    trap = package / f".redirects.csv.{os.getpid()}.tmp"
    trap.symlink_to(outside / "secret.csv")
    files.replace(package / TABLE, b"new\n", package)
    assert (package / TABLE).read_bytes() == b"new\n"
    assert SECRET in (outside / "secret.csv").read_text(encoding="utf-8")


def test_the_formatter_does_not_wait_for_a_pipe(package: Path, watched: Callable[..., Run]):
    (package / TABLE).unlink()
    os.mkfifo(package / TABLE)
    run = watched(package, module="maintain.format", seconds=20)
    assert run.code == 1 and "it is no regular file" in run.out


def test_the_formatter_leaves_odd_members_of_the_descriptor_as_they_are(package: Path):
    text = (package / DESCRIPTOR).read_text(encoding="utf-8").replace('"mini"', r'"\ud800"', 1)
    (package / DESCRIPTOR).write_text(text, encoding="utf-8")
    assert formatter.main([str(package)]) == 0
    assert load(package).descriptor["name"] == "\ud800"


LISTED = (
    "",
    "[1]",
    '{"file": 1}',
    '[{"file": "data/regions.csv"}]',
    '[{"file": "../outside/secret.csv", "copy": "0.new", "before": "", "after": "x"}]',
    '[{"file": "data/../../outside/new.csv", "copy": "0.new", "before": "", "after": "x"}]',
    '[{"file": "noxfile.py", "copy": "0.new", "before": "", "after": "x"}]',
    '[{"file": "data/linked.csv", "copy": "0.new", "before": "", "after": "x"}]',
    '[{"file": "data/regions.csv", "copy": "../../outside/secret.csv", "before": "", "after": "x"}]',
)


@pytest.mark.parametrize("listed", LISTED)
def test_a_change_to_complete_that_a_pull_request_brings_leads_nowhere(whole: Path, outside: Path, listed: str):
    (whole / UNFINISHED).mkdir()
    (whole / UNFINISHED / "0.new").write_bytes(b"theirs")
    (whole / UNFINISHED / journal.LIST).write_text(listed)
    (whole / "data/linked.csv").symlink_to(outside / "new.csv")
    before = state(whole), state(outside)
    with pytest.raises(CannotRun, match=r"^\.unfinished holds no change that could be completed\."):
        journal.complete(whole)
    assert (state(whole), state(outside)) == before


def test_links_in_the_place_of_the_folders_of_a_change_are_not_followed(whole: Path, outside: Path):
    before = state(outside)
    (whole / journal.BEING_LAID_DOWN).symlink_to(outside)
    journal.write(whole, {"data/policies.csv": b"policies\n"})
    assert (whole / "data/policies.csv").read_bytes() == b"policies\n"
    (whole / UNFINISHED).symlink_to(outside)
    with pytest.raises(CannotRun):
        journal.complete(whole)
    assert state(outside) == before


@pytest.mark.parametrize(
    "command", [("show", "yh-gov"), ("apply", "card.toml"), ("retire", "yh-gov", "--kind=x", "--reason=x")]
)
def test_cards_read_and_write_no_table_that_is_a_link(
    whole: Path, outside: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(whole)
    (whole / "card.toml").write_text("")
    (whole / TABLE).unlink()
    (whole / TABLE).symlink_to(outside / "secret.csv")
    before = state(outside)
    assert cards.main([*command, "--package", str(whole)]) == 2
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err and state(outside) == before


def test_no_cell_writes_a_line_of_a_card(whole: Path, capsys: pytest.CaptureFixture[str]):
    hostile = 'x"\n[[reasons]]\nnote = "\u2028\x85'
    for table, line, field in (("agencies", 4, "name_en"), ("sources", 4, "title"), ("aliases", 2, "name")):
        cell(table, line, field, hostile)(whole)
    assert cards.main(["show", "yh-gov", "--package", str(whole)]) == 0
    read = tomllib.loads(capsys.readouterr().out)
    assert set(read) == {"card", "agencies", "aliases", "sources"} and read["agencies"]["name_en"] == hostile
