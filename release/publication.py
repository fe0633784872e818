"""The last steps of a release, after which branch, tag and working tree have it; and how a killed one is ended.

Enters: a repository, and a copy of it with the commit and the tag. Leaves: the repository as before or complete.

    bring     the objects come over, and a journal, `refs/releasing/TAG/BRANCH`, names the tag
    move      branch and tag, in one transaction
    replace   the files of the working tree, each old or new, then the index
    close     the journal goes

While there is a journal, a release was interrupted. If neither branch nor tag moved, it is dropped and nothing
happened; if one did, `finish` does the rest.
"""

from dataclasses import dataclass
from pathlib import Path

from maintain import files
from release import repository
from release.admission import HEADS
from validate.package import CannotRun

JOURNAL, TAGS = "refs/releasing/", "refs/tags/"
NOTHING = ""  # the id of a file that is not there


@dataclass(frozen=True)
class Move:
    """The branch (a full name) goes from one commit to the next, which gets the tag (its name; `object` is its id)."""

    branch: str
    before: str
    after: str
    tag: str
    object: str

    @property
    def journal(self) -> str:
        return f"{JOURNAL}{self.tag}/{self.branch.removeprefix(HEADS)}"


def bring(root: Path, copy: Path, tag: str, branch: str) -> Move:
    """Take the tag and its commit over from the copy. Nothing but the journal refers to them yet."""
    journal = f"{JOURNAL}{tag}/{branch.removeprefix(HEADS)}"
    quietly = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance")
    repository.git(root, "fetch", *quietly, str(copy), f"+{TAGS}{tag}:{journal}")
    return _move(root, journal)


def move(root: Path, one: Move) -> None:
    """Move the branch and make the tag, both or neither. Raises CannotRun if either is not as it was."""
    repository.git(root, "update-ref", "--stdin", "-m", f"release: {one.tag}", given=_transaction(root, one))


def replace(root: Path, one: Move) -> None:
    """Bring the working tree from the commit before to the new one. Raises CannotRun, before anything is
    written, if a file that the release changes is as neither of them has it."""
    changed = _changed(root, one)
    there = [name for name in changed if (root / name).is_file()]
    listed = "".join(f"{name}\n" for name in there).encode("utf-8", "surrogateescape")
    ids = repository.git(root, "hash-object", "--stdin-paths", given=listed).decode("ascii").split()
    now = dict(zip(there, ids, strict=True))
    odd = next((name for name, known in changed.items() if now.get(name, NOTHING) not in known), None)
    if odd is not None:
        raise CannotRun(
            f"{odd} was edited while {one.tag} was made. The release is in branch and tag; put the edit away and run again.",
            f"制作 {one.tag} 时 {odd} 被改动。发布已写入分支与标签；请收起该改动后重新运行。",
        )
    for name, (_, new) in changed.items():
        if now.get(name, NOTHING) == new:
            continue
        if new == NOTHING:
            _remove(root, name)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            files.replace(root / name, repository.git(root, "cat-file", "blob", new), root)
    repository.git(root, "reset", "--quiet", one.after)


def close(root: Path, one: Move) -> None:
    """Forget that a release was under way."""
    repository.git(root, "update-ref", "-d", one.journal, one.object)


def interrupted(root: Path) -> list[Move]:
    """Releases that were killed on the way."""
    found = repository.git(root, "for-each-ref", "--format=%(refname)", JOURNAL).decode("utf-8", "surrogateescape")
    return [_move(root, journal) for journal in found.split()]


def is_moved(root: Path, one: Move) -> bool:
    """Whether the release had come as far as branch or tag."""
    return one.object == _id(root, TAGS + one.tag) or _has(root, one)


def finish(root: Path, one: Move) -> None:
    """End a release that was killed after branch or tag had moved."""
    move(root, one)
    if repository.asked(root, "symbolic-ref", "--quiet", "HEAD") == one.branch and _id(root, one.branch) == one.after:
        replace(root, one)
    close(root, one)


def _move(root: Path, journal: str) -> Move:
    tag, branch = journal.removeprefix(JOURNAL).split("/", 1)
    after = repository.line(root, "rev-parse", "--verify", f"{journal}^{{commit}}")
    before = repository.line(root, "rev-parse", "--verify", f"{after}^")
    return Move(HEADS + branch, before, after, tag, repository.line(root, "rev-parse", "--verify", journal))


def _transaction(root: Path, one: Move) -> bytes:
    """What is left to do of the two; a branch that has the commit stays where it is."""
    branch = f"update {one.branch} {one.after} {one.before}\n" if not _has(root, one) else ""
    tag = f"create {TAGS}{one.tag} {one.object}\n" if _id(root, TAGS + one.tag) != one.object else ""
    return f"start\n{branch}{tag}prepare\ncommit\n".encode("utf-8", "surrogateescape")


def _has(root: Path, one: Move) -> bool:
    """Whether the branch has the commit of the release."""
    return repository.asked(root, "merge-base", "--is-ancestor", one.after, one.branch) is not None


def _id(root: Path, name: str) -> str | None:
    return repository.asked(root, "rev-parse", "--verify", "--quiet", name)


def _changed(root: Path, one: Move) -> dict[str, tuple[str, str]]:
    """The ids of each changed file in the two commits."""
    raw = repository.git(root, "diff-tree", "-r", "-z", "--no-renames", "--no-abbrev", one.before, one.after)
    parts = raw.decode("utf-8", "surrogateescape").split("\0")
    ids = ([NOTHING if not one.strip("0") else one for one in head.split()[2:4]] for head in parts[:-1:2])
    return {name: (old, new) for name, (old, new) in zip(parts[1::2], ids, strict=True)}


def _remove(root: Path, name: str) -> None:
    path = root / name
    path.unlink(missing_ok=True)
    for folder in list(path.relative_to(root).parents)[:-1]:
        if any((root / folder).iterdir()):
            return
        (root / folder).rmdir()
