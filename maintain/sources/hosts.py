"""One request a host at a time, with a pause after each.

Enters: the name of a host. Leaves: its turn. Every request of every thread goes through here, so that a redirect
from one host to another keeps the rule as well.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Stopped(Exception):
    """The run is to end; nothing more is asked."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    pause: float = 0.0
    not_before: float = float("-inf")
    closed: bool = False


class Hosts:
    """The hosts of a run. `sleep` waits for seconds and returns whether the run is to end."""

    def __init__(self, pause: float, sleep: Callable[[float], bool], clock: Callable[[], float] = time.monotonic):
        self._pause, self._sleep, self._clock = pause, sleep, clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep it until the request is over. Raises Stopped."""
        host = self._host(name)
        with host.lock:
            if self._sleep(max(0.0, host.not_before - self._clock())):
                raise Stopped
            try:
                yield
            finally:
                host.not_before = self._clock() + max(self._pause, host.pause)

    def wants_pause(self, name: str, seconds: float) -> None:
        """Pause at least so long after each request to the host."""
        self._host(name).pause = seconds

    def rest(self, name: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        host = self._host(name)
        with host.lock:
            host.not_before = max(host.not_before, self._clock() + seconds)

    def close(self, name: str) -> None:
        """The host wants to be left alone for longer than a run waits."""
        self._host(name).closed = True

    def is_closed(self, name: str) -> bool:
        return self._host(name).closed

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
