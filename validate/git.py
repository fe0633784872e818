"""Asking git about the repository of a package.

Enters: a folder and arguments. Leaves: how git ended and what it printed.
"""

import os
import subprocess
from pathlib import Path

from validate.package import CannotRun

# It takes no lock for a mere question, speaks plain English and asks nobody for a password.
QUIET = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def git(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder. Raises CannotRun if there is no git; whether it succeeded, the caller asks."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, env=os.environ | QUIET)
    except OSError as error:
        raise CannotRun(f"git cannot be run: {error.strerror}.", f"无法运行 git：{error.strerror}。") from None


def answer(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None if it fails, or there is none."""
    try:
        done = git(root, *arguments)
    except CannotRun:
        return None
    return None if done.returncode else done.stdout
