"""Where a build comes from: the commit of the package, and whether its files are those of the commit.

Enters: the folder of a package. Leaves: `Origin`. Reads git, writes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from validate.git import answer


@dataclass(frozen=True)
class Origin:
    """`commit` is None outside git; `changed` are the files that differ from it or are not in it."""

    commit: str | None
    changed: tuple[str, ...] = ()


def origin(root: Path) -> Origin:
    """The origin of the package at `root`; without git, or before the first commit, there is no commit."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return Origin(None)
    changed = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    return Origin(commit.strip(), tuple(line[3:] for line in (changed or "").split("\0") if line))


def _git(root: Path, *arguments: str) -> str | None:
    found = answer(root, *arguments)
    return None if found is None else found.decode("utf-8", "surrogateescape")
