"""The data dictionary: all that the schemas and the code lists say, each at a place of its own."""

import re
from pathlib import Path

import pytest

from maintain import dictionary
from maintain.dictionary import codes, diagram
from maintain.markdown import code, plain
from release.derived import schema
from validate.package import load

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = load(ROOT)
RELEASE = schema.described(PACKAGE)  # with the derived tables
PLACE = re.compile(r'<a id="([^"]+)"')

each_language = pytest.mark.parametrize("lang", dictionary.FILES)


def page(lang: str) -> str:
    return (ROOT / "docs" / dictionary.FILES[lang]).read_text(encoding="utf-8")


@each_language
def test_each_table_field_list_and_code_has_its_place(lang: str):
    fields = [f"{table.name}.{one}" for table in RELEASE.tables for one in table.columns]
    lists = codes.read(PACKAGE)
    listed = [f"codes.{name}" for name in lists] + [f"codes.{name}.{row['code']}" for name in lists for row in lists[name]]
    tables = [one.name for one in RELEASE.tables]
    assert sorted(PLACE.findall(page(lang))) == sorted([*tables, *fields, *listed, "derived-tables", "code-lists"])


@each_language
def test_every_link_within_the_page_leads_somewhere(lang: str):
    assert set(re.findall(r"\]\(#([^)]+)\)", page(lang))) <= set(PLACE.findall(page(lang)))


@each_language
def test_each_field_is_described_in_the_language(lang: str):
    suffix = "" if lang == "en" else "_zh"
    for table in RELEASE.tables:
        for field in table.fields:
            (line,) = re.findall(rf'^\| <a id="{table.name}\.{field["name"]}"></a>.*$', page(lang), re.MULTILINE)
            assert plain(field[f"title{suffix}"]) in line and plain(field[f"description{suffix}"]) in line
            assert code(field["example"]) in line


@each_language
def test_every_row_of_a_table_has_as_many_cells_as_its_head(lang: str):
    tables = re.findall(r"(?:^\|.*\|\n)+", page(lang), re.MULTILINE)
    assert len(tables) > len(RELEASE.tables)
    for one in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in one.splitlines()}) == 1, one[:80]


def test_that_a_row_uses_a_code_for_the_first_time_leaves_the_page_as_it_is():
    (never,) = (row for row in codes.read(PACKAGE)["comparator"] if row["code"] == "gt")
    (line,) = re.findall(r'^\| <a id="codes\.comparator\.gt"></a>.*$', page("en"), re.MULTILINE)
    assert never["unused_reason_en"] and line.endswith(f"| {plain(never['definition_en'])} |")


def test_a_derived_key_says_what_it_is_made_of_and_no_other_does():
    made = re.findall(r"^- Derived key: `([a-z-]+)` and .* of (.*), joined by `\|`\.$", page("en"), re.MULTILINE)
    schemas = [table.schema["derivedKey"] for table in PACKAGE.tables if table.schema["derivedKey"]["fields"]]
    assert made == [(one["prefix"], ", ".join(f"`{field}`" for field in one["fields"])) for one in schemas]
    assert page("en").count("Derived key") == len(made) > 0


@each_language
def test_the_derived_tables_stand_in_a_section_of_their_own_and_are_marked(lang: str):
    before, rest = page(lang).split('\n## <a id="derived-tables"></a>')
    section, after = rest.split('\n## <a id="code-lists"></a>')
    assert re.findall(r'^### <a id="(\w+)">', section, re.MULTILINE) == schema.names()
    assert re.findall(r"^- .*`derived/(\w+)\.csv`", section, re.MULTILINE) == schema.names()
    assert "`derived/" not in before + after


def test_the_diagram_has_each_table_and_a_line_for_each_foreign_key():
    drawn = diagram.mermaid(PACKAGE)
    assert re.findall(r"^    (\w+) \{$", drawn, re.MULTILINE) == [one.name for one in PACKAGE.tables]
    assert drawn.count("--o{") == sum(len(one.schema["foreignKeys"]) for one in PACKAGE.tables)
    assert '    regions ||--o{ policies : "region_id"' in drawn.splitlines()
    assert '    agencies |o--o{ policy_actors : "agency_id"' in drawn.splitlines()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a plain text", "a plain text"),
        ("`as_is` but *not* this_one", "`as_is` but \\*not\\* this\\_one"),
        ("<b>|", "&lt;b&gt;\\|"),
        ("an odd ` one", "an odd \\` one"),
        ("[a](b)", "\\[a\\](b)"),
    ],
)
def test_text_means_nothing_to_markdown(text: str, shown: str):
    assert plain(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("a|b", "`a\\|b`"), ("a`b", "`` a`b ``"), ("*", "`*`")])
def test_code_holds_whatever_it_must(text: str, shown: str):
    assert code(text) == shown
