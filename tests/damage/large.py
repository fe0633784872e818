"""The setting for large tables, brought about on tables of a few rows.

Leaves: `large_setting`, a context in which each table counts as large. The text layer reads blocks
of a few lines, proves clean what it can and reads tables side by side; frictionless gets the last
row of a table and no other; frames are put away as soon as the next one is needed. Whoever adds
a threshold above which the gate does otherwise adds it here.
"""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial
from unittest import mock

from validate import text
from validate.relations import frames
from validate.structure import large
from validate.text import encoding

THRESHOLDS = (
    (text, "SIDE_BY_SIDE_FROM", 0),
    (text, "QUICK_FROM", 0),
    (text, "PROOF_BYTES", 2000),
    (encoding, "BLOCK_BYTES", 500),
    (large, "WHOLE_UP_TO", 0),
    (large, "FIRST_ROWS", 0),
    (large, "SPREAD_ROWS", 1),
    (frames, "Shelf", partial(frames.Shelf, 1)),
)

# The rule that reports the same breach of a schema on a row that frictionless did not get.
INSTEAD = {
    f"structure.{name}": f"relations.model-{name}"
    for name in ("required", "type", "pattern", "enum", "range", "length", "unique", "foreign-key")
} | {"structure.primary-key": "relations.model-unique"}


class Here:
    """Stands for a pool of processes: the work is done here, and handed over as to another process."""

    def __init__(self, *_: object, initializer: Callable[[], object] | None = None):
        pass

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work: Callable, *given: object) -> Future:
        future = Future()
        future.set_result(pickle.loads(pickle.dumps(work(*pickle.loads(pickle.dumps(given))))))
        return future


@contextmanager
def large_setting() -> Iterator[None]:
    """Let each table count as large within the block."""
    with ExitStack() as stack:
        for module, name, value in THRESHOLDS:
            stack.enter_context(mock.patch.object(module, name, value))
        stack.enter_context(mock.patch.object(text, "ProcessPoolExecutor", Here))
        forget()
        stack.callback(forget)
        yield


def forget() -> None:
    """Measures and samples are kept by path, whatever the thresholds are."""
    large.measure.cache_clear()
    large.sample.cache_clear()
