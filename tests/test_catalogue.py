"""The rule catalogue: complete in both languages; words shown without hidden characters."""

import re
from string import Formatter

import pytest

from validate.catalogue import CHAPTERS, LANGUAGES, describe, order, rules, visible
from validate.findings import Finding

RULES = list(rules().values())
HAN = re.compile(r"[\u4e00-\u9fff]")
PARTS = ("statement", "message", "fix")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda one: one.id)


@each_rule
def test_a_rule_has_all_its_texts_in_both_languages(rule):
    for part in PARTS:
        texts = getattr(rule, part)
        assert set(texts) == set(LANGUAGES)
        assert HAN.search(texts["zh"]) and re.search(r"[A-Za-z]{2}", texts["en"])
        assert all(text.strip() == text and "\n" not in text for text in texts.values())
    assert not HAN.search(re.sub(r"\([^)]*\)", "", rule.statement["en"]))
    assert rule.statement["en"].endswith(".") and rule.statement["zh"].endswith("。")


@each_rule
def test_a_rule_is_placed(rule):
    layer, _, name = rule.id.partition(".")
    assert layer == rule.layer and layer in CHAPTERS
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name)
    assert rule.severity in {"error", "warning"}
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", rule.since)


@each_rule
def test_the_templates_of_a_rule_ask_for_the_same_words_in_both_languages(rule):
    for part in ("message", "fix"):
        english, chinese = (set(placeholders(getattr(rule, part)[lang])) for lang in LANGUAGES)
        assert {one.removesuffix("_en") for one in english} == {one.removesuffix("_zh") for one in chinese}


@each_rule
def test_a_statement_holds_without_a_finding(rule):
    if rule.statement != rule.message:
        assert [placeholders(text) for text in rule.statement.values()] == [[], []]


def placeholders(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def test_the_layers_are_ranked_in_their_order():
    ranked = [CHAPTERS.index(rule_id.partition(".")[0]) for rule_id in order()]
    assert ranked == sorted(ranked)


def test_a_finding_is_told_with_its_words():
    finding = Finding("text.row-order", "policies", "data/policies.csv", 3, "policy_id", "a", "a", {"after": "b"})
    assert describe(finding, "en") == {
        "rule": "text.row-order",
        "layer": "text",
        "severity": "error",
        "table": "policies",
        "file": "data/policies.csv",
        "line": 3,
        "field": "policy_id",
        "record": "a",
        "value": "a",
        "message": "a stands after b.",
        "fix": "Run nox -s format, which sorts the rows.",
    }


def test_a_finding_about_the_package_has_no_place():
    told = describe(Finding("text.file-stray"), "en")
    assert [told[name] for name in ("table", "file", "line", "field", "record", "value")] == [None] * 6


def test_the_rest_of_a_flood_is_told_by_its_count():
    finding = Finding("text.row-order", "policies", "data/policies.csv", details={"more": "5"})
    assert describe(finding, "en")["message"] == "5 more findings of this rule in this file."
    assert describe(finding, "zh")["message"] == "本文件中该规则另有 5 处问题。"


def test_braces_in_a_value_are_no_template():
    finding = Finding("text.formula", "policies", "data/policies.csv", 2, "title_en", "a", "={value}{0}{")
    assert describe(finding, "en")["message"] == "A spreadsheet would run “={value}{0}{” as a formula."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("区块链 and “chain”", "区块链 and “chain”"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\0b\nc\td", "a<U+0000>b<U+000A>c<U+0009>d"),
        ("a\u00a0b\u3000c d", "a<U+00A0>b<U+3000>c d"),
        ("\ufeff\u202e", "<U+FEFF><U+202E>"),
        ("\ue000\ud800\u2028", "<U+E000><U+D800><U+2028>"),
        ("𠀀🔗", "𠀀🔗"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "…"),
    ],
)
def test_what_is_hidden_is_shown_and_what_is_long_is_cut(text: str, shown: str):
    assert visible(text) == shown
