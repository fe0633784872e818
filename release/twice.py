"""The proof that a commit gives the same files everywhere: it is built twice, at the same time, in two surroundings.

Enters: a repository and a commit. Leaves: the text of SHA256SUMS, or CannotRun with the first file that differs.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from release import repository, sums
from validate.gate import PROGRAM
from validate.package import CannotRun


@dataclass(frozen=True)
class Surroundings:
    """What a build must not depend on."""

    folder: str
    umask: int
    environment: Mapping[str, str]


SURROUNDINGS = (
    Surroundings("a", 0o077, {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    Surroundings("another one/farther down", 0o002, {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
)


def build_twice(repository_root: Path, commit: str, folder: Path) -> str:
    """Check `commit` out and build it in two places below `folder`; the sums of all files, which are the same."""
    homes = [folder / one.folder / "checkout" for one in SURROUNDINGS]
    for home in homes:
        home.parent.mkdir(parents=True)
        repository.copy(repository_root, commit, home)
    running = [start(home, home.with_name("dist"), one) for home, one in zip(homes, SURROUNDINGS, strict=True)]
    said = [one.communicate()[1] for one in running]
    for one, errors in zip(running, said, strict=True):
        if one.returncode:
            reason = (errors.strip().splitlines() or [f"exit code {one.returncode}"])[-1]
            raise CannotRun(f"The build failed: {reason}", f"构建失败：{reason}")
    first, second = ((home.with_name("dist") / sums.FILE).read_text(encoding="utf-8") for home in homes)
    differing = sorted(set(first.splitlines()) ^ set(second.splitlines()), key=lambda one: one[66:])
    if differing:
        name = differing[0][66:]
        raise CannotRun(
            f"Two builds of the same commit differ in {name}. This is a fault of the program, please report it.",
            f"同一提交的两次构建在 {name} 上不同。这是程序的错误，请报告。",
        )
    return first


def start(package: Path, out: Path, around: Surroundings) -> subprocess.Popen:
    """A build that runs, with what it has to say of failures in its stderr."""
    command = [sys.executable, "-m", "release.build", "--package", str(package), "--out", str(out)]
    return subprocess.Popen(
        command, cwd=PROGRAM, env=os.environ | around.environment, umask=around.umask,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
