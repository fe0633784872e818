"""`released/`, the plain copy of the last release with which the history layer compares the package.

Enters: a package. Leaves: the files that the copy should hold, and those in which it differs from a tag.
The files are the same as in the commit of the release, so git stores nothing twice.
"""

from pathlib import Path

from validate.git import git
from validate.history.comparison import RELEASED
from validate.package import DESCRIPTOR, Package


def files(package: Package) -> dict[str, bytes]:
    """What `released/` holds once this package is released, by path from the root of the package."""
    named = [DESCRIPTOR, *(one.file for one in package.tables), *(one.schema_file for one in package.tables if one.schema_file)]
    return {f"{RELEASED}/{name}": (package.root / name).read_bytes() for name in named}


def stale(package: Package) -> list[str]:
    """Files in `released/` that this package no longer has; a release takes them away."""
    there = [one.relative_to(package.root).as_posix() for one in (package.root / RELEASED).rglob("*") if one.is_file()]
    return sorted(set(there) - set(files(package)))


def differing(root: Path, revision: str) -> list[str]:
    """Files in `released/` of the working tree that are not as a revision of the package had them at its root."""
    there = {one.relative_to(root / RELEASED).as_posix(): one for one in (root / RELEASED).rglob("*") if one.is_file()}
    return sorted(name for name, path in there.items() if _at(root, revision, name) != path.read_bytes())


def _at(root: Path, revision: str, name: str) -> bytes | None:
    shown = git(root, "show", "--no-textconv", f"{revision}:./{name}")
    return shown.stdout if shown.returncode == 0 else None
