"""The rule catalogue: what every rule says, in English and Chinese, as data.

Enters: one TOML file a layer (and one of the gate itself) beside this module; its tables are
rules, first causes first.
Leaves: `Rule` records, and the words for a finding. The rule id is `<layer>.<name>`.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from validate.catalogue.reasons import in_chinese
from validate.findings import Finding

LAYERS = ("text", "structure", "relations", "expectations", "history")
CHAPTERS = (*LAYERS, "gate")  # the gate's own rules need no run of their own
CHAPTER_NAMES = {
    "en": {name: name for name in CHAPTERS},
    "zh": dict(zip(CHAPTERS, ("文本", "结构", "关系", "期望", "历史", "闸门"), strict=True)),
}
LANGUAGES = ("en", "zh")
MORE = {
    "en": ("{more} more findings of this rule in this file.", "Mend the ones above, then run again."),
    "zh": ("本文件中该规则另有 {more} 处问题。", "先改好以上各处，再运行一次。"),
}


@dataclass(frozen=True)
class Rule:
    """One rule: `statement` says what holds, `message` what was found, `fix` what to do.

    Where a rule `blocks`, what it finds keeps something else from being checked: a table, a
    later rule, or the rest of the file.
    """

    id: str
    layer: str
    table: str
    severity: str
    since: str
    statement: Mapping[str, str]
    message: Mapping[str, str]
    fix: Mapping[str, str]
    blocks: bool = False


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of causes."""
    return {rule.id: rule for chapter in CHAPTERS for rule in _read(chapter)}


def order() -> dict[str, int]:
    """The rank of each rule id: an earlier rule is the cause of what a later one sees."""
    return {rule_id: rank for rank, rule_id in enumerate(rules())}


def describe(finding: Finding, lang: str) -> dict:
    """The finding as the contract's JSON object, with its words in `lang`."""
    rule = rules()[finding.rule]
    message, fix = MORE[lang] if "more" in finding.details else (rule.message[lang], rule.fix[lang])
    words = _Words(finding, lang)
    return {
        "rule": rule.id,
        "layer": rule.layer,
        "severity": rule.severity,
        "table": finding.table or None,
        "file": finding.file or None,
        "line": finding.line,
        "field": finding.field or None,
        "record": finding.record or None,
        "value": finding.value or None,
        "message": message.format_map(words),
        "fix": fix.format_map(words),
    }


def visible(text: str, longest: int = 80) -> str:
    """`text` on one line, cut at `longest`, each invisible character as its code point."""
    shown = "".join(_visible_character(one) for one in text[:longest])
    return shown + ("…" if len(text) > longest else "")


def _visible_character(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    odd_space = unicodedata.category(character) == "Zs" and character != " "
    return f"<U+{ord(character):04X}>" if hidden or odd_space else character


class _Words(dict):
    """The words a template may use: the finding's own fields and its details."""

    def __init__(self, finding: Finding, lang: str):
        own = {name: str(getattr(finding, name) or "") for name in ("table", "file", "line", "field", "record", "value")}
        words = {**own, **finding.details}
        if lang == "zh" and "reason" in words:
            words["reason"] = in_chinese(str(words["reason"]))
        super().__init__({name: visible(str(text), 300) for name, text in words.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def _read(layer: str) -> list[Rule]:
    text = (Path(__file__).parent / f"{layer}.toml").read_text(encoding="utf-8")
    return [_rule(layer, name, entry) for name, entry in tomllib.loads(text).items()]


def _rule(layer: str, name: str, entry: dict) -> Rule:
    def both(part: str) -> dict[str, str]:
        return {lang: entry[f"{part}_{lang}"] for lang in LANGUAGES}

    statement = both("statement")
    message = both("message") if "message_en" in entry else statement
    fixed = (entry["table"], entry["severity"], entry["since"])
    return Rule(f"{layer}.{name}", layer, *fixed, statement, message, both("fix"), entry.get("blocks", False))
