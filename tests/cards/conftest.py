"""What the tests of cards can ask for: a small package that was just released, and the commands on it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cards.cli import main
from tests.damage import copy_mini
from tests.history.test_rules import released_mini


class Said(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def rules(self) -> list[tuple[int, str, str]]:
        """The faults of a card: line, key and rule."""
        heads = [line.split(" ") for line in self.out.splitlines() if line.startswith("/")]
        return [(int(one[0].rpartition(":")[2]), one[1] if re.fullmatch("[a-z_]+", one[1]) else "", one[-1]) for one in heads]


Run = Callable[..., Said]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of mini that was released as it is."""
    return released_mini(tmp_path)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for tests after which it is as before."""
    return released_mini(tmp_path_factory.mktemp("still"))


@pytest.fixture
def unreleased(tmp_path: Path) -> Path:
    """A copy of mini of which nothing was released."""
    return copy_mini(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a package."""

    def on(root: Path, command: str, *arguments: object) -> Said:
        code = main([command, *map(str, arguments), "--package", str(root)])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return on


@pytest.fixture
def shown(run: Run, tmp_path: Path) -> Callable[..., Path]:
    """The card of a record as a file, some texts in it replaced."""

    def card(root: Path, record: str, *edits: tuple[str, str], add: str = "") -> Path:
        text = run(root, "show", record).out
        for old, new in edits:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the card"
            text = text.replace(old, new)
        path = tmp_path / f"{record}.toml"
        path.write_text(text + add, encoding="utf-8")
        return path

    return card


@pytest.fixture
def card(tmp_path: Path) -> Callable[..., Path]:
    """A card with a text."""

    def write(content: str, name: str = "card.toml") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def state(root: Path) -> dict[str, bytes]:
    """Every file of a package."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def changed(before: dict[str, bytes], root: Path) -> dict[str, list[str]]:
    """The lines that were taken out (-) and put in (+), by file."""
    after = state(root)
    found = {}
    for file in sorted({*before, *after}):
        old, new = (one.get(file, b"").decode("utf-8").splitlines() for one in (before, after))
        if old != new:
            found[file] = [f"-{one}" for one in old if one not in new] + [f"+{one}" for one in new if one not in old]
    return found
