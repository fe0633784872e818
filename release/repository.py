"""The git repository of a package: questions and commands, each one call of git.

Enters: a folder and arguments. Leaves: what git prints, or CannotRun with git's own words.
"""

from pathlib import Path

from validate.git import git as _run
from validate.package import CannotRun

OWN = r"^(user|author|committer|commit|tag|gpg)\."  # settings that say who commits, and how it is signed

# What a git that was killed leaves; only people can know that none is running.
LOCKED = (" If no git is running, remove that file and run this again.", "若没有正在运行的 git，请删除该文件后重新运行。")


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What a command of git prints. Raises CannotRun if it fails."""
    result = _run(root, *arguments, given=given)
    if result.returncode:
        said = result.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = (said or [f"exit code {result.returncode}"])[0].removeprefix("fatal: ").rstrip(".")
        en, zh = LOCKED if ".lock': File exists" in reason else ("", "")
        raise CannotRun(f"git {arguments[0]} failed: {reason}.{en}", f"git {arguments[0]} 失败：{reason}。{zh}")
    return result.stdout


def line(root: Path, *arguments: str) -> str:
    """The one line that a command of git prints. Raises CannotRun if it fails."""
    return git(root, *arguments).decode("utf-8", "surrogateescape").rstrip("\n")


def asked(root: Path, *arguments: str) -> str | None:
    """The line with which git answers a question; None if it says no."""
    result = _run(root, *arguments)
    return None if result.returncode else result.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def changed(root: Path) -> list[str]:
    """Files that are not as in the commit, and files that are in none and not ignored."""
    found = git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    return [one[3:] for one in found.decode("utf-8", "surrogateescape").split("\0") if one]


def copy(root: Path, commit: str, folder: Path) -> None:
    """Make `folder` a checkout of `commit` that borrows the objects of `root` and commits in the same name."""
    git(root, "clone", "--quiet", "--shared", "--no-checkout", "--no-tags", ".", str(folder))
    settings = asked(root, "config", "--null", "--get-regexp", OWN) or ""
    for name, _, value in (one.partition("\n") for one in settings.split("\0") if one):
        git(folder, "config", name, value)
    git(folder, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", commit)
