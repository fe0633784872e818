"""A host is asked as a polite visitor asks: robots.txt first and once, one at a time, with a pause, later if it is busy."""

import socket
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from maintain.sources.follow import check
from maintain.sources.hosts import Hosts, Stopped
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.run import by_host, verdicts
from maintain.sources.visits import LONGEST_WAIT, Visits
from maintain.sources.wire import Wire
from tests.sources.conftest import AGENT, NAME, PATIENT, Judge, Sleeper, is_ours, resolve
from tests.sources.server import Page, Site, answer, redirect


class Door:
    """Pages of a host that take a moment, and the most that were asked for at the same time."""

    def __init__(self) -> None:
        self.inside, self.most, self.passed = 0, 0, 0

    def page(self, raw: bytes) -> Page:
        def send(connection: socket.socket) -> None:
            self.inside += 1
            self.most, self.passed = max(self.most, self.inside), self.passed + 1
            time.sleep(0.02)
            self.inside -= 1
            connection.sendall(raw)

        return send


def every(site: Site, visits: Visits, paths: dict[str, str]) -> dict[str, Verdict | None]:
    """The verdicts of a run on pages, by path with the host of each."""
    urls = {path: site.url(path, host) for path, host in paths.items()}
    return dict(verdicts(by_host(urls, urls), lambda one: check(urls[one], visits), threading.Event()))


def test_a_host_is_asked_one_at_a_time_also_by_redirects_from_others(site: Site, visits: Visits):
    doors = {host: Door() for host in "abcd"}
    paths = {f"/{host}{at}": f"{host}.test" for host in "abcd" for at in range(4)}
    site.pages |= {path: doors[path[1]].page(answer()) for path in paths}
    site.pages |= {f"/b{at}": doors["b"].page(redirect(site.url(f"/a{at}", "a.test"))) for at in range(4)}
    found = every(site, visits, paths)
    assert {path for path, one in found.items() if one.is_good} == set(paths)
    assert {host: (one.most, one.passed) for host, one in doors.items()} == {"a": (1, 8), "b": (1, 4), "c": (1, 4), "d": (1, 4)}


def test_hosts_are_asked_side_by_side(site: Site, visits: Visits):
    both = threading.Barrier(2, timeout=5)
    together = lambda connection: (both.wait(), connection.sendall(answer()))  # noqa: E731
    site.pages |= {"/a": together, "/b": together}
    assert all(one.is_good for one in every(site, visits, {"/a": "a.test", "/b": "b.test"}).values())


def test_the_pause_is_kept_after_each_request(site: Site, judge: Judge, sleeper: Sleeper):
    site.pages |= {"/1": answer(), "/2": redirect("/1")}
    judge("/1"), judge("/2")
    assert site.asked == ["GET /robots.txt", "HEAD /1", "HEAD /2", "HEAD /1"]
    assert sleeper.slept == [5, 5, 5]


def test_another_host_is_not_waited_for(site: Site, judge: Judge, sleeper: Sleeper):
    site.pages["/1"] = answer()
    judge("/1", host="a.test"), judge("/1", host="b.test")
    assert sleeper.slept == [5, 5]


def test_a_longer_pause_that_robots_txt_asks_for_is_kept_up_to_half_a_minute(site: Site, judge: Judge, sleeper: Sleeper):
    site.pages |= {"/robots.txt": answer(body=b"User-agent: *\nCrawl-delay: 12"), "/1": answer()}
    judge("/1"), judge("/1")
    site.pages["/robots.txt"] = answer(body=b"User-agent: *\nCrawl-delay: 86400")
    judge("/1", host="b.test"), judge("/1", host="b.test")
    assert sleeper.slept == [5, 12, 5, 30]


def test_every_request_says_who_asks_and_carries_nothing_else(site: Site, judge: Judge):
    site.pages["/page"] = answer(set_cookie="a=b")
    judge("/page"), judge("/page")
    for one in site.requests:
        assert one.headers == {
            "host": f"site.test:{site.port}", "user-agent": AGENT, "accept": "*/*", "accept-encoding": "identity",
            "connection": "close",
        }  # fmt: skip


# --- robots.txt -------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_for_a_host(site: Site, visits: Visits):
    site.pages |= {f"/{at}": answer() for at in range(5)}
    every(site, visits, {f"/{at}": "site.test" for at in range(5)})
    assert site.asked.count("GET /robots.txt") == 1


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, judge: Judge):
    site.pages["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /hidden")
    assert judge("/hidden/1") == Verdict(Outcome.REFUSED, Reason.ROBOTS)
    assert site.asked == ["GET /robots.txt"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: Site, judge: Judge):
    site.pages |= {"/robots.txt": answer(body=b"User-agent: *\nDisallow: /hidden"), "/1": redirect("/hidden/1")}
    assert judge("/1") == Verdict(Outcome.REFUSED, Reason.ROBOTS, 0, site.url("/hidden/1"))


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many"])
def test_a_site_whose_robots_txt_is_broken_is_left_alone(site: Site, judge: Judge, status: str):
    site.pages |= {"/robots.txt": answer(status), "/1": answer()}
    assert (judge("/1"), judge("/1")) == (Verdict(Outcome.REFUSED, Reason.ROBOTS_BROKEN),) * 2
    assert site.asked == ["GET /robots.txt"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_site_without_robots_txt_forbids_nothing(site: Site, judge: Judge, status: str):
    site.pages |= {"/robots.txt": answer(status), "/1": answer()}
    assert judge("/1").is_good


def test_a_host_that_does_not_answer_is_asked_once_for_all_its_sources(site: Site, hasty: Judge):
    site.pages["/robots.txt"] = site.hang
    assert [hasty("/1"), hasty("/2")] == [Verdict(Outcome.UNREACHABLE, Reason.TIMEOUT)] * 2
    assert site.asked == ["GET /robots.txt"]


def test_a_robots_txt_that_stands_elsewhere_is_obeyed(site: Site, judge: Judge):
    site.pages |= {"/robots.txt": redirect("/txt"), "/txt": answer(body=b"User-agent: *\nDisallow: /"), "/1": answer()}
    assert judge("/1") == Verdict(Outcome.REFUSED, Reason.ROBOTS)


@pytest.mark.parametrize("target", ["http://inner.test/robots.txt", "file:///etc/passwd", "http://nowhere.test/"])
def test_a_robots_txt_that_leads_nowhere_is_broken(site: Site, judge: Judge, target: str):
    site.pages |= {"/robots.txt": redirect(target), "/1": answer()}
    assert judge("/1") == Verdict(Outcome.REFUSED, Reason.ROBOTS_BROKEN)


def test_a_robots_txt_in_a_loop_forbids_nothing(site: Site, judge: Judge):
    site.pages |= {"/robots.txt": redirect("/robots.txt"), "/1": answer()}
    assert judge("/1").is_good
    assert site.asked.count("GET /robots.txt") == 6


def test_a_robots_txt_without_end_is_read_up_to_a_bound(site: Site, judge: Judge):
    site.pages |= {"/robots.txt": site.drip(answer(body=b""), b""), "/1": answer()}
    site.pages["/robots.txt"] = site.drip(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /1\n", b"# padding\n" * 30_000)
    assert judge("/1") == Verdict(Outcome.REFUSED, Reason.ROBOTS)


# --- busy hosts -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_host_is_asked_again_when_it_wants(site: Site, judge: Judge, sleeper: Sleeper, status: str):
    answers = iter([answer(status, retry_after="40"), answer()])
    site.pages["/1"] = lambda connection: connection.sendall(next(answers))
    assert judge("/1", methods=("GET",)) == Verdict(Outcome.ANSWERS, status=200)
    assert sleeper.slept == [5, 40]


def test_a_time_of_day_is_understood_too(site: Site, sleeper: Sleeper):
    noon = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    answers = iter([answer("503 Busy", retry_after=format_datetime(noon.replace(second=25), usegmt=True)), answer()])
    site.pages["/1"] = lambda connection: connection.sendall(next(answers))
    visits = Visits(Wire(AGENT, PATIENT, resolve, is_ours), Hosts(5, sleeper, sleeper.clock), NAME, lambda: noon)
    assert check(site.url("/1"), visits, ("GET",)).is_good
    assert sleeper.slept == [5, 25]


@pytest.mark.parametrize("words", ["soon", "-1", "1e9", "", "Thu, 99 Nov 2026 12:00:00 GMT", "٣"])
def test_what_is_no_time_is_the_usual_one(site: Site, judge: Judge, sleeper: Sleeper, words: str):
    answers = iter([answer("503 Busy", retry_after=words), answer()])
    site.pages["/1"] = lambda connection: connection.sendall(next(answers))
    assert judge("/1", methods=("GET",)).is_good
    assert sleeper.slept == [5, 10]


def test_a_host_that_stays_busy_is_left_for_a_later_run(site: Site, judge: Judge, sleeper: Sleeper):
    site.pages["/1"] = answer("429 Too Many Requests", retry_after="20")
    assert judge("/1") == Verdict(Outcome.SERVER_ERROR, Reason.BUSY, 429)
    assert judge("/2") is None
    assert (site.asked, sleeper.slept) == (["GET /robots.txt", *["HEAD /1"] * 3], [5, 20, 20])


def test_a_host_that_wants_a_day_is_not_waited_for(site: Site, judge: Judge, sleeper: Sleeper):
    site.pages["/1"] = answer("503 Service Unavailable", retry_after=str(int(LONGEST_WAIT) + 1))
    assert judge("/1") == Verdict(Outcome.SERVER_ERROR, Reason.BUSY, 503)
    assert judge("/2") is None
    assert (site.asked, sleeper.slept) == (["GET /robots.txt", "HEAD /1"], [5])


def test_one_broken_page_does_not_close_its_host(site: Site, judge: Judge):
    site.pages |= {"/1": answer("503 Service Unavailable"), "/2": answer()}
    assert judge("/1") == Verdict(Outcome.SERVER_ERROR, Reason.BUSY, 503)
    assert judge("/2").is_good


# --- the end of a run -------------------------------------------------------------------------


def test_who_is_told_to_stop_asks_no_more():
    hosts = Hosts(5, lambda seconds: True)
    with pytest.raises(Stopped), hosts.turn("site.test"):
        pytest.fail("the host was asked")


def test_a_run_that_is_left_begins_no_further_request():
    asked, stop = [], threading.Event()
    urls = {f"{at}": f"http://site{at}.test/" for at in range(100)}
    run = verdicts(by_host(urls, urls), lambda one: asked.append(one), stop, workers=1)
    next(run)
    run.close()
    assert stop.is_set() and len(asked) < 10


def test_a_fault_of_the_program_is_not_hidden():
    def broken(one: str) -> Verdict:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(verdicts({"site.test": ["1"]}, broken, threading.Event()))
