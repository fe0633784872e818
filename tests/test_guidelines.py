"""The guidelines: both languages alike, and every key, value, code, field and rule in them true.

Keys and values are those of the last release or of the tables as they are: whoever corrects or retires a record that a page
shows need not know of the page, and a page may run ahead of the next release.
"""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from figures.tables import shown
from maintain import codebook, dictionary
from maintain.codebook import FOLDER, PAGES, SECTIONS, SUFFIXES, Example, Guideline, parsed, read
from validate.catalogue import rules
from validate.package import load

ROOT = Path(__file__).resolve().parents[1]
RELEASED, NOW = EDITIONS = range(2)
TABLES = [{one.name: one for one in load(root).tables} for root in (shown(ROOT), ROOT)]
GUIDELINES = [one for lang in SUFFIXES for one in read(ROOT, lang)]
LINK = re.compile(r"\]\(([^)\s]+)\)")
KEY_LIKE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+|CN(?:-[a-z0-9-]+)?")

each_page = pytest.mark.parametrize("page", GUIDELINES, ids=lambda one: one.file)


@cache
def cells(table: str, edition: int = NOW) -> dict[str, dict]:
    """The rows of a table by their keys, the parts of a key joined by `#`; none of a table that an edition has not."""
    wanted = TABLES[edition].get(table)
    if wanted is None:
        return {}
    with wanted.path.open(encoding="utf-8", newline="") as file:
        return {"#".join(row[name] for name in wanted.key): row for row in csv.DictReader(file)}


@cache
def keys() -> frozenset[str]:
    """Every key of either edition, and every key that was redirected."""
    return frozenset(key for edition in EDITIONS for name in TABLES[edition] for key in cells(name, edition))


@cache
def places(path: Path) -> frozenset[str]:
    """The places on a page to which a link can lead."""
    return frozenset(re.findall(r'<a id="([^"]+)"', path.read_text(encoding="utf-8")))


def text(page: Guideline) -> str:
    return (ROOT / FOLDER / page.file).read_text(encoding="utf-8")


def test_the_folder_holds_the_pages_that_the_codebook_lists():
    files = {f"{one}{suffix}" for one in PAGES for suffix in SUFFIXES.values()}
    assert {one.name for one in (ROOT / FOLDER).iterdir()} == files


@each_page
def test_a_page_has_all_its_sections(page: Guideline):
    assert list(page.sections) == list(SECTIONS[page.lang])
    assert page.title and page.question and all(page.sections.values())
    assert page.fields and page.examples


@each_page
def test_every_row_of_the_examples_can_be_checked(page: Guideline):
    rows = [one for one in page.sections[SECTIONS[page.lang][1]].splitlines() if one.startswith("| `")]
    assert len(rows) == len(page.examples)


@each_page
def test_every_example_is_true(page: Guideline):
    untrue = [
        f"docs/guidelines/{page.file}: {one.table}.{one.field} of {one.key} is “{there[NOW]}”, not “{one.value}”"
        for one in page.examples
        if one.value not in (there := [cells(one.table, each).get(one.key, {}).get(one.field) for each in EDITIONS])
    ]
    assert untrue == [], "choose another example, or say what the data say now"


@each_page
def test_a_page_shows_a_case_that_is_hard(page: Guideline):
    words = {"en": ("borderline", "open"), "zh": ("临界", "未决")}[page.lang]
    assert [one for one in page.examples if any(word in one.why for word in words)]


@each_page
def test_the_rule_of_a_page_names_every_code_of_its_lists(page: Guideline):
    rule = page.sections[SECTIONS[page.lang][0]]
    codes = [key.split("#") for key in cells("codes")]
    assert [f"{name}.{code}" for name, code in codes if name in page.lists and f"`{code}`" not in rule] == []


@each_page
def test_every_key_in_a_page_exists(page: Guideline):
    named = {one for one in re.findall(r"`([^`\n]+)`", text(page)) if KEY_LIKE.fullmatch(one)}
    assert named - keys() == set()


@each_page
def test_every_rule_and_every_link_of_a_page_exists(page: Guideline):
    assert set(page.rules) <= set(rules())
    for link in LINK.findall(text(page)):
        file, _, place = link.partition("#")
        path = (ROOT / FOLDER / file).resolve()
        assert path.is_file(), link
        assert not place or place in places(path), link


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_show_the_same_cells_fields_lists_and_rules(name: str):
    english, chinese = (
        parsed((ROOT / FOLDER / f"{name}{suffix}").read_text(encoding="utf-8"), "", lang) for lang, suffix in SUFFIXES.items()
    )
    assert [(one.key, one.table, one.field, one.value) for one in english.examples] == [
        (one.key, one.table, one.field, one.value) for one in chinese.examples
    ]
    assert (english.fields, english.lists, english.rules) == (chinese.fields, chinese.lists, chinese.rules)


@pytest.mark.parametrize("lang", SUFFIXES)
def test_every_link_of_the_codebook_leads_somewhere(lang: str):
    path = ROOT / "docs" / codebook.FILES[lang]
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        file, _, place = link.partition("#")
        assert (path.parent / file).is_file(), link
        assert not place or place in places((path.parent / file).resolve()), link


@pytest.mark.parametrize("lang", SUFFIXES)
def test_the_codebook_names_every_code_list_once_or_more(lang: str):
    written = (ROOT / "docs" / codebook.FILES[lang]).read_text(encoding="utf-8")
    lists = {key.split("#")[0] for key in cells("codes")}
    assert lists == set(re.findall(rf"{re.escape(dictionary.FILES[lang])}#codes\.([a-z0-9_]+)", written))


def test_a_page_is_read_into_its_parts():
    page = parsed(
        "# Title\n\n[中文](a.zh-CN.md)\n\nWhich one?\n\n## Rule\n\n- This.\n\n## Examples\n\n| record | field | value | why |\n"
        "|---|---|---|---|\n| `a#1` | `policies.scope` | `section` | because |\n| `b` | `policies.title_zh` | – | none |\n\n"
        "## Decision\n\nSo.\n\n## Fields and checks\n\n- Fields: [`policies.scope`](../dictionary.md#policies.scope)\n"
        "- Code lists: [`scope`](../dictionary.md#codes.scope)\n- Checked by: [`text.date-form`](../rules.md#text.date-form)\n",
        "a.md",
        "en",
    )
    assert (page.title, page.question, page.sections["Decision"]) == ("Title", "Which one?", "So.")
    assert (page.fields, page.lists, page.rules) == (["policies.scope"], ["scope"], ["text.date-form"])
    assert page.examples == [
        Example("a#1", "policies", "scope", "section", "because"),
        Example("b", "policies", "title_zh", "", "none"),
    ]
