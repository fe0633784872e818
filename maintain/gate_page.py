"""The page docs/gate.md: every damage of the catalogue, and who reports it.

Enters: the catalogue in tests/damage (TOML) and what was measured of it (measured.json).
Leaves: the page. The damages are counted here, the marks are those that were measured.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CATALOGUE = Path("tests") / "damage"
NEAR_MISSES = "near"

ENGINES = {
    "frictionless": "frictionless",
    "models": "pandera",
    "expectations": "Great Expectations",
    "text": "text layer",
    "rules": "own rules",
}
# How well an engine reports a damage: as measured, as printed, in words.
MARKS = {
    "place": ("**place**", "reported at its file, line and field"),
    "line": ("line", "reported on its line, at no field or another"),
    "seen": ("seen", "something is reported, but elsewhere, or without a place"),
    "stops": ("stops", "an exception ends the run, and nothing is located"),
    "hangs": ("hangs", "no answer within five seconds of the processor"),
    "–": ("–", "passes as valid"),
}
SETTINGS = {"found": "small tables", "large": "large tables"}


@dataclass(frozen=True)
class Damage:
    """One damage: what was done, in how many places it must be reported, and what was measured."""

    en: str
    wanted: int
    measured: dict

    def is_located(self, setting: str) -> bool:
        """Whether each of its places is reported."""
        return len(self.measured[setting]) == self.wanted > 0

    @property
    def ends(self) -> bool:
        """Whether the command says in one line why it cannot run."""
        return self.wanted == 0 and bool(self.measured["error"])


def page(root: Path, notice: str) -> str:
    """The whole page, from the files below `root`."""
    groups = read(root)
    every = [one for damages in groups.values() for one in damages]
    lines = [
        notice, "# The gate, damaged and tried", "",
        f"{len(every)} kinds of damage, each done to a copy of a small valid package, and what is then reported. "
        "The damages are data: `tests/damage/*.toml` says how each is done and which rule must report it at which file, "
        "line and field; a test does all of them again and asserts the whole list of findings. Near misses, changes that "
        "look like damage and must pass, stand in `near.toml`.",
        "",
        "Each damage is done in two settings: with small tables, which every engine reads whole, and with every threshold "
        "lowered so that the same tables count as large (`tests/damage/large.py`): frictionless then gets one row of each, "
        "and the pandera models report what it did not see, at the same place.",
        "",
        "To measure again: `python -m tests.damage.measure`, then `nox -s docs`.",
        "", "## Who finds how much", "",
        *totals(groups), "",
        *(f"- {mark}: {words}" for mark, words in MARKS.values()), "",
        "An engine alone is the engine as any project would run it: plain `frictionless validate`, the pandera models "
        "that are made from the Table Schemas, the suites of Great Expectations, our text layer, our rules across "
        "cells, rows and tables (polars). Tables that an engine never gets to see in the gate, because the text layer "
        "found them broken, it is given here.",
        "", "## By kind", "",
        *by_group(groups),
    ]  # fmt: skip
    for who, damages in groups.items():
        lines += ["", f"## {who}", "", *table(damages)]
    return "\n".join(lines) + "\n"


def read(root: Path) -> dict[str, list[Damage]]:
    """The damages by whose hand does them, in the order of the files."""
    measured = json.loads((root / CATALOGUE / "measured.json").read_text(encoding="utf-8"))
    groups = {}
    for path in sorted((root / CATALOGUE).glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = {name: one for name, one in content.items() if isinstance(one, dict)}
        if path.stem != NEAR_MISSES:
            groups[content["who"]] = [
                Damage(one["en"], len(one.get("found", ())), measured[name]) for name, one in entries.items()
            ]
    return groups


def totals(groups: dict[str, list[Damage]]) -> list[str]:
    """For each engine alone, how many damages have which mark; and for the gate, how many are located."""
    every = [one for damages in groups.values() for one in damages]
    lines = ["| alone | " + " | ".join(mark for mark, _ in MARKS.values()) + " |", "|---" + "|--:" * len(MARKS) + "|"]
    for engine, title in ENGINES.items():
        count = Counter(one.measured[engine] for one in every)
        lines.append(_row([title, *(count[mark] for mark in MARKS)]))
    lines += [
        "",
        "| the gate | damages | reported at every place | ends in one line (exit 2) | missed |",
        "|---|--:|--:|--:|--:|",
    ]
    for setting, title in SETTINGS.items():
        located, ended = sum(one.is_located(setting) for one in every), sum(one.ends for one in every)
        lines.append(_row([title, len(every), located, ended, len(every) - located - ended]))
    lines += ["", "It ends in one line, which names the file and the reason, where there is no descriptor or suite to go by."]
    return lines


def by_group(groups: dict[str, list[Damage]]) -> list[str]:
    """For each kind, how many damages each engine reports at their place, and the gate in both settings."""
    lines = [_row(["damage by", "damages", *ENGINES.values(), *(f"gate, {one}" for one in SETTINGS.values())])]
    lines.append("|---" + "|--:" * (1 + len(ENGINES) + len(SETTINGS)) + "|")
    for who, damages in groups.items():
        at_place = [sum(one.measured[engine] == "place" for one in damages) for engine in ENGINES]
        located = [_share(sum(one.is_located(setting) or one.ends for one in damages), len(damages)) for setting in SETTINGS]
        lines.append(_row([who, len(damages), *at_place, *located]))
    return lines


def table(damages: Iterable[Damage]) -> list[str]:
    """Each damage with its places and the mark of each engine."""
    lines = [_row(["what was done", "rule", "where", *ENGINES.values()]), "|---" * (3 + len(ENGINES)) + "|"]
    for one in damages:
        rules = list(dict.fromkeys(f"`{rule}`" for rule, *_ in one.measured["found"]))
        places = [_place(*place) for _, *place in one.measured["found"]]
        said = [f"ends in one line: {_text(one.measured['error'])}"] if one.measured["error"] else []
        marks = [MARKS[one.measured[engine]][0] for engine in ENGINES]
        lines.append(_row([_text(one.en), "<br>".join(rules), "<br>".join([*places, *said]), *marks]))
    return lines


def _place(file: str, line: int | None, field: str) -> str:
    at = f"`{file}:{line}`" if line else f"`{file}`"
    return f"{at} `{_text(field)}`" if field else at


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if part == whole else f"{100 * part / whole:.1f} %"


def _text(words: str) -> str:
    """Words as Markdown shows them as they are, invisible characters as code points."""
    visible = "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in words)
    return visible.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(one) for one in cells) + " |"
