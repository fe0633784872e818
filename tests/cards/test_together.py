"""Two commands at once: the second waits, so that no edit of the first is lost."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import BrokenBarrierError

import pytest

from cards import cli
from tests.cards.conftest import Run
from validate.history.versions import from_package
from validate.package import load

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the commands run in forks of the test")
PATIENCE = 0.5  # seconds in which the other command would read the tables, were it let


def test_neither_edit_is_lost(unreleased: Path, run: Run, shown: Callable[..., Path]):
    keys = [key for (key,) in from_package(load(unreleased)).tables["agencies"].rows][:2]
    cards = [shown(unreleased, key, ('note = ""', f'note = "Edit of {key}."')) for key in keys]
    forks = multiprocessing.get_context("fork")
    both_have_read = forks.Barrier(2)

    def work(card: Path) -> None:
        opened = cli.open_shelf

        def read(package):
            shelf = opened(package)
            with suppress(BrokenBarrierError):
                both_have_read.wait(PATIENCE)
            return shelf

        cli.open_shelf = read
        os._exit(cli.main(["apply", str(card), "--package", str(unreleased)]))

    processes = [forks.Process(target=work, args=(one,)) for one in cards]
    for one in processes:
        one.start()
    for one in processes:
        one.join()
    rows = from_package(load(unreleased)).tables["agencies"].rows
    assert [one.exitcode for one in processes] == [0, 0]
    assert [rows[key,]["note"] for key in keys] == [f"Edit of {key}." for key in keys]
