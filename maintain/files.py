"""Writing a file so that a killed command leaves the old or the new one, never half of it."""

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
