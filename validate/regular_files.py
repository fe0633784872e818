"""Reading a small file of a package: a regular one, in its own place, not too large.

Enters: a path. Leaves: bytes. A link may lead out of the package, and a pipe or a device may
never end, so neither is opened. Tables are not read here, but in blocks by the layers.
"""

import errno
import os
import stat
from pathlib import Path


def read(path: Path, most: int) -> bytes:
    """The content of a file. Raises OSError, its `strerror` fit for people, if there is none, if
    it is no regular file, or if it has more than `most` bytes."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise _refused("it is a symbolic link", path)
    if not stat.S_ISREG(found.st_mode):
        raise _refused("it is no regular file", path)
    if found.st_size > most:
        raise _refused(f"it has {found.st_size:,} bytes, and at most {most:,} are read", path)
    return path.read_bytes()


def _refused(reason: str, path: Path) -> OSError:
    return OSError(errno.EINVAL, reason, os.fspath(path))
