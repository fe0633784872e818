"""Asking for pages as a polite visitor does: robots.txt first, one at a time, later if the host is busy.

Enters: a method and a page. Leaves: the answer. What robots.txt says is asked once for each origin in a run.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from maintain.sources import robots
from maintain.sources.addresses import Page, joined, page
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Answer, Failed, Reason
from maintain.sources.robots import EVERYTHING, Robots
from maintain.sources.verdicts import BUSY
from maintain.sources.wire import Wire

REDIRECTS = {301, 302, 303, 307, 308}
MOST_ROBOTS_REDIRECTS = 5
MOST_RETRIES = 2
USUAL_WAIT, LONGEST_WAIT = 10.0, 60.0  # seconds, after an answer that the host is busy


class Visits:
    """The requests of a run. `name` is the robot's name in robots.txt; `now` is asked when a host names a time of day."""

    def __init__(self, wire: Wire, hosts: Hosts, name: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self._wire, self.hosts, self._name, self._now = wire, hosts, name, now
        self._robots: dict[str, Robots | Failed] = {}
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def ask(self, method: str, wanted: Page) -> Answer:
        """The answer to a request that robots.txt allows. Raises Failed, also where robots.txt forbids it."""
        if not self._rules(wanted).allows(wanted.target):
            raise Failed(Reason.ROBOTS)
        for tried in range(MOST_RETRIES + 1):
            answer = self._once(method, wanted)
            if answer.status not in BUSY:
                return answer
            wait = self._wait(answer)
            if wait > LONGEST_WAIT or tried == MOST_RETRIES:
                break
            self.hosts.rest(wanted.host, wait)
        if answer.status == 429 or "retry-after" in answer.headers:
            self.hosts.close(wanted.host)
        return answer

    def _once(self, method: str, wanted: Page, most: int | None = None) -> Answer:
        with self.hosts.turn(wanted.host):
            return self._wire.ask(method, wanted, most)

    def _wait(self, answer: Answer) -> float:
        """The seconds that a busy host wants to be left alone."""
        said = answer.headers.get("retry-after", "").strip()
        if re.fullmatch(r"[0-9]{1,9}", said):
            return float(said)
        try:
            until = parsedate_to_datetime(said)
        except ValueError:
            return USUAL_WAIT
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - self._now()).total_seconds())

    def _rules(self, wanted: Page) -> Robots:
        """What robots.txt says at the origin of a page. Raises Failed if the host does not answer at all."""
        with self._lock:
            lock = self._locks[wanted.origin]
        with lock:
            if wanted.origin not in self._robots:
                self._robots[wanted.origin] = self._fetched(wanted)
            known = self._robots[wanted.origin]
        if isinstance(known, Failed):
            raise Failed(known.reason)
        return known

    def _fetched(self, wanted: Page) -> Robots | Failed:
        try:
            answer = self._robots_txt(page(f"{wanted.origin}/robots.txt"))
        except Failed as error:
            return error
        if answer.status >= 500 or answer.status == 429:
            return Failed(Reason.ROBOTS_BROKEN)
        if not 200 <= answer.status < 300:
            return EVERYTHING
        rules = robots.parse(answer.beginning, self._name)
        self.hosts.wants_pause(wanted.host, rules.pause)
        return rules

    def _robots_txt(self, wanted: Page) -> Answer:
        """The robots.txt to which redirects lead. With too many of them there is none, as the RFC has it."""
        answer = self._once("GET", wanted, robots.LARGEST)
        try:
            for _ in range(MOST_ROBOTS_REDIRECTS):
                if answer.status not in REDIRECTS:
                    break
                wanted = joined(wanted, answer.headers.get("location", ""))
                answer = self._once("GET", wanted, robots.LARGEST)
        except Failed:
            raise Failed(Reason.ROBOTS_BROKEN) from None
        return answer
