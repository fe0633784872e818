"""The one command that asks the network: a stranger's address, or the server behind it, gets no hold of it."""

import gzip
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maintain.sources import cli
from maintain.sources.follow import ONLY_GET, check
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Outcome, Reason, Verdict
from maintain.sources.visits import Visits
from maintain.sources.wire import Limits, Wire
from tests.damage import cell
from tests.sources.conftest import AGENT, NAME, PATIENT, QUICK, is_ours, resolve
from tests.sources.server import Site, answer, redirect, serving
from validate.gate import PROGRAM

AT_ONCE = Hosts(0, lambda seconds: False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as started:
        yield started


def of_the_site(site: Site, path: str, limits: Limits = PATIENT) -> Verdict | None:
    return check(site.url(path), Visits(Wire(AGENT, limits, resolve, is_ours), AT_ONCE, NAME), ONLY_GET)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_an_address_in_ones_own_network_is_not_asked_for(host: str, monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    found = check(f"http://{host}:8080/", Visits(Wire(AGENT, PATIENT), AT_ONCE, NAME))
    assert found in (Verdict(Outcome.UNREACHABLE, Reason.PRIVATE), Verdict(Outcome.UNREACHABLE, Reason.DNS))


def test_a_redirect_into_ones_own_network_is_not_followed(site: Site):
    site.pages["/page"] = redirect("http://inner.test/latest/meta-data")
    assert of_the_site(site, "/page").reason is Reason.PRIVATE


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://site.test/", "http://me:secret@site.test/"])
def test_a_redirect_out_of_the_web_is_not_followed(site: Site, target: str):
    site.pages["/page"] = redirect(target)
    assert of_the_site(site, "/page").reason is Reason.ADDRESS


def test_a_name_that_changes_after_it_was_looked_up_leads_nowhere_else(site: Site):
    numbers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    visits = Visits(Wire(AGENT, PATIENT, lambda host, port: next(numbers), is_ours), AT_ONCE, NAME)
    site.pages["/page"] = answer()
    assert check(site.url("/page"), visits, ONLY_GET).is_good
    assert check(site.url("/page"), visits, ONLY_GET).reason is Reason.PRIVATE
    assert site.asked == ["GET /robots.txt", "GET /page"]


@pytest.mark.parametrize("again", [b"x", b"x: y\r\n", b"x" * 100_000], ids=["a byte", "a header", "100 kB"])
def test_a_server_that_never_ends_is_left_in_time(site: Site, again: bytes):
    site.pages["/page"] = site.drip(b"HTTP/1.1 200 OK\r\n" if again.endswith(b"\n") else b"HTTP/1.1 200 OK\r\n\r\n", again)
    start = time.monotonic()
    of_the_site(site, "/page", QUICK)
    assert time.monotonic() - start < QUICK.total + 5


def test_a_compressed_page_is_not_opened(site: Site):
    bomb = gzip.compress(b"<title>404</title>" + b"\0" * 10**7)
    site.pages["/page"] = answer(body=bomb, content_encoding="gzip")
    assert of_the_site(site, "/page") == Verdict(Outcome.ANSWERS, status=200)
    assert {one.headers["accept-encoding"] for one in site.requests} == {"identity"}


def test_an_address_or_an_answer_can_write_nothing_into_the_report(package: Path, capsys: pytest.CaptureFixture[str]):
    bad = "http://site.test/`</details>@all![x](http://evil.test/)"
    cell("sources", 2, "url", bad)(package)
    moved = Verdict(Outcome.MOVED, Reason.NONE, 200, bad)
    cli.main([str(package), "--format", "markdown"], lambda url: moved)
    out = capsys.readouterr().out
    assert f"- ``{bad}`` (" in out and f"leads to ``{bad}``" in out
    assert "evil" not in re.sub("``.*?``", "", out)


def test_nobody_is_told_more_than_who_asks(package: Path):
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"name": "a\r\nCookie: b", "homepage": "https://example.org/\r\nX: y"}
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert re.fullmatch(r"[ -~]+", cli.agent(cli.load(package)))


def test_the_gate_and_the_release_do_not_know_this_command():
    parts = [one.read_text(encoding="utf-8") for folder in ("validate", "release") for one in (PROGRAM / folder).rglob("*.py")]
    assert len(parts) > 50 and not [one for one in parts if "maintain.sources" in one]
