"""The promises in GOVERNANCE: the same in both languages, and those on versions kept by the program."""

import re
from pathlib import Path

import pytest

from tests.history.test_bump import CASES
from validate.history.bump import Level

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("GOVERNANCE.md", "GOVERNANCE.zh-CN.md")
PROMISE = re.compile(r"^\| ([^|]+) \| (MAJOR|MINOR|PATCH) \| [^|]+ \|$", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_promise_on_versions_is_what_the_program_computes():
    computed = {name: wanted.name for name, _, _, wanted in CASES if wanted is not Level.NONE}
    assert dict(PROMISE.findall(text("GOVERNANCE.md"))) == computed


def test_both_languages_make_the_same_promises():
    english, chinese = (text(name) for name in PAGES)
    assert [one[1] for one in PROMISE.findall(english)] == [one[1] for one in PROMISE.findall(chinese)]
    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("\n- ") == chinese.count("\n- ")
    assert re.findall(r"\d+ days", english) == [one.replace(" 天", " days") for one in re.findall(r"\d+ 天", chinese)]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file(name: str):
    links = re.findall(r"\]\(([^)#]+)\)", text(name))
    assert [one for one in links if not (ROOT / one).is_file()] == []
