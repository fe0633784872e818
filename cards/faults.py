"""What is wrong with a card, and the words for it.

Enters: faults as findings of the gate's own form, their `file` the card. Leaves: lines for people. The rules
of the gate keep their names and words; what only a card can have wrong stands in faults.toml.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from validate.catalogue import describe, rules, visible
from validate.findings import Finding
from validate.report.words import inert, told

OWN = "card."


class Refused(Exception):
    """Cards that change nothing because of their faults, with text to paste (empty: none)."""

    def __init__(self, faults: Sequence[Finding], paste: str = ""):
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)
        self.paste = paste


@cache
def _own() -> dict[str, dict[str, str]]:
    listed = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))
    return {f"{layer}.{name}": words for layer, entries in listed.items() for name, words in entries.items()}


def settled(faults: Iterable[Finding]) -> list[Finding]:
    """One fault a key, the first cause; in the order of the lines."""
    first: dict[tuple, Finding] = {}
    for one in faults:
        first.setdefault((one.file, one.line, one.field), one)
    return sorted(first.values(), key=lambda one: (one.file, one.line or 0))


def lines(fault: Finding, lang: str) -> list[str]:
    """Two lines: where and which rule; what is wrong and how to mend it."""
    described = _described(fault, lang)
    place = ":".join(str(part) for part in (fault.file, fault.line) if part)
    value = f"“{visible(fault.value)}”" if fault.value else ""
    where = " ".join(part for part in (place, fault.field, value) if part)
    text = told({name: " ".join(described[name].split()) for name in ("message", "fix")}, lang)
    return [inert(f"{where} {fault.rule}"), inert(f"  {text}")]


def _described(fault: Finding, lang: str) -> dict[str, str]:
    own = _own().get(fault.rule, {})
    if fault.rule in rules():
        described = describe(fault, lang)
        return described | ({"fix": _filled(own[f"fix_{lang}"], fault)} if own else {})
    return {part: _filled(own[f"{part}_{lang}"], fault) for part in ("message", "fix")}


def _filled(template: str, fault: Finding) -> str:
    words = {name: str(getattr(fault, name) or "") for name in ("table", "file", "line", "field", "record", "value")}
    words |= {name: str(text) for name, text in fault.details.items()}
    return template.format_map(_Words({name: visible(text, 500) for name, text in words.items()}))


class _Words(dict):
    def __missing__(self, name: str) -> str:
        return ""
