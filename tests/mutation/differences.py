"""Where frictionless and the generated models differ, each with its reason: `differences.toml`.

Enters: the file. Leaves: the differences. In the file each has a name and these keys:

    engine   who alone reports it: frictionless or models
    kind     what it reports, as in `tests.damage.engines.KINDS`
    mutants  in which mutants (`table.field constraint`)
    damages  in which damages of `tests/damage`
    reason   why, as a sentence; reason_zh the same in Chinese
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("differences.toml")
Difference = tuple[str, str]  # engine, kind


@dataclass(frozen=True)
class Listed:
    """One listed kind of difference and where it occurs."""

    name: str
    engine: str
    kind: str
    reason: str
    reason_zh: str
    mutants: tuple[str, ...] = ()
    damages: tuple[str, ...] = ()


@cache
def listed() -> tuple[Listed, ...]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Listed(name, **one | {key: tuple(one.get(key, ())) for key in ("mutants", "damages")}) for name, one in content.items()
    )


def in_damage(name: str) -> set[Difference]:
    """The differences that are listed for a damage."""
    return {(one.engine, one.kind) for one in listed() if name in one.damages}


def in_mutants() -> set[tuple[str, str, str]]:
    """The differences that are listed for mutants: engine, kind, mutant."""
    return {(one.engine, one.kind, mutant) for one in listed() for mutant in one.mutants}
