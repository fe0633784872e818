"""A site on this machine, and a visitor who may go there and has no time to lose."""

import threading
from collections.abc import Callable, Iterator

import pytest

from maintain.sources.follow import HEAD_FIRST, check
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Failed, Reason, Verdict
from maintain.sources.visits import Visits
from maintain.sources.wire import Limits, Wire
from tests.sources.server import Site, answer, serving

NAME = "china-blockchain-policy"
AGENT = f"{NAME}/0.1.0 (tests)"
PATIENT = Limits(connect=10, silence=10, total=10, body=2048)  # for a busy machine
QUICK = Limits(connect=10, silence=0.3, total=0.5, body=2048)  # for what does not end
Judge = Callable[..., Verdict | None]


class Sleeper:
    """A clock that moves only when somebody sleeps; `slept` holds for how long."""

    def __init__(self) -> None:
        self.now, self.slept, self._lock = 0.0, [], threading.Lock()

    def __call__(self, seconds: float) -> bool:
        with self._lock:
            self.now += seconds
            self.slept += [seconds] if seconds else []
        return False

    def clock(self) -> float:
        return self.now


def resolve(host: str, port: int) -> list[str]:
    """All names that end in .test are this machine."""
    if not host.endswith(".test") or host.startswith("nowhere"):
        raise Failed(Reason.DNS)
    return ["10.0.0.1"] if host.startswith("inner") else ["127.0.0.1"]


def is_ours(number: str) -> bool:
    return number == "127.0.0.1"


@pytest.fixture
def sleeper() -> Sleeper:
    return Sleeper()


@pytest.fixture
def visits(sleeper: Sleeper) -> Visits:
    return visits_within(PATIENT, sleeper)


def visits_within(limits: Limits, sleeper: Sleeper) -> Visits:
    return Visits(Wire(AGENT, limits, resolve, is_ours), Hosts(5, sleeper, sleeper.clock), NAME)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({"/robots.txt": answer("404 Not Found")})) as started:
        yield started


@pytest.fixture
def judge(site: Site, visits: Visits) -> Judge:
    """The verdict on a path of the site."""
    return judge_of(site, visits)


@pytest.fixture
def hasty(site: Site, sleeper: Sleeper) -> Judge:
    """The same, by a visitor who waits for half a second."""
    return judge_of(site, visits_within(QUICK, sleeper))


def judge_of(site: Site, visits: Visits) -> Judge:
    def judged(path: str, host: str = "site.test", methods: tuple[str, ...] = HEAD_FIRST) -> Verdict | None:
        return check(site.url(path, host), visits, methods)

    return judged
