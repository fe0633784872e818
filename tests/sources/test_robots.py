"""robots.txt as RFC 9309 has it: whose rules, which rule, which address."""

import pytest

from maintain.sources.robots import LARGEST, MOST_LINES, fits, parse

NAME = "china-blockchain-policy"
TEXT = {
    "nothing": ("", "/a", True),
    "everything forbidden": ("User-agent: *\nDisallow: /", "/a", False),
    "nothing forbidden": ("User-agent: *\nDisallow:", "/a", True),
    "another robot": ("User-agent: other\nDisallow: /", "/a", True),
    "our name": ("User-agent: China-Blockchain-Policy\nDisallow: /", "/a", False),
    "our name with a version": ("User-agent: china-blockchain-policy/2\nDisallow: /", "/a", False),
    "a part of our name": ("User-agent: china\nDisallow: /", "/a", True),
    "our name before everyone": ("User-agent: *\nDisallow: /\nUser-agent: china-blockchain-policy\nAllow: /", "/a", True),
    "our name without rules": ("User-agent: *\nDisallow: /\n\nUser-agent: china-blockchain-policy\n", "/a", True),
    "two groups of one name": ("User-agent: *\nDisallow: /b\n\nUser-agent: *\nDisallow: /a", "/a", False),
    "a group of two names": ("User-agent: x\nUser-agent: *\nDisallow: /a", "/a", False),
    "an empty line inside a group": ("User-agent: *\n\nDisallow: /a", "/a", False),
    "the longest rule first": ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", True),
    "the longest rule last": ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
    "a shorter rule that allows": ("User-agent: *\nAllow: /\nDisallow: /a", "/a", False),
    "two rules of one length": ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    "a star": ("User-agent: *\nDisallow: /*.pdf", "/x/a.pdf?b", False),
    "an end": ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
    "another end": ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
    "a query": ("User-agent: *\nDisallow: /*?", "/a?b=1", False),
    "escapes": ("User-agent: *\nDisallow: /%7ejoe", "/~joe/1", False),
    "Chinese": ("User-agent: *\nDisallow: /政策", "/%E6%94%BF%E7%AD%96/1", False),
    "an escaped slash": ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    "a comment": ("User-agent: * # all\nDisallow: /a # some", "/a", False),
    "a byte order mark": ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    "Windows line ends": ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    "old line ends": ("User-agent: *\rDisallow: /a\r", "/a", False),
    "capitals": ("USER-AGENT: *\nDISALLOW: /a", "/a", False),
    "other case of the path": ("User-agent: *\nDisallow: /A", "/a", True),
    "a rule before any robot": ("Disallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
    "other lines": ("Sitemap: /a\nUser-agent: *\nHost: x\nDisallow: /a", "/a", False),
    "a page of HTML": ("<html><body>User-agent: *<br>Disallow: /</body>", "/a", True),
}


@pytest.mark.parametrize("what", TEXT)
def test_an_address_is_allowed_or_not(what: str):
    text, target, allowed = TEXT[what]
    assert parse(text.encode(), NAME).allows(target) is allowed


@pytest.mark.parametrize(
    ("pattern", "path", "wanted"),
    [
        ("/a*b*c", "/a-b-c", True),
        ("/a*b*c$", "/a-c-b-c", True),
        ("/a*b*c$", "/a-b-c-", False),
        ("/a*a$", "/a", False),
        ("/a$", "/ab", False),
        ("/a*", "/a", True),
        ("/*$", "/a", True),
        ("*", "/a", True),
        ("$", "/a", False),
    ],
)
def test_a_pattern_fits_or_not(pattern: str, path: str, wanted: bool):
    assert fits(pattern.encode(), path.encode()) is wanted


def test_a_pattern_of_stars_is_no_long_work():
    assert not fits(b"/" + b"*a" * 5000 + b"*b", b"/" + b"a" * 4000)


@pytest.mark.parametrize(
    ("said", "pause"),
    [("3", 3), ("0.5", 0.5), ("86400", 30), ("-1", 0), ("inf", 0), ("nan", 0), ("1e9", 0), ("", 0), ("二", 0)],
)
def test_a_pause_is_a_plain_number(said: str, pause: float):
    assert parse(f"User-agent: *\nCrawl-delay: {said}".encode(), NAME).pause == pause


def test_a_large_file_is_read_up_to_its_bounds():
    lines = parse(b"User-agent: *\n" + b"Disallow: /x\n" * (MOST_LINES + 5), NAME)
    assert len(lines.rules) == MOST_LINES - 1
    assert parse(b"#" * LARGEST + b"\nUser-agent: *\nDisallow: /", NAME).allows("/a")
