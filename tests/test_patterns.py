"""Patterns that end soon on every cell, and those of which that is not sure."""

import json
import re
import time
from pathlib import Path

import pytest

from validate.patterns import fault

ROOT = Path(__file__).parents[1]
LOOP = "a loop leaves open which way a character goes"
OFTEN = "it often leaves open which way a character goes"
LARGE = "it is too large"

UNFIT = [
    ("(?:(?:a+)+)", LOOP),
    ("(?:(?:x*)*)", LOOP),
    ("(?:(?:a|a)*)", LOOP),
    ("(?:(?:ab|ac)*)", LOOP),
    ("(?:.*.*)", LOOP),
    ("(?:[a-]+-?)", LOOP),
    ("(?:\\d+[0-9])", LOOP),
    ("(?:(?:a{2,})+)", LOOP),
    ("(?:a*a*a*a*a*b)", OFTEN),
    ("(?:(?:a?){30}a{30})", OFTEN),
    ("(?:(?:.{1000}){1000})", LARGE),
    ("(?:" * 40 + "a" + ")" * 40, LARGE),
    ("a" * 1001, LARGE),
    ("(?:" + "[a-z0-9_]{400}" * 2 + ")", LARGE),
    ("Both|Retired", "its alternatives stand in no group"),
    ("(?:(?=B).*)", "not every engine reads “(?=” alike"),
    ("(?:(.)\\1)", "not every engine reads “\\1)” alike"),
    ("^a$", "not every engine reads “^a$” alike"),
    ("(?i:a)", "not every engine reads “(?i” alike"),
    ("a+?", "not every engine reads “+?” alike"),
    ("a++", "not every engine reads “++” alike"),
    ("a{,3}", "not every engine reads “{,3” alike"),
    ("[[:alpha:]]", "not every engine reads “[[:” alike"),
    ("[a-z--m]", "not every engine reads “[a-z--m]” alike"),
]

FIT = [
    "(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*)",
    "(?:[A-Z][^.]*\\.(?: [A-Z][^.]*\\.)*)",
    "(?:(?:a|b)*)",
    "(?:a{0,300})",
    "(?:a{2,4}b{3}c{2,}d?)",
    "(?:(?:0|[1-9][0-9]*)\\.[0-9]+)",
    "(?:a(?:-b|-c)?)",
    "[\u4e00-\u9fff].*",
    "[\\w.]+@[\\w.]+",
    "[]a]x[^]a]",
    "[!-.]+/[.]",
    "\\D+7",
    "",
]


@pytest.mark.parametrize(("pattern", "why"), UNFIT)
def test_an_unfit_pattern_and_why(pattern: str, why: str):
    assert fault(pattern) == why


@pytest.mark.parametrize("pattern", FIT)
def test_a_pattern_in_which_each_character_tells_the_way_is_fit(pattern: str):
    re.compile(pattern)
    assert fault(pattern) is None


def test_every_pattern_of_the_schemas_is_fit():
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "schemas").glob("*.json")]
    patterns = {field["constraints"].get("pattern", "") for schema in schemas for field in schema["fields"]}
    assert len(patterns) > 10
    assert [one for one in patterns if fault(one)] == []


@pytest.mark.parametrize("pattern", ["(?:" + "(?:a?)" * 150 + ")", "(?:" + "(?:[a-z]?){500}" + ")", "(?:(?:(?:a?){22}){22})"])
def test_the_check_itself_ends_soon(pattern: str):
    started = time.process_time()
    assert fault(pattern) == OFTEN
    assert time.process_time() - started < 2
