"""What the gate says of the version under review: run here, or read from a file that it wrote.

Enters: a folder, or the path of a report made by `validate --format json`. Leaves: a `Verdict`.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from validate import regular_files
from validate.gate import PROGRAM
from validate.package import CannotRun

LIBRARIES = ("frictionless", "great_expectations", "pandera", "polars")  # without one of them the gate cannot run
LARGEST = 64 * 2**20  # bytes of a report
TEXTS = ("rule", "file", "field", "record", "message", "fix")


@dataclass(frozen=True)
class Found:
    """One finding as the gate described it, every member as text; `line` is empty where there is none."""

    rule: str
    file: str
    line: str
    field: str
    record: str
    message: str
    fix: str


@dataclass(frozen=True)
class Verdict:
    """The findings; None: the gate was not run, and `why` says why in the language of the page (empty: it is not installed)."""

    findings: tuple[Found, ...] | None
    why: str = ""


def of_file(path: Path) -> Verdict:
    """The verdict in a report. Raises CannotRun if it is none."""
    try:
        return _verdict(json.loads(regular_files.read(path, LARGEST)))
    except OSError as error:
        raise _no_report(path, error.strerror or str(error)) from None
    except (ValueError, RecursionError):
        raise _no_report(path, "it is not what validate --format json writes") from None


def run(root: Path, lang: str, layers: Sequence[str] = ()) -> Verdict:
    """The verdict of these layers (none: of all) on a package, if their libraries are installed."""
    if not all(find_spec(one) for one in LIBRARIES):
        return Verdict(None)
    command = [sys.executable, "-m", "validate", str(root.resolve()), "--format", "json", "--lang", lang]
    command += [f"--layer={one}" for one in layers]
    done = subprocess.run(command, cwd=PROGRAM, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode not in {0, 1}:
        return Verdict(None, done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}")
    return _verdict(json.loads(done.stdout))


def _verdict(report: object) -> Verdict:
    listed = report.get("findings") if isinstance(report, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError
    return Verdict(tuple(map(_found, listed)))


def _found(one: dict) -> Found:
    texts = {name: "" if one.get(name) is None else str(one[name]) for name in (*TEXTS, "line")}
    return Found(**texts)


def _no_report(path: Path, reason: str) -> CannotRun:
    return CannotRun(
        f"{path} is no report: {reason}. Make it with nox -s validate -- --format json.",
        f"{path} 不是校验报告：{reason}。请用 nox -s validate -- --format json 生成。",
    )
