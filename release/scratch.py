"""A folder outside the repository in which a release is made, and what killed releases left of theirs.

Enters: the root of a repository. Leaves: an empty folder that goes when the work is done. One release at
a time: a new one clears away what is left of others for the same repository.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """An empty folder that only its owner can read."""
    clear(root)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(root)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear(root: Path) -> None:
    """Remove what killed releases of this repository left; what belongs to others cannot be removed."""
    for one in Path(tempfile.gettempdir()).glob(f"{_prefix(root)}*"):
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)


def _prefix(root: Path) -> str:
    return f"release-{hashlib.sha256(str(root.resolve()).encode('utf-8', 'surrogateescape')).hexdigest()[:12]}-"
