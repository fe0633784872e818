"""The clients, a module each: `CLIENT` says what it reads and how it is asked.

A module imports its library inside the functions, so that all can be listed where none is installed.
"""

import shutil
import subprocess
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from release.cells import value
from release.proof import Found
from validate.package import Table

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__"))


class Missing(Exception):
    """A program that the client needs is not on this machine."""


@dataclass(frozen=True)
class Client:
    """`title` is the client and the way to ask it, `kinds` the kinds of damage that it is shown.

    `complain` gives for a release what the client has against it, empty if nothing; `read` gives
    every cell, where the client reads tables.
    """

    title: str
    kinds: tuple[str, ...]
    complain: Callable[[Path], str]
    read: Callable[[Path], Found] | None = None
    at_once: int = 2  # releases; 1 where the client runs in this process


def client(name: str) -> Client:
    return import_module(f"accept.clients.{name}").CLIENT


def complaints(asked: Client, releases: Sequence[Path]) -> list[str]:
    """What the client has against each of the releases."""
    with ThreadPoolExecutor(asked.at_once) as pool:
        return list(pool.map(asked.complain, releases))


def program(name: str, package: str) -> str:
    """The path of a program of this machine. Raises Missing with the Debian package to install."""
    path = shutil.which(name)
    if path is None:
        raise Missing(f"{name} is not on this machine. On Debian: apt-get install --no-install-recommends {package}")
    return path


def run(*command: str | Path, folder: Path, surroundings: Mapping[str, str] | None = None) -> subprocess.CompletedProcess:
    """Run a program in a folder, its output as text."""
    return subprocess.run(
        list(map(str, command)), cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8",
        errors="replace", timeout=300,
    )  # fmt: skip


def table_of(records: Sequence[Mapping[str, object]], table: Table, as_text: Collection[str] = ()) -> list[list[object]]:
    """Header and rows of a table that the client gave as records; without records, the columns it should have.

    `as_text` are the types whose values this client gives as text.
    """
    names = list(records[0]) if records else list(table.columns)
    texts = {one["name"]: one for one in table.fields if one.get("type") in as_text}
    rows = ([value(texts[name], one[name] or "") if name in texts else one[name] for name in names] for one in records)
    return [names, *rows]
