"""Writing several files as one: all of them or none, also when the command is killed.

Enters: the root of a package and the new bytes of its files. Leaves: the files. The new bytes are first
laid down in a folder of their own, whose renaming is the moment from which the change holds; whoever
runs next completes it (`complete`). The gate reports such a folder (`text.write-unfinished`).
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from maintain import files
from validate import regular_files
from validate.package import CannotRun, goes_through_link, is_safe
from validate.text.files import UNFINISHED

try:
    import fcntl
except ImportError:  # Windows has no lock for a folder
    fcntl = None

LIST = "files.json"
LARGEST = 2**20  # bytes of the list
BEING_LAID_DOWN = f"{UNFINISHED}.tmp"


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other command changes the package, and keep others waiting; the end of the process lets go."""
    if fcntl is None or not root.is_dir():
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def write(root: Path, changed: Mapping[str, bytes]) -> None:
    """Write the files (by path in the package). Raises CannotRun if an earlier change cannot be completed."""
    complete(root)
    _lay_down(root, changed)
    (root / BEING_LAID_DOWN).rename(root / UNFINISHED)
    complete(root)


def complete(root: Path) -> list[str]:
    """Complete a change that was laid down, and clear away one that was not; the files it wrote. Raises
    CannotRun, and writes nothing, if one of the files was edited since."""
    _clear(root)
    if not (root / UNFINISHED).exists():
        return []
    entries = _entries(root)
    waiting = [one for one in entries if _digest(root / one["file"]) != one["after"]]
    edited = next((one["file"] for one in waiting if _digest(root / one["file"]) != one["before"]), None)
    if edited:
        raise CannotRun(
            f"{edited} was edited after a change was interrupted. Undo that edit and run this again, "
            f"or delete the folder {UNFINISHED} to give the change up.",
            f"{edited} 在一次改动中断之后又被编辑。请撤销该编辑后再运行，或删除文件夹 {UNFINISHED} 以放弃该改动。",
        )
    for one in waiting:
        files.replace(root / one["file"], (root / UNFINISHED / one["copy"]).read_bytes(), root / UNFINISHED)
    (root / UNFINISHED).rename(root / BEING_LAID_DOWN)
    _clear(root)
    return [one["file"] for one in entries]


def _clear(root: Path) -> None:
    """Take away what was laid down and does not count."""
    folder = root / BEING_LAID_DOWN
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _lay_down(root: Path, changed: Mapping[str, bytes]) -> None:
    folder = root / BEING_LAID_DOWN
    folder.mkdir()
    entries = []
    for number, (file, content) in enumerate(changed.items()):
        copy = f"{number}.new"
        files.replace(folder / copy, content, folder)
        entries.append({"file": file, "copy": copy, "before": _digest(root / file), "after": sha256(content).hexdigest()})
    files.replace(folder / LIST, json.dumps(entries, indent=2).encode("utf-8"), folder)


def _entries(root: Path) -> list[dict[str, str]]:
    """What was laid down. Anyone may have put the folder there, so it leads to files of the package alone."""
    try:
        entries = json.loads(regular_files.read(root / UNFINISHED / LIST, LARGEST))
        places = [path for one in entries for path in (one["file"], f"{UNFINISHED}/{one['copy']}")]
        if all(_is_own(root, path) for path in places) and all({"before", "after"} <= set(one) for one in entries):
            return entries
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise CannotRun(
        f"{UNFINISHED} holds no change that could be completed. Look where it comes from, and delete it.",
        f"{UNFINISHED} 中没有可以完成的改动。请查明其来历并删除。",
    )


def _is_own(root: Path, path: object) -> bool:
    return is_safe(path) and not goes_through_link(root, path) and Path(path).suffix in {".csv", ".json", ".new"}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
