"""The gate: all layers on one package, side by side, and one list of findings.

Enters: the path of a package and the layers to run. Leaves: a `Result`.
The slow imports start first; the text layer reads the files meanwhile, in this process, and
its verdict on the shape of each table is what the other layers wait for.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from validate import exceptions, text
from validate.catalogue import LAYERS, order
from validate.cost import cost
from validate.findings import Finding, settle
from validate.package import CannotRun, Package, load

PROGRAM = Path(__file__).resolve().parents[1]
# What a layer in a process of its own may take: so much, and more with the size of all tables.
SECONDS, SECONDS_PER_MIB = 120, 1
MEMORY, MEMORY_PER_BYTE = 2 * 2**30, 16
OUT_OF_MEMORY = re.compile(r"memory allocation of \d+ bytes failed|^MemoryError", re.MULTILINE)
SLOWEST_IMPORT_FIRST = ("expectations", "relations", "structure", "history")


@dataclass(frozen=True)
class LayerRun:
    """What one layer cost, the tables it had to leave out, and those of which it checked a
    sample: `{table: [rows checked, rows]}`."""

    name: str
    seconds: float
    import_seconds: float = 0.0
    cpu_seconds: float | None = None
    peak_mib: float | None = None
    skipped: tuple[str, ...] = ()
    sampled: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """The outcome of one run: rows by table, layers in order, findings settled and sorted, and
    what exceptions.toml lets pass."""

    package: Package
    rows: dict[str, int]
    layers: tuple[LayerRun, ...]
    findings: list[Finding]
    seconds: float
    let_pass: tuple[exceptions.LetPass, ...] = ()


def check(target: Path, layers: Sequence[str] = LAYERS) -> Result:
    """Run `layers` on the package at `target`. Raises CannotRun if the work cannot be done."""
    started = time.perf_counter()
    package = load(target)
    listed = exceptions.read(package.root)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(_start(name)) for name in SLOWEST_IMPORT_FIRST if name in layers}
        stack.callback(lambda: [one.kill() for one in workers.values()])
        scan = text.scan(package)
        own = LayerRun("text", time.perf_counter() - started, **cost(ended=True))
        size = sum(one.path.stat().st_size for one in package.without(scan.broken).tables)
        job = {"package": str(package.root), "skip": sorted(scan.broken), "memory": MEMORY + MEMORY_PER_BYTE * size}
        seconds = SECONDS + SECONDS_PER_MIB * size // 2**20
        with ThreadPoolExecutor(max(1, len(workers))) as pool:
            running = {name: pool.submit(_answer, name, one, job, seconds) for name, one in workers.items()}
        answers = {name: one.result() for name, one in running.items()}
    skipped = tuple(sorted(scan.broken))
    runs, findings = [], [] if "text" in layers else [one for one in scan.findings if one.table in scan.broken]
    for name in layers:
        if name == "text":
            runs.append(own)
            findings += scan.findings
        else:
            answer = answers[name]
            findings += [Finding(**one) for one in answer.pop("findings")]
            runs.append(LayerRun(name, skipped=skipped, **answer))
    complete = [one.name for one in runs if not one.sampled]
    findings, let_pass = exceptions.apply(listed, findings, package.version, complete)
    settled = settle(findings, order())
    return Result(package, scan.rows, tuple(runs), settled, time.perf_counter() - started, let_pass)


def _start(layer: str) -> subprocess.Popen:
    path = os.pathsep.join(filter(None, (str(PROGRAM), os.environ.get("PYTHONPATH"))))
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "validate.worker", layer],
        stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def _answer(layer: str, worker: subprocess.Popen, job: dict, seconds: int) -> dict:
    """What a layer answers. Raises CannotRun if it cannot do its work, or not within the time."""
    try:
        output, errors = worker.communicate(json.dumps(job) + "\n", timeout=seconds)
    except subprocess.TimeoutExpired:
        worker.kill()
        raise CannotRun(
            f"The {layer} layer was stopped after {seconds} seconds and checked nothing.",
            f"{layer} 层运行 {seconds} 秒后被中止，未完成校验。",
        ) from None
    try:
        answer = json.loads(output)
    except ValueError:
        reason = _reason(errors, job["memory"])
        raise CannotRun(
            f"The {layer} layer stopped and checked nothing: {reason[:200]}",
            f"{layer} 层中断，未完成校验：{reason[:200]}",
        ) from None
    if "cannot_run" in answer:
        raise CannotRun(**answer["cannot_run"])
    return answer


def _reason(errors: str, memory: int) -> str:
    """Why a layer gave no answer, by what it wrote last."""
    if OUT_OF_MEMORY.search(errors):
        return f"it wanted more than {memory // 2**20:,} MiB of memory"
    return next((line for line in reversed(errors.splitlines()) if line.strip()), "no answer")
