"""Writing a file or a folder so that a killed command leaves the old or the new one, never half of it."""

import os
import shutil
from pathlib import Path


def replace(path: Path, content: bytes, scratch: Path) -> None:
    """Write `content` to `path` by way of a temporary file in the folder `scratch`. What stands in
    the place of that file, such as a link, is replaced and not written through."""
    temporary = scratch / f".{path.name}.{os.getpid()}.tmp"
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def replace_folder(path: Path, made: Path) -> None:
    """Put the folder `made`, which lies beside it, in the place of `path`.

    No system call for everyone swaps folders, so for a moment there is only `made` and the old
    one under the name `set_aside(path)`; `restore` ends what was killed in that moment.
    """
    restore(path)
    if path.exists():
        path.rename(set_aside(path))
    made.rename(path)
    shutil.rmtree(set_aside(path), ignore_errors=True)


def set_aside(path: Path) -> Path:
    """Where the old folder waits while the new one takes its place."""
    return path.with_name(f".{path.name}.old.tmp")


def restore(path: Path) -> None:
    """Put the old folder back if a replacement was killed half-way, or clear it away if it was not."""
    old = set_aside(path)
    if old.exists() and not path.exists():
        old.rename(path)
    shutil.rmtree(old, ignore_errors=True)
