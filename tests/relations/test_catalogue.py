"""The catalogue of the layer and its code name the same rules."""

import json
from pathlib import Path

from validate.catalogue import rules
from validate.relations import NOT_RUN, UNREADABLE, models
from validate.relations.rules import RULES
from validate.relations.rules.names import TRADITIONAL, traditional
from validate.relations.traditional import HEADER, in_gb2312

ROOT = Path(__file__).parents[2]


def test_every_rule_of_the_catalogue_is_emitted_and_every_rule_emitted_is_in_it_in_this_order():
    emitted = [UNREADABLE, NOT_RUN, *models.RULES, *(one.rule for one in RULES)]
    assert [one.removeprefix("relations.") for one in rules() if one.startswith("relations.")] == emitted


def test_the_table_of_a_rule_is_one_of_the_package_or_a_star():
    known = {path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").glob("*.json")} | {"*"}
    assert not {one.table for one in rules().values() if one.layer == "relations"} - known


def test_every_table_that_a_rule_needs_is_in_the_package():
    resources = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert not {table for one in RULES for table in one.needs} - {one["name"] for one in resources}


def test_the_list_of_traditional_characters_is_the_one_that_was_made():
    text = TRADITIONAL.read_text(encoding="utf-8")
    assert text.startswith(HEADER)
    assert text.removeprefix(HEADER).splitlines() == sorted(f"{one} {form}" for one, form in traditional().items())


def test_no_traditional_character_is_a_simplified_one():
    pairs = traditional()
    assert len(pairs) > 2500
    assert not pairs.keys() & set(pairs.values())
    assert not [one for one in pairs if in_gb2312(one)]
    assert all(in_gb2312(one) for one in pairs.values())
