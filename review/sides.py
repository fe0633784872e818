"""The two sides of a review: the version under review, and the base that it would be merged into.

Enters: names of places (folders, archives, revisions). Leaves: a `Side` each: its version, the last release as its
`released/` has it, and the bytes of that folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from release import baseline, repository
from validate.history.comparison import RELEASED, released
from validate.history.versions import Version, from_package, of_folder, opened
from validate.package import CannotRun, load


@dataclass(frozen=True)
class Side:
    """`copy` has the files in `released/` by path; `own` those that would stand there once this version is released."""

    version: Version
    released: Version | None
    copy: Mapping[str, bytes]
    own: Mapping[str, bytes]


def side(place: str, package: Path) -> Side:
    """The side at a place. Raises CannotRun if it cannot be read."""
    with opened(place, package) as root:
        version, held = of_folder(root), load(root)
        last, faults = released(held)
        copy = {} if (root / RELEASED).is_symlink() else _files(root)
        return Side(version, from_package(last) if last and not faults else None, copy, baseline.files(held))


def branching(base: str, to: str | None, package: Path) -> str:
    """The commit from which the version under review departed, if both are revisions; else `base` itself."""
    if Path(base).exists() or (to and Path(to).exists()):
        return base
    try:
        return repository.asked(package, "merge-base", "--end-of-options", base, to or "HEAD") or base
    except CannotRun:
        return base


def _files(root: Path) -> dict[str, bytes]:
    found = (one for one in (root / RELEASED).rglob("*") if one.suffix in {".json", ".csv"} and one.is_file())
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in found if not one.is_symlink()}
