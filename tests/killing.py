"""Dying on purpose, for the tests of what a killed command leaves behind."""

import multiprocessing
import os
import signal
from collections.abc import Callable

SURVIVED, KILLED = 0, -signal.SIGKILL


def die() -> None:
    """End this process as an impatient system would."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(work: Callable[[], object]) -> int:
    """How work in a process of its own ends: SURVIVED or KILLED. Anything else is a fault of its own, and whoever
    kills it at one place after the other would have no end."""
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert process.exitcode in (SURVIVED, KILLED)
    return process.exitcode


def dying_before(number: int) -> Callable[[Callable], Callable]:
    """A wrapper of calls that count together; the process dies before the call of that number, from 1."""
    left = [number]

    def counted(call: Callable) -> Callable:
        def instead(*arguments: object, **named: object) -> object:
            left[0] -= 1
            return die() if left[0] == 0 else call(*arguments, **named)

        return instead

    return counted
