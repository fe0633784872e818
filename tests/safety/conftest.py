"""What the safety tests can ask for: a hostile package beside secrets, and watched runs of the gate."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import SMALL
from tests.damage import copy_mini
from tests.safety.guard import watch
from validate import exceptions, relations, structure, text
from validate.findings import Finding
from validate.gate import PROGRAM
from validate.package import load

GUARD = Path(watch.__file__).parent
SECRET = "the-secret-of-this-machine"
_HEARD: list[tuple[str, str]] = []
_WATCHING = {"installed": False, "on": False}


@dataclass
class Notes:
    """What a watched stretch of work opened, asked for and started."""

    all: list[tuple[str, str]] = field(default_factory=list)

    def of(self, kind: str) -> list[str]:
        return [what for one, what in self.all if one == kind]

    def opened_below(self, folder: Path) -> list[str]:
        return [one for one in self.of("open") if Path(one).is_relative_to(folder.resolve())]


@dataclass
class Run(Notes):
    """A finished run of `python -m validate` with what it and its workers did."""

    code: int = 0
    out: str = ""
    err: str = ""


@pytest.fixture
def package(tmp_path: Path, outside: Path) -> Path:
    """A copy of four tables of mini, which a test makes hostile; `../outside` is not its business."""
    return copy_mini(tmp_path, *SMALL)


@pytest.fixture
def whole(tmp_path: Path, outside: Path) -> Path:
    """The same with all tables, as the suites need them."""
    return copy_mini(tmp_path)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the package, with a table and a schema that hold a secret."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(f"old_id,new_id,reason_en,since\n{SECRET},,,\n", encoding="utf-8")
    (outside / "secret.json").write_text(f'{{"fields": [{{"name": "{SECRET}"}}]}}\n', encoding="utf-8")
    return outside


@pytest.fixture
def notes() -> Iterator[Notes]:
    """What this process does during the test; every connection is refused."""
    if not _WATCHING["installed"]:
        watch.to(_HEARD, lambda: _WATCHING["on"])
        _WATCHING["installed"] = True
    _HEARD.clear()
    _WATCHING["on"] = True
    yield Notes(_HEARD)
    _WATCHING["on"] = False
    _HEARD.clear()


def layers(root: Path) -> list[Finding]:
    """The findings of the first three layers, run in this process."""
    package = load(root)
    listed = exceptions.read(root)
    scan = text.scan(package)
    return [*listed.faults, *scan.findings, *structure.run(package, scan.broken), *relations.run(package, scan.broken)]


def state(folder: Path) -> dict[str, tuple]:
    """What stands in a folder: kind, content and time of each entry."""
    return {
        str(path.relative_to(folder)): (
            path.is_symlink(),
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., Run]:
    """Run the whole program on a package, watched in all its processes."""
    return watcher(tmp_path)


def watcher(folder: Path) -> Callable[..., Run]:
    """A way to run the program, watched; its temporary files go below `folder`."""
    (folder / "temporary").mkdir(exist_ok=True)

    def run(root: Path, *arguments: str, module: str = "validate", seconds: float = 120, **environment: str) -> Run:
        log = folder / "log"
        log.write_bytes(b"")
        path = os.pathsep.join([str(GUARD), str(PROGRAM)])
        done = subprocess.run(
            [sys.executable, "-m", module, str(root), *arguments],
            cwd=PROGRAM, capture_output=True, text=True, encoding="utf-8", check=False, timeout=seconds,
            env=os.environ | {"PYTHONPATH": path, "SAFETY_LOG": str(log), "TMPDIR": str(folder / "temporary")} | environment,
        )  # fmt: skip
        heard = [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]
        return Run(heard, done.returncode, done.stdout, done.stderr)

    return run
