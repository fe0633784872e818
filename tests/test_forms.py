"""The forms of issues and pull requests: their choices are those of the data, their labels exist, both languages are there.

That they have the shape GitHub wants is checked by `nox -s lint`.
"""

import csv
import re
from pathlib import Path

import pytest
import yaml

from maintain.sources.words import OUTCOMES
from tests.test_schemas import PACKAGE, ROOT

GITHUB = ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
HAN = re.compile(r"[\u4e00-\u9fff]")
KINDS = ("new record", "correction", "retirement", "schema", "code", "documentation")
ASKED = {  # what must be filled in
    "1-wrong-value": {"table", "record", "field", "value", "evidence", "words"},
    "2-missing-policy": {"title_zh", "issuer", "region", "dates", "doc_type", "scope", "stance", "evidence", "words"},
    "3-dead-source": {"record", "outcome", "checked"},
    "4-new-region-code": {"change_type", "record", "after", "level", "dates", "evidence", "words"},
}

each = pytest.mark.parametrize("form", FORMS, ids=lambda one: one.stem)


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def labels() -> dict[str, dict]:
    return {one["name"]: one for one in read(GITHUB / "labels.yml")}


def questions(form: Path) -> list[dict]:
    return [one for one in read(form)["body"] if one["type"] != "markdown"]


def of_codes(table: str, column: str) -> list[str]:
    """The choices of a column with codes: each code of its schema with both labels."""
    (field,) = (one for known in PACKAGE.tables if known.name == table for one in known.fields if one["name"] == column)
    with (ROOT / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"]: row for row in csv.DictReader(file) if row["list"] == column}
    return [f"{one} · {known[one]['label_en']} · {known[one]['label_zh']}" for one in field["constraints"]["enum"]]


def choices() -> dict[tuple[str, str], list[str]]:
    """What each dropdown must offer, by form and question."""
    tables = [f"{one['name']} · {one['title']} · {one['title_zh']}" for one in PACKAGE.resources]
    return {
        ("1-wrong-value", "table"): tables,
        **{("2-missing-policy", one): of_codes("policies", one) for one in ("doc_type", "scope", "stance")},
        ("3-dead-source", "outcome"): [f"{one} · {OUTCOMES['en'][one]} · {OUTCOMES['zh'][one]}" for one in OUTCOMES["en"]],
        ("4-new-region-code", "change_type"): of_codes("region_changes", "change_type"),
        ("4-new-region-code", "level"): of_codes("regions", "level"),
    }


def test_there_is_a_form_for_each_case():
    assert [one.stem for one in FORMS] == list(ASKED)


def test_the_choices_of_the_forms_are_those_of_the_data():
    offered = {
        (form.stem, one["id"]): one["attributes"]["options"]
        for form in FORMS
        for one in questions(form)
        if one["type"] == "dropdown"
    }
    assert offered == choices()


@each
def test_a_form_asks_for_record_and_evidence(form: Path):
    wanted = {one["id"] for one in questions(form) if one["validations"]["required"]}
    assert wanted == ASKED[form.stem]
    assert {"evidence", "words"} <= {one["id"] for one in questions(form)}


@each
def test_a_form_speaks_both_languages(form: Path):
    content = read(form)
    texts = [content["name"], content["description"], content["title"]]
    texts += [one["attributes"]["label"] for one in questions(form)]
    texts += [one["attributes"]["description"] for one in questions(form) if "description" in one["attributes"]]
    texts += [one["attributes"]["value"] for one in content["body"] if one["type"] == "markdown"]
    assert [one for one in texts if not (HAN.search(one) and re.search("[A-Za-z]", one))] == []


@each
def test_every_value_of_a_form_is_text(form: Path):
    """An unquoted 2021-04-09 is a date to YAML, and the form would not be shown."""
    attributes = [value for one in questions(form) for value in one["attributes"].values()]
    assert [one for one in attributes if not isinstance(one, str | list)] == []


@each
def test_a_form_uses_labels_that_exist(form: Path):
    assert set(read(form)["labels"]) <= set(labels())


def test_each_label_says_what_it_means_within_the_limits_of_github():
    for name, one in labels().items():
        assert set(one) == {"name", "color", "description"} and len(name) <= 50
        assert isinstance(one["color"], str) and re.fullmatch("[0-9a-f]{6}", one["color"])
        assert len(one["description"]) <= 100 and HAN.search(one["description"]) and " · " in one["description"]


def test_the_pull_request_template_offers_the_kinds_of_change_that_are_labels():
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^- \[ \] `([a-z ]+)` ", text, re.MULTILINE)) == KINDS
    assert set(KINDS) <= set(labels())


def test_the_pull_request_template_names_commands_that_exist():
    text = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    sessions = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`nox -s (\w+)`", text))
    assert named == {"format", "validate", "diff", "docs", "tests"}
    assert {"format_" if one == "format" else one for one in named} <= sessions
