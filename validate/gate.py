"""The gate: all layers on one package, side by side, and one list of findings.

Enters: the path of a package and the layers to run. Leaves: a `Result`.
The slow imports start first; the text layer reads the files meanwhile, in this process, and
its verdict on the shape of each table is what the other layers wait for.
"""

import json
import os
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
        job = json.dumps({"package": str(target.resolve()), "skip": sorted(scan.broken)}) + "\n"
        with ThreadPoolExecutor(max(1, len(workers))) as pool:
            answers = dict(zip(workers, pool.map(lambda one: one.communicate(job), workers.values()), strict=True))
    skipped = tuple(sorted(scan.broken))
    runs, findings = [], [] if "text" in layers else [one for one in scan.findings if one.table in scan.broken]
    for name in layers:
        if name == "text":
            runs.append(own)
            findings += scan.findings
        else:
            answer = _answer(name, *answers[name])
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


def _answer(layer: str, output: str, errors: str) -> dict:
    try:
        answer = json.loads(output)
    except ValueError:
        reason = next((line for line in reversed(errors.splitlines()) if line.strip()), "no answer")
        raise CannotRun(
            f"The {layer} layer stopped and checked nothing: {reason[:200]}",
            f"{layer} 层中断，未完成校验：{reason[:200]}",
        ) from None
    if "cannot_run" in answer:
        raise CannotRun(**answer["cannot_run"])
    return answer
