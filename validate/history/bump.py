"""The smallest version that a difference admits, and why.

Enters: a difference. Leaves: demands, each with a level and its words in English and Chinese, and
version numbers. The rule is the same before and after 1.0.0.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from validate.history.diff import Difference, SchemaChange

CODES = "codes"
# Rows that say how we know, or what was done: new ones among them correct, they do not extend.
EVIDENCE = frozenset({"citations", "sources", "redirects", "revisions"})
# What a reader relies on when reading a column or table at all.
MEANING = frozenset(
    {"removed", "renamed", "code removed", "type", "format", "form", "unique", "primaryKey", "derivedKey", "missingValues"}
)
EXTENSION = frozenset({"added", "code added", "enum", "foreignKeys", "pattern", "minimum", "maximum", "minLength", "maxLength"})
TERMS = frozenset({"name", "licenses"})  # of the package as a whole

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")


class Level(IntEnum):
    """How much of the version must rise."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class Demand:
    """One thing that demands a level, in words."""

    level: Level
    why: dict[str, str]


WORDS = {
    "added": ("{table}: new rows ({count})", "{table}：新增行（{count}）"),
    "evidence": ("{table}: rows added or removed ({count})", "{table}：证据行增删（{count}）"),
    "removed": ("{table}: rows removed or redirected ({count})", "{table}：删除或合并的行（{count}）"),
    "code": ("{table}: codes removed ({count})", "{table}：删除的代码（{count}）"),
    "changed": ("{table}: cells changed ({count})", "{table}：更改的单元格（{count}）"),
    "schema added": ("{place}: new", "{place}：新增"),
    "schema removed": ("{place}: removed", "{place}：删除"),
    "schema renamed": ("{place}: renamed, formerly {old}", "{place}：更名，原为 {old}"),
    "schema code added": ("{place}: new code {new}", "{place}：新增代码 {new}"),
    "schema code removed": ("{place}: code {old} removed", "{place}：删除代码 {old}"),
    "schema": ("{place}: {aspect} changed", "{place}：{aspect} 有变"),
}


def demands(difference: Difference) -> list[Demand]:
    """Everything that demands a new version, the highest level first."""
    found = [*_of_schema(difference.schema), *_of_rows(difference)]
    return sorted(found, key=lambda one: -one.level)


def level(difference: Difference) -> Level:
    """The level of the whole difference."""
    return max((one.level for one in demands(difference)), default=Level.NONE)


def level_of(change: SchemaChange) -> Level:
    """The level of one change of a schema or the descriptor."""
    if not change.table:
        return Level.MAJOR if change.aspect in TERMS else Level.PATCH
    if change.aspect in MEANING or (change.aspect, change.new) == ("required", "false"):
        return Level.MAJOR
    return Level.MINOR if change.aspect in EXTENSION or change.aspect == "required" else Level.PATCH


def smallest(released: str, wanted: Level) -> str:
    """The smallest version after `released` that rises by `wanted`; empty if that is no version."""
    parts = numbers(released)
    if parts is None:
        return ""
    major, minor, patch = parts
    return {
        Level.NONE: released,
        Level.PATCH: f"{major}.{minor}.{patch + 1}",
        Level.MINOR: f"{major}.{minor + 1}.0",
        Level.MAJOR: f"{major + 1}.0.0",
    }[wanted]


def is_admissible(released: str, version: str, wanted: Level) -> bool:
    """Whether `version` may follow `released` after changes of the level `wanted`."""
    low, given = numbers(smallest(released, wanted)), numbers(version)
    return low is not None and given is not None and given >= low


def numbers(version: str) -> tuple[int, int, int] | None:
    """`1.2.3` as numbers; None if it is no plain version."""
    found = _VERSION.fullmatch(version)
    return tuple(int(part) for part in found.groups()) if found else None


def _of_rows(difference: Difference) -> Iterator[Demand]:
    for one in difference.tables:
        if one.schema is None or not one.former:
            continue  # the whole table went or came, which its schema says
        if one.name in EVIDENCE:
            yield from _demand(Level.PATCH, "evidence", one.name, len(one.added) + len(one.removed))
        else:
            yield from _demand(Level.MINOR, "added", one.name, len(one.added))
            removed = (Level.MAJOR, "code") if one.name == CODES else (Level.MINOR, "removed")
            yield from _demand(*removed, one.name, len(one.removed))
        yield from _demand(Level.PATCH, "changed", one.name, sum(cell.old is not None for cell in one.changed))


def _demand(level: Level, name: str, table: str, count: int) -> Iterator[Demand]:
    if count:
        yield Demand(level, _words(name, table=table, count=count))


def _of_schema(changes: Iterable[SchemaChange]) -> Iterator[Demand]:
    for one in changes:
        place = ".".join(filter(None, (one.table, one.field))) or "datapackage.json"
        name = f"schema {one.aspect}" if f"schema {one.aspect}" in WORDS else "schema"
        yield Demand(level_of(one), _words(name, place=place, aspect=one.aspect, old=one.old, new=one.new))


def _words(name: str, **details: object) -> dict[str, str]:
    return {lang: text.format(**details) for lang, text in zip(("en", "zh"), WORDS[name], strict=True)}
