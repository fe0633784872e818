"""What is told of pages that stand elsewhere, or that may not be there."""

import pytest

from maintain.sources.follow import ONLY_GET
from maintain.sources.outcomes import Outcome, Reason, Verdict
from tests.sources.conftest import Judge
from tests.sources.server import Site, answer, redirect

MISSING = {
    "in English": b"<html><title>Page Not Found | Example</title>",
    "by its number": b"<title>Error 404</title>",
    "in Chinese": "<TITLE lang=zh>您访问的页面不存在</TITLE>".encode(),
    "in Chinese, by the charset of the page": '<meta charset="gb2312"><title>页面未找到</title>'.encode("gb2312"),
    "in the Chinese of Hong Kong": "<title>無法找到頁面</title>".encode(),
}
NEAR = {
    "a number that only contains it": b"<title>Notice No. 14042</title>",
    "words below the title": b"<title>A page</title>not found",
    "no title": b"not found 404",
    "a title that does not end": b"<title>404",
    "a policy on errors": "<title>关于纠错机制的通知</title>".encode(),
}


def test_a_permanent_redirect_is_a_move(site: Site, judge: Judge):
    site.pages |= {"/old": redirect("/new", "308 Permanent Redirect"), "/new": answer()}
    assert judge("/old") == Verdict(Outcome.MOVED, status=200, final_url=site.url("/new"))


def test_a_redirect_for_now_is_no_move(site: Site, judge: Judge):
    site.pages |= {"/old": redirect("/on"), "/on": redirect("/new", "302 Found"), "/new": answer()}
    assert judge("/old") == Verdict(Outcome.ANSWERS, status=200, final_url=site.url("/new"))


def test_a_slash_at_the_end_is_no_move(site: Site, judge: Judge):
    site.pages |= {"/old": redirect("/old/"), "/old/": answer()}
    assert judge("/old") == Verdict(Outcome.ANSWERS, status=200, final_url=site.url("/old/"))


def test_a_move_to_another_host_is_followed(site: Site, judge: Judge):
    site.pages |= {"/old": redirect(site.url("/new", "other.test")), "/new": answer()}
    assert judge("/old") == Verdict(Outcome.MOVED, status=200, final_url=site.url("/new", "other.test"))
    assert [(one.host, one.path) for one in site.requests] == [
        ("site.test", "/robots.txt"), ("site.test", "/old"), ("other.test", "/robots.txt"), ("other.test", "/new"),
    ]  # fmt: skip


def test_a_move_to_a_page_that_is_gone_is_gone(site: Site, judge: Judge):
    site.pages |= {"/old": redirect("/new")}
    assert judge("/old") == Verdict(Outcome.GONE, status=404, final_url=site.url("/new"))


def test_an_address_in_chinese_bytes_is_escaped(site: Site, judge: Judge):
    site.pages |= {"/old": redirect("/政策 1"), "/%E6%94%BF%E7%AD%96%201": answer()}
    assert judge("/old").final_url == site.url("/%E6%94%BF%E7%AD%96%201")


def test_bytes_that_are_no_text_are_escaped_as_they_are(site: Site, judge: Judge):
    site.pages |= {"/old": redirect(b"/\xd5\xfe".decode("utf-8", "surrogateescape")), "/%D5%FE": answer()}
    assert judge("/old").final_url == site.url("/%D5%FE")


@pytest.mark.parametrize("front", ["/", "/index.html", "/default.aspx"])
def test_a_redirect_to_the_front_page_is_suspect(site: Site, judge: Judge, front: str):
    site.pages |= {"/policy/1.html": redirect(front), front: answer()}
    assert judge("/policy/1.html") == Verdict(Outcome.SUSPECT, Reason.HOME_PAGE, 200, site.url(front))


def test_a_front_page_that_moved_is_not_suspect(site: Site, judge: Judge):
    site.pages |= {"/index.html": redirect("/"), "/": answer()}
    assert judge("/index.html").outcome is Outcome.MOVED


def test_a_redirect_to_a_page_of_errors_is_suspect(site: Site, judge: Judge):
    site.pages |= {"/policy/1.html": redirect("/error/404.html", "302 Found"), "/error/404.html": answer()}
    assert judge("/policy/1.html") == Verdict(Outcome.SUSPECT, Reason.ERROR_PAGE, 200, site.url("/error/404.html"))


@pytest.mark.parametrize("what", MISSING)
def test_a_page_that_says_it_is_not_there_is_suspect(site: Site, judge: Judge, what: str):
    site.pages["/page"] = answer(body=MISSING[what])
    assert judge("/page", methods=ONLY_GET) == Verdict(Outcome.SUSPECT, Reason.ERROR_PAGE, 200)


@pytest.mark.parametrize("what", NEAR)
def test_a_page_that_only_looks_so_answers(site: Site, judge: Judge, what: str):
    site.pages["/page"] = answer(body=NEAR[what])
    assert judge("/page", methods=ONLY_GET) == Verdict(Outcome.ANSWERS, status=200)
