"""Generated packages of several sizes, and what it costs to check them in four ways.

Enters: numbers of policies. Leaves: a table for each size on standard output: frictionless
alone, DuckDB queries for the same constraints, a bare read by polars, and the gate with its
layers; seconds, memory and ratios. All four run one after another on the same files.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.generate import generate
from bench.measure import Cost, measured

ROOT = Path(__file__).resolve().parents[1]
FRICTIONLESS, GATE, DUCKDB, BARE = "frictionless validate", "python -m validate", "DuckDB queries", "polars read"
PYTHON = (sys.executable, "-m")


def run(sizes: Sequence[int], folder: Path | None, limit: int) -> int:
    """Measure each size; 1 if a package is not valid or a planted fault is not found."""
    if folder:
        return max(_one_size(one, folder, limit) for one in sizes)
    with tempfile.TemporaryDirectory() as scratch:
        return max(_one_size(one, Path(scratch), limit) for one in sizes)


def _one_size(size: int, folder: Path, limit: int) -> int:
    package = folder / str(size)
    if not package.exists():
        generate(size, package)
    costs = {
        BARE: measured((*PYTHON, "bench.bare", str(package)), ROOT),
        DUCKDB: measured((*PYTHON, "bench.duck", str(package)), ROOT),
        GATE: measured((*PYTHON, "validate", str(package), "--format", "json"), ROOT),
    }
    if limit:
        frictionless = (*PYTHON, "frictionless", "validate", str(package / "datapackage.json"))
        costs[FRICTIONLESS] = measured(frictionless, ROOT, limit)
    report, queries = (json.loads(costs[one].output or "{}") for one in (GATE, DUCKDB))
    rows = sum(report["rows"].values())
    print(f"\n{size:,} policies, {rows:,} rows, {_mib(package):,.0f} MiB")
    print("\n".join([*command_table(costs, rows), "", *layer_table(report["layers"], rows)]))
    print(f"DuckDB: {queries['constraints']} constraints, broken: {queries['broken'] or 'none'}", flush=True)
    failed = [name for name, cost in costs.items() if cost.code]
    return 1 if failed or report["findings"] or queries["broken"] or queries["planted_found"] != 1 else 0


def _mib(package: Path) -> float:
    return sum(one.stat().st_size for one in (package / "data").iterdir()) / 2**20


def command_table(costs: dict[str, Cost], rows: int) -> list[str]:
    """One line a command: wall, CPU, peak memory, CPU for a row, and its wall time as a ratio to the others'."""
    others = [one for one in (FRICTIONLESS, DUCKDB, BARE) if one in costs]
    ratios = "".join(f"{'/ ' + one.split()[0]:>15}" for one in others)
    lines = [f"{'command':24}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}{'CPU µs/row':>12}{ratios}"]
    for name, cost in costs.items():
        ratios = "".join(f"{cost.wall / costs[one].wall:15.3f}" for one in others)
        stopped = "  stopped at the limit of time" if cost.code is None else f"  exit {cost.code}" if cost.code else ""
        lines.append(
            f"{name:24}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.peak_mib:10.0f}{1e6 * cost.cpu / rows:12.1f}{ratios}{stopped}"
        )
    return lines


def layer_table(layers: Sequence[dict], rows: int) -> list[str]:
    """One line a layer, as the gate reports it; and the tables of which a sample was checked."""
    lines = [f"{'layer':24}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}{'CPU µs/row':>12}{'import s':>10}"]
    for one in layers:
        wall, cpu, peak, imports = [one[name] or 0 for name in ("seconds", "cpu_seconds", "peak_mib", "import_seconds")]
        lines.append(f"{one['name']:24}{wall:9.2f}{cpu:9.2f}{peak:10.0f}{1e6 * cpu / rows:12.1f}{imports:10.2f}")
        lines += [f"  {table}: {checked:,} of {rows:,} rows" for table, (checked, rows) in one["sampled"].items()]
    return lines
