"""The page: whole without scripts, closed by its own policy, the same for the same package, inert whatever the cells say."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from release.material import read
from tests.damage import MINI
from validate.addresses import host_of
from web.build import build, main
from web.content import content
from web.page import embedded, page
from web.reading import reading, rows

SCRIPT, STYLE, LICENCES = "let one = 1 < 2;", "p { color: red }", "MIT"
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


class Seen(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name, text in {"app.js": SCRIPT, "app.css": STYLE, "licences.txt": LICENCES}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(root: Path = MINI) -> str:
    return page(content(read(root), ()), SCRIPT, STYLE, LICENCES)


def test_every_policy_can_be_read_without_scripts():
    seen = Seen(reading(content(read(MINI), ())))
    policies = rows(content(read(MINI), ())["tables"]["policies"])
    assert [one["id"] for tag, one in seen.elements if tag == "article"] == [f"policy/{one['policy_id']}" for one in policies]
    for one in policies:
        assert all(one[name] in seen.text for name in ("title_zh", "title_en", "summary_en", "issued_date"))


def test_a_contradiction_is_open_and_says_who_and_what():
    text = reading(content(read(MINI), ()))
    (found,) = re.findall(r"<details open>.*?</details>", text)
    (line,) = re.findall(r"<p>([^<]*<b>.*?)</p>", found)
    assert line == (
        'Date of effect 2018-10-01: <b>contradicted by <a href="#s1">[1]</a></b> '
        "2018-09-01; the report counts from the day of publication"
    )


def test_every_source_is_listed_and_every_link_to_one_leads_there():
    seen = Seen(reading(content(read(MINI), ())))
    targets = {one["id"] for tag, one in seen.elements if tag == "li"}
    assert targets == {"s1", "s2", "s3"}
    assert {one["href"][1:] for tag, one in seen.elements if tag == "a" and one["href"].startswith("#")} <= targets


def test_a_package_without_policies_says_so():
    assert "没有政策表" in reading({"tables": {}})


def test_the_policy_allows_this_script_and_this_style_and_nothing_else():
    text = made()
    (stated,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    directives = dict(one.split(" ", 1) for one in stated.split("; "))
    hashes = {name: directives.pop(name) for name in ("script-src", "style-src")}
    assert directives == {
        "default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
        "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert hashes[name] == f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


def test_nothing_in_the_page_is_asked_for_from_elsewhere():
    for tag, attributes in Seen(made()).elements:
        assert tag not in {"img", "iframe", "object", "embed", "form", "base"}
        assert not {"src", "srcset", "style"} & {*attributes}
        assert tag != "link" or attributes["href"].startswith("data:")
        assert not [one for one in attributes if one.startswith("on")]


@pytest.mark.parametrize("field", ["title_zh", "title_en", "summary_en", "doc_number"])
def test_a_hostile_cell_stays_text(field: str):
    made_of = content(read(MINI), ())
    table = made_of["tables"]["policies"]
    at = [one[0] for one in table["fields"]].index(field)
    table["columns"][at] = [ATTACK] * table["rows"]
    text = page(made_of, SCRIPT, STYLE, LICENCES)
    assert len(re.findall("<script", text)) == 3 and "<img" not in text
    assert ATTACK in Seen(reading(made_of)).text


def test_data_cannot_end_the_element_they_stand_in():
    data = {"x": "</script><!--\u2028"}
    assert "<" not in embedded(data) and json.loads(embedded(data)) == data


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org"])
def test_an_address_on_the_web_is_a_link(url: str):
    assert host_of(url)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https:", "http://[", "", "file:///x"]
)
def test_any_other_address_is_text(url: str):
    assert not host_of(url)


def test_the_same_package_gives_the_same_bytes(bundle: Path, tmp_path: Path):
    for name in ("one.html", "two.html"):
        build(MINI, bundle, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == made()


def test_the_command_says_where_the_page_is(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    out = tmp_path / "site" / "index.html"
    assert main(["--package", str(MINI), "--bundle", str(bundle), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: {len(out.read_bytes()) / 1024:,.0f} KiB\n"


def test_without_a_bundle_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture):
    out = tmp_path / "index.html"
    assert main(["--package", str(MINI), "--bundle", str(tmp_path), "--out", str(out), "--lang", "zh"]) == 2
    assert capsys.readouterr().err == f"web: {tmp_path} 中没有 app.js。请运行 nox -s web，由其打包。\n"
    assert not out.exists()


def test_a_table_that_is_not_as_the_descriptor_signs_leaves_the_old_page(
    mini: Path, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture
):
    out = tmp_path / "index.html"
    out.write_text("old", encoding="utf-8")
    path = mini / "data" / "policies.csv"
    path.write_bytes(path.read_bytes().replace(b"2017-06", b"2017-07"))
    assert main(["--package", str(mini), "--bundle", str(bundle), "--out", str(out)]) == 2
    assert "another SHA-256" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "old"


def test_changes_in_other_columns_are_refused(mini: Path, bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    (mini / "changes.csv").write_text("a,b\n", encoding="utf-8")
    assert main(["--package", str(mini), "--bundle", str(bundle), "--out", str(tmp_path / "x.html")]) == 2
    assert capsys.readouterr().err.startswith("web: changes.csv has other columns than table, record,")
