"""The warm gate on the real package beside the import that it cannot avoid.

Enters: the number of runs. Leaves: two tables on standard output. Both commands run in turn, in
one environment, so that a busy machine slows both alike. Ratios are what counts; seconds depend
on the machine.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
BARE_IMPORT = (sys.executable, "-c", "import great_expectations")
GATE = (sys.executable, "-m", "validate", "--format", "json")
LIMIT = 1.4


def run(runs: int) -> int:
    """Print both medians, their ratio and a table of layers; return 1 if the gate has findings."""
    timed(BARE_IMPORT), timed(GATE)  # warm: bytecode and file cache
    pairs = [(timed(BARE_IMPORT)[0], timed(GATE)) for _ in range(runs)]
    bare = median(seconds for seconds, _ in pairs)
    gate = median(seconds for _, (seconds, _) in pairs)
    reports = [json.loads(output) for _, (_, output) in pairs]
    print(f"{'command':34} {'wall s':>7}  (median of {runs})")
    print(f"{'import great_expectations':34} {bare:7.2f}")
    print(f"{'python -m validate':34} {gate:7.2f}")
    print(f"ratio {gate / bare:.2f} (limit {LIMIT})\n")
    print("\n".join(layer_table(reports)))
    return 1 if any(one["findings"] for one in reports) else 0


def timed(command: tuple[str, ...]) -> tuple[float, str]:
    """Wall seconds of a command, and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"bench: {' '.join(command[1:])} failed: {done.stderr.strip()}")
    return time.perf_counter() - started, done.stdout


def layer_table(reports: list[dict]) -> list[str]:
    """One line a layer: medians of import, own work, CPU and peak memory of its process."""
    lines = [f"{'layer':14} {'import s':>9} {'work s':>8} {'CPU s':>7} {'peak MiB':>9}"]
    for at, layer in enumerate(reports[0]["layers"]):
        figures = [median(one["layers"][at][name] or 0 for one in reports) for name in COLUMNS]
        lines.append("{:14} {:9.2f} {:8.2f} {:7.2f} {:9.0f}".format(layer["name"], *figures))
    return lines


COLUMNS = ("import_seconds", "seconds", "cpu_seconds", "peak_mib")
