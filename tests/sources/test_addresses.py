"""Which addresses may be asked for, and that no way leads into somebody's own network."""

import pytest

from maintain.sources.addresses import is_public, joined, page
from maintain.sources.follow import check
from maintain.sources.hosts import Hosts
from maintain.sources.outcomes import Failed, Outcome, Reason, Verdict
from maintain.sources.visits import Visits
from maintain.sources.wire import Wire
from tests.sources.conftest import AGENT, NAME, QUICK

PRIVATE = [
    "127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fe80::1%eth0", "no number",
    "::127.0.0.1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "203.119.26.1", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
NONE = [
    "ftp://site.test/", "file:///etc/passwd", "javascript:alert(1)", "//site.test/", "site.test", "", "http://", "http:///a",
    "http://me@site.test/", "http://me:secret@site.test/", "http://site.test:99999/", "http://site.test:0/", "http://[::1/",
    "http://site.test:port/", "http://" + "x" * 64 + ".é.test/", "http://site.test/" + "x" * 2000, "gopher://site.test/",
]  # fmt: skip
FORMS = {
    "http://Site.TEST": "http://site.test/",
    "https://site.test:443/a?b=c#d": "https://site.test/a?b=c",
    "http://site.test:8080/a": "http://site.test:8080/a",
    "http://site.test?a": "http://site.test/?a",
    " http://site.test/a b\r\nX: y ": "http://site.test/a%20b%0D%0AX:%20y",
    "http://site.test/政策%20": "http://site.test/%E6%94%BF%E7%AD%96%20",
    "http://政策.test/": "http://xn--5bvr50c.test/",
    "http://[2400:3200::1]:80/a": "http://[2400:3200::1]/a",
}


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_number_is_not_asked(number: str):
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_may_be_asked(number: str):
    assert is_public(number)


@pytest.mark.parametrize("address", NONE)
def test_what_is_no_address_of_the_web_is_refused(address: str):
    with pytest.raises(Failed) as caught:
        page(address)
    assert caught.value.reason is Reason.ADDRESS


@pytest.mark.parametrize("address", FORMS)
def test_an_address_has_one_form(address: str):
    assert page(address).url == FORMS[address]
    assert page(page(address).url) == page(address)


def test_a_relative_address_is_joined():
    assert joined(page("http://site.test/a/b?c"), "../d").url == "http://site.test/d"
    assert joined(page("http://site.test/a/b?c"), "//other.test").url == "http://other.test/"


def test_a_name_with_one_private_number_among_public_ones_is_not_asked():
    visits = Visits(Wire(AGENT, QUICK, lambda host, port: ["8.8.8.8", "192.168.0.1"]), Hosts(0, lambda seconds: False), NAME)
    assert check("http://site.test/", visits) == Verdict(Outcome.UNREACHABLE, Reason.PRIVATE)
