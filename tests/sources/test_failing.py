"""Every way in which a page can fail has one verdict, and none keeps the command longer than its limits."""

import time

import pytest

from maintain.sources.follow import ONLY_GET, check
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.visits import Visits
from tests.sources.conftest import QUICK, Judge
from tests.sources.server import Page, Site, answer, redirect, reset

HEAD = b"HTTP/1.1 200 OK\r\n"
HTML = HEAD + b"content-type: text/html\r\n"
SAID = {
    "no page": (answer("404 Not Found"), Verdict(Outcome.GONE, status=404)),
    "a page taken away": (answer("410 Gone"), Verdict(Outcome.GONE, status=410)),
    "a page for members": (answer("401 Unauthorized"), Verdict(Outcome.REFUSED, status=401)),
    "a page for others": (answer("403 Forbidden"), Verdict(Outcome.REFUSED, status=403)),
    "a page forbidden by law": (answer("451 Unavailable"), Verdict(Outcome.REFUSED, status=451)),
    "a page behind a test for people": (answer("412 Precondition Failed"), Verdict(Outcome.REFUSED, status=412)),
    "a broken server": (answer("500 Oops"), Verdict(Outcome.SERVER_ERROR, status=500)),
    "a broken gateway": (answer("502 Bad Gateway"), Verdict(Outcome.SERVER_ERROR, status=502)),
    "a status beyond all lists": (answer("999 Denied"), Verdict(Outcome.SERVER_ERROR, status=999)),
    "a page": (answer(), Verdict(Outcome.ANSWERS, status=200)),
    "a page without words": (answer("204 No Content", b""), Verdict(Outcome.ANSWERS, status=204)),
    "a page without a length": (HTML + b"\r\n<title>A page</title>", Verdict(Outcome.ANSWERS, status=200)),
}
BROKEN = {
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Reason.PROTOCOL),
    "a malformed status line": (b"HTTP/1.1 all is well\r\n\r\n", Reason.PROTOCOL),
    "nothing at all": (b"", Reason.RESET),
    "a reset": (reset, Reason.RESET),
    "a header of 100 kB": (HEAD + b"x: " + b"y" * 100_000 + b"\r\n\r\n", Reason.PROTOCOL),
    "two hundred headers": (HEAD + b"x: y\r\n" * 200 + b"\r\n", Reason.PROTOCOL),
    "a page that is cut off": (HTML + b"content-length: 900\r\n\r\n<title>A page</title>", Reason.PROTOCOL),
    "a piece that is cut off": (HTML + b"transfer-encoding: chunked\r\n\r\n40\r\n<title>", Reason.PROTOCOL),
    "a piece without a size": (HTML + b"transfer-encoding: chunked\r\n\r\nlarge\r\n<title>", Reason.PROTOCOL),
    "a redirect to nowhere": (answer("302 Found", b""), Reason.REDIRECTS),
    "a redirect to itself": (redirect("/page"), Reason.REDIRECTS),
    "a redirect to a file": (redirect("file:///etc/passwd"), Reason.ADDRESS),
    "a redirect to another service": (redirect("ftp://site.test/page"), Reason.ADDRESS),
    "a redirect to no address": (redirect("http://[::1"), Reason.ADDRESS),
    "a redirect with a password": (redirect("http://me:secret@site.test/"), Reason.ADDRESS),
    "a redirect into a private network": (redirect("http://inner.test/"), Reason.PRIVATE),
    "a redirect to a name that is none": (redirect("http://nowhere.test/"), Reason.DNS),
    "a redirect to an endless address": (redirect("/" + "x" * 5000), Reason.ADDRESS),
}


@pytest.mark.parametrize("what", SAID)
def test_what_the_server_says_is_the_verdict(site: Site, judge: Judge, what: str):
    site.pages["/page"], wanted = SAID[what]
    assert (judge("/page"), judge("/page", methods=ONLY_GET)) == (wanted, wanted)


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_answer_is_unreachable_for_a_reason(site: Site, judge: Judge, what: str):
    site.pages["/page"], reason = BROKEN[what]
    found = judge("/page", methods=ONLY_GET)
    assert (found.outcome, found.reason, found.status) == (Outcome.UNREACHABLE, reason, 0)


def endless(site: Site) -> dict[str, tuple[Page, Reason]]:
    return {
        "a server that says nothing": (site.hang, Reason.TIMEOUT),
        "a status line letter by letter": (site.drip(b"HTTP/1.1 2", b"0"), Reason.TIMEOUT),
        "headers without end": (site.drip(HEAD, b"x: y\r\n"), Reason.TIMEOUT),
        "a header letter by letter": (site.drip(HEAD + b"x: ", b"y"), Reason.TIMEOUT),
        "“go on” without end": (site.drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), Reason.TIMEOUT),
        "a page that does not begin": (
            lambda c: (c.sendall(HTML + b"content-length: 9\r\n\r\n"), site.hang(c)),
            Reason.TIMEOUT,
        ),
        "a page letter by letter": (site.drip(HTML + b"\r\n", b"x"), Reason.TIMEOUT),
        "pieces without end": (site.drip(HTML + b"transfer-encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), Reason.TIMEOUT),
        "a page without end": (site.drip(HTML + b"\r\n", b"x" * 100_000), Reason.NONE),
    }


@pytest.mark.parametrize("what", endless(Site()))
def test_what_does_not_end_is_left_in_time(site: Site, hasty: Judge, what: str):
    site.pages["/page"], reason = endless(site)[what]
    start = time.monotonic()
    assert hasty("/page", methods=ONLY_GET).reason is reason
    assert time.monotonic() - start < QUICK.total + 5


def test_an_endless_chain_of_redirects_is_left(site: Site, judge: Judge):
    site.pages |= {f"/{at}": redirect(f"/{at + 1}") for at in range(100)}
    assert judge("/0") == Verdict(Outcome.UNREACHABLE, Reason.REDIRECTS, 0, site.url("/9"))
    assert len(site.requests) == 1 + 9


def test_a_loop_of_two_pages_is_left_where_it_closes(site: Site, judge: Judge):
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert judge("/a") == Verdict(Outcome.UNREACHABLE, Reason.REDIRECTS, 0, site.url("/b"))
    assert site.asked == ["GET /robots.txt", "HEAD /a", "HEAD /b"]


def test_a_name_that_is_unknown_is_told_from_a_port_that_is_closed(visits: Visits):
    assert check("http://nowhere.test/", visits) == Verdict(Outcome.UNREACHABLE, Reason.DNS)
    assert check("http://site.test:1/", visits) == Verdict(Outcome.UNREACHABLE, Reason.CONNECT)


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "gb18030", "idna", "hex", "utf-16"])
def test_a_wrong_charset_is_no_failure(site: Site, judge: Judge, charset: str):
    site.pages["/page"] = answer(body=b"\xff\xfe<title>\xc4\xe3</title>", content_type=f"text/html; charset={charset}")
    assert judge("/page", methods=ONLY_GET) == Verdict(Outcome.ANSWERS, status=200)


@pytest.mark.parametrize("status", ["405 Not Allowed", "403 Forbidden", "404 Not Found", "501 Not Known", "500 Oops"])
def test_a_server_that_does_not_know_head_is_asked_by_get(site: Site, judge: Judge, status: str):
    site.pages |= {"HEAD /page": answer(status), "GET /page": answer()}
    assert judge("/page") == Verdict(Outcome.ANSWERS, status=200)
    assert site.asked == ["GET /robots.txt", "HEAD /page", "GET /page"]


def test_a_server_that_hangs_at_head_is_asked_by_get(site: Site, hasty: Judge):
    site.pages |= {"HEAD /page": site.hang, "GET /page": answer()}
    assert hasty("/page") == Verdict(Outcome.ANSWERS, status=200)
