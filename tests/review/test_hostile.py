"""No cell of a package, and no word of a report, says anything of its own on the page."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from review.forms import FORMATS
from review.forms.links import safe
from review.gate import Found, Verdict
from tests.review.scene import STATED, changed, reviewed, version, with_rows
from validate.addresses import host_of

HOSTILE = [
    "@team", "@octo/team see #1", "owner/repo#1", "GH-1", "[x](https://evil.example)", "![x](https://evil.example/x.png)",
    "<https://evil.example>", "https://evil.example/a", "www.evil.example", "a@evil.example", "<img src=x onerror=alert(1)>",
    "</code></summary></details><script>alert(1)</script>", "a | b || c", "`", "``", "```\n# x", "x`@team`", "``` @team",
    "<!-- review of the data -->", "-->", "]]>", "&lt;b&gt; &#64;team", "\u202e@team\u2066", "a\u200bb", "\n\n# x\n\n@team",
    "\r\n- x", "\\", "\\`@team", "javascript:alert(1)", "data:text/html,<b>", "*b* _i_ ~~s~~ $x$ :tada:", "::error::x",
    "##[error]x", "|---|", "> x", "1. x", "[x]: https://evil.example", "=cmd()", "\x1b[31m", "\x00", "x" * 5000,
    "</main></body>", "\ud7ff\ufeff",
]  # fmt: skip
LINKS = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x", "ftp://x/y",
    "https://", "https://[", "https://a b/", "https://ex\u0430mple.org/", "https://x/\n", " https://x/", "https://a@b.example/",
    "https://x/" + "a" * 600,
    "https://github.com/o/r/issues/1", "https://gist.github.com/x", "HTTPS://GitHub.com/o/r/pull/1",
]  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.text(alphabet="`<>@#|[]()!*_\\\n&;:/-= ax", max_size=40))


def with_text(text: str):
    """The change with a text in every cell that may hold one: old, new, keys, citations, sources, ledgers, schemas."""
    old, new = version(**STATED), changed()
    for one in (old, new):
        for name, row in (("policies", "harbour-plan"), ("agencies", "office"), ("regions", "CN")):
            cells = one.tables[name].rows[row,]
            cells |= {field: text for field in cells if field.endswith("_en") or field == "confidence"}
        one.tables["codes"].rows["doc_type", "notice"]["label_en"] = text
    new.tables["policies"].rows["harbour-plan",]["issued_date"] = text
    rows = new.tables
    added = dict.fromkeys(rows["policies"].columns, text)
    rows["policies"].rows[text,] = added | {"region_id": "CN"}
    rows["policy_actors"].rows[text, text] = dict.fromkeys(rows["policy_actors"].columns, text)
    rows["citations"].rows[text,] = dict.fromkeys(rows["citations"].columns, text) | {
        "subject_table": "policies", "subject_id": text, "field": "issued_date", "source_id": text}  # fmt: skip
    rows["citations"].rows["cit-x",] = dict.fromkeys(rows["citations"].columns, text)
    rows["sources"].rows[text,] = dict.fromkeys(rows["sources"].columns, text)
    rows["redirects"].rows[text,] = dict.fromkeys(rows["redirects"].columns, text)
    rows["revisions"].rows[text, text, text, text] = dict.fromkeys(rows["revisions"].columns, text)
    for one, name in ((old, "was"), (new, "is")):  # its reason lacks: the key stands in a line to add
        one.tables["agencies"].rows[text,] = {"agency_id": text, "name_en": name}
    schema = rows["agencies"].schema
    fields = [*schema["fields"], schema["fields"][0] | {"name": text, "title": text}]
    rows["agencies"] = replace(rows["agencies"], schema=schema | {"fields": fields, "note": text})
    for row in rows["agencies"].rows.values():
        row[text] = text
    new.metadata["title"] = text
    return reviewed(old, new, verdict=Verdict((Found(text, text, text, text, text, text, text),)))


def shown_as(page: str) -> list:
    """All tokens of the page as Markdown reads it, in one line."""
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").parse(page)
    return [one for token in tokens for one in [token, *(token.children or ())]]


OWN_HTML = re.compile(
    r"<details><summary><code>[^<>]*</code> \([^<>@]*\)</summary>\s*|</details>\s*|</code>|<details>|<summary>|</summary>"
)


def assert_harmless(page: str) -> None:
    for one in shown_as(page):
        assert one.type not in {"image", "html_inline"}, one
        if one.type == "html_block":
            assert OWN_HTML.fullmatch(one.content), one.content
        if one.type == "link_open":
            assert host_of(one.attrs["href"]) and not re.search(r"[<>\"'`\s]", one.attrs["href"])
        if one.type == "text":
            assert not re.search(r"@\w|(?<!&)#\d|GH-\d|https?://|www\.|evil\.example", one.content), one.content
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\ufeff\x00\x1b\r]|##\[|^\s*::", page, re.MULTILINE)
    assert "<!--" not in re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", page, flags=re.DOTALL)


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text outside of the style."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_plain(page: str) -> None:
    read = Tags(page)
    names = [tag for tag, _ in read.tags]
    assert set(names) <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "p", "ul", "li", "table", "thead",
        "tbody", "tr", "th", "td", "code", "a", "span", "strong", "del", "ins", "br", "article", "details", "summary", "pre",
    }  # fmt: skip
    for tag, attributes in read.tags:
        assert set(attributes) <= {
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "scope",
            "data-name",
            "href",
            "rel",
        }
        assert "href" not in attributes or (tag == "a" and host_of(attributes["href"]))
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\ufeff\x00\x1b\r]|##\[", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_known_to_be_hostile_is_shown_and_does_nothing(text: str):
    page = with_text(text)
    assert_harmless(FORMATS["markdown"](page, "en", room=10**9))
    assert_plain(FORMATS["html"](page, "en"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts)
def test_what_nobody_thought_of_does_nothing_either(text: str):
    page = with_text(text)
    assert_harmless(FORMATS["markdown"](page, "zh", room=10**9))
    assert_plain(FORMATS["html"](page, "zh"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_that_is_cut_is_as_harmless(text: str):
    page = with_text(text)
    for room in (1500, 3000, 4500):
        assert_harmless(FORMATS["markdown"](page, "en", room=room))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_bulk_edit_of_hostile_cells_does_nothing(text: str):
    old, new = (
        version(**STATED | {"regions": with_rows(STATED["regions"], *(f"r{at} x" for at in range(9)))}) for _ in range(2)
    )
    for at in range(9):
        new.tables["regions"].rows[f"r{at}",]["name_en"] = text
    page = reviewed(old, new)
    assert page.folds
    assert_harmless(FORMATS["markdown"](page, "en"))
    assert_plain(FORMATS["html"](page, "en"))


@pytest.mark.parametrize("url", LINKS)
def test_only_plain_addresses_of_the_web_are_links(url: str):
    assert safe(url) == ""


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://www.example.org/a?b=1&lang=zh#c", "https://www.example.org/a?b=1&lang=zh#c"),
        ("http://example.org:8080/%E4%B8%AD", "http://example.org:8080/%E4%B8%AD"),
        ("https://example.org/a_(b)<c>[d]`e`@f;g", "https://example.org/a_%28b%29%3Cc%3E%5Bd%5D%60e%60%40f%3Bg"),
        ("https://notgithub.com/x", "https://notgithub.com/x"),
    ],
)
def test_an_address_of_the_web_is_a_link_to_where_it_says(url: str, target: str):
    assert safe(url) == target
