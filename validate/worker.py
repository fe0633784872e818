"""One layer in a process of its own: `python -m validate.worker LAYER`.

Enters: one line of JSON on standard input, `{"package": path, "skip": [table, …], "memory":
bytes}`, sent when the text layer is done; the layer's library is imported while waiting for it.
Leaves: one JSON object on standard output: the findings and what the work cost.
"""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

from validate.cost import cost, hold_to
from validate.kept import bounded
from validate.package import CannotRun, load

# The slowest import and the layer with the most work get the processor first, or the whole gate waits for them.
UNHURRIED = ("relations",)


def main(layer: str) -> None:
    result = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="backslashreplace")
    os.dup2(2, 1)  # what a library prints must not mix with the result
    if layer in UNHURRIED and hasattr(os, "nice"):
        os.nice(5)
    # Else polars keeps freed memory for itself, several times what the tables take.
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:1000,muzzy_decay_ms:0")
    started = time.perf_counter()
    module = import_module(f"validate.{layer}")
    imported = time.perf_counter()
    job = json.loads(sys.stdin.readline())
    resumed = time.perf_counter()
    hold_to(job["memory"])
    try:
        package = load(Path(job["package"]))
        skip = frozenset(job["skip"])
        answer = {"findings": [one.to_json() for one in bounded(module.run(package, skip))]}
        if hasattr(module, "sampled"):  # the layer may check a part of a large table
            answer["sampled"] = module.sampled(package, skip)
    except CannotRun as error:
        answer = {"cannot_run": error.text}
    spent = {"import_seconds": imported - started, "seconds": time.perf_counter() - resumed}
    json.dump(answer | spent | cost(), result, ensure_ascii=False)
    result.close()


if __name__ == "__main__":
    main(sys.argv[1])
