"""The formatter writes nothing outside the package."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from maintain import files
from maintain import format as formatter
from tests.safety.conftest import SECRET, Notes, Run, state
from tests.safety.test_files import TABLE, WAYS_OUT, link
from validate.package import DESCRIPTOR, load


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
