"""The guides for contributors, followed step by step in a copy of this repository: what they show is what is printed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contributing.transcripts import Command, Edit, Write, steps
from tests.history.test_versions import git

ROOT = Path(__file__).parents[2]
GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md")
CARDS = ("policy.toml", "card.toml")  # of whoever followed a guide here
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".nox", ".venv", ".hypothesis", "*_cache", "__pycache__", "dist", "node_modules", "bench-results", *CARDS
)
NOX = re.compile(r"nox -s (\w+)(?: -- (.*))?")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of this repository, whose only commit is on main, and a branch for the change."""
    root = tmp_path / "clone"
    shutil.copytree(ROOT, root, ignore=NOT_COPIED)
    git(root, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "nobody"), ("user.email", "nobody@example.org"), ("commit.gpgsign", "false")):
        git(root, "config", name, value)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root, "switch", "--quiet", "--create", "my-change")
    return root


def as_python(line: str) -> list[str]:
    """What nox runs for a line of a guide."""
    session, arguments = NOX.fullmatch(line).groups()
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    body = re.search(rf"^def {session}\(.*?(?=^@|\Z)", noxfile, re.DOTALL | re.MULTILINE)[0]
    (module,) = re.findall(r"python\(session, (.*?), \*session\.posargs\)", body)
    return [sys.executable, "-m", *re.findall(r'"(.*?)"', module), *shlex.split(arguments or "")]


@pytest.mark.parametrize("guide", GUIDES)
def test_whoever_follows_the_guide_sees_what_it_shows(guide: str, clone: Path):
    taken = list(steps((ROOT / guide).read_text(encoding="utf-8")))
    for step in taken:
        match step:
            case Write(name, text):
                (clone / name).write_text(text, encoding="utf-8")
            case Edit(name):
                path = clone / name
                path.write_text(step.edited(path.read_text(encoding="utf-8")), encoding="utf-8")
            case Command(line):
                environment = os.environ | {"PYTHONUTF8": "1"}
                done = subprocess.run(
                    as_python(line), cwd=clone, env=environment, capture_output=True, text=True, encoding="utf-8"
                )
                assert step.matches(done.stdout), f"$ {line}\n{done.stdout}{done.stderr}"
    assert [type(one).__name__ for one in taken] == [
        "Command", "Write", "Command", "Command", "Edit", "Command", "Edit", "Command", "Command", "Command", "Command",
    ]  # fmt: skip


def test_both_guides_take_the_same_steps():
    english, chinese = ([*steps((ROOT / one).read_text(encoding="utf-8"))] for one in GUIDES)
    without_words = [[one if isinstance(one, Write) else _done(one) for one in guide] for guide in (english, chinese)]
    assert without_words[0] == without_words[1]


def _done(step: Edit | Command) -> object:
    return step.line.replace(" --lang zh", "").removesuffix(" --") if isinstance(step, Command) else step
