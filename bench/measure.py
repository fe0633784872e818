"""What a command costs, all its processes taken together.

Enters: a command. Leaves: wall and CPU seconds, the highest sum of memory that its processes
held at one moment (looked at ten times a second; Linux only, elsewhere that of the largest
process), and its output.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
MIB = 2**20


@dataclass(frozen=True)
class Cost:
    """The cost of one command; `code` is None if it was stopped at the limit of time."""

    wall: float
    cpu: float
    peak_mib: float
    code: int | None
    output: str
    errors: str


def measured(command: Sequence[str], folder: Path, limit: float | None = None) -> Cost:
    """Run a command in `folder`, for `limit` seconds at most."""
    before, started, peak = _children(), time.perf_counter(), 0
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        running = subprocess.Popen(command, cwd=folder, stdout=output, stderr=errors)
        stopped = False
        while running.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(running.pid))))
            if limit and time.perf_counter() - started > limit and not stopped:
                running.kill()
                stopped = True
            time.sleep(INTERVAL)
        wall = time.perf_counter() - started
        texts = [_text(one) for one in (output, errors)]
    after = _children()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, cpu, (peak or after.ru_maxrss * unit) / MIB, None if stopped else running.returncode, *texts)


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _tree(process: int) -> list[int]:
    """A process and all that it started, directly or not."""
    found = [process]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _memory(process: int) -> int:
    """The bytes that a process holds in memory; none if it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
