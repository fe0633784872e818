"""Version, date and licence stand in several files of a package, and in each they are the same.

Enters: a package, and the last release of it if there is one. Leaves: findings. The descriptor is right; of the
other files those are checked that the package has. A release writes to the same places (`restated`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from validate.findings import Finding
from validate.package import CannotRun, Package

CITATION, ZENODO, CHANGELOG, LICENCE = "CITATION.cff", ".zenodo.json", "CHANGELOG.md", "LICENSE-DATA"
READMES = ("README.md", "README.zh-CN.md")
RELEASED_ON = (re.compile(r"Released on (\d{4}-\d\d-\d\d)"), re.compile(r"发布于 (\d{4}-\d\d-\d\d)"))  # in the READMES
UNRELEASED = "unreleased"

_CITED_LICENCE = re.compile(rf"\[([^\]\n]*)\]\({LICENCE}\)")


@dataclass(frozen=True)
class Place:
    """Where a file states something: `pattern`, whose first group is the value; `once` if only the first match counts."""

    file: str
    pattern: re.Pattern
    once: bool = False

    def matches(self, text: str) -> list[re.Match]:
        return list(islice(self.pattern.finditer(text), 1 if self.once else None))


def _of_yaml(name: str) -> Place:
    """A top-level member of CITATION.cff with a plain value."""
    return Place(CITATION, re.compile(rf"""^{name}:[ \t]*["']?([^"'#\s]*)""", re.MULTILINE), once=True)


def _of_json(name: str) -> Place:
    """A top-level member of .zenodo.json, as it is written there."""
    return Place(ZENODO, re.compile(rf'^  "{name}": "([^"\n]*)"', re.MULTILINE), once=True)


NEWEST = Place(CHANGELOG, re.compile(r"^## \[(?!Unreleased\])([^\]\n]*)\]", re.MULTILINE), once=True)
VERSIONS = (
    _of_yaml("version"), _of_json("version"), NEWEST,
    *(Place(file, re.compile(r", version ([0-9]+\.[0-9]+\.[0-9]+)")) for file in READMES),
)  # fmt: skip


def dates(version: str) -> tuple[Place, ...]:
    """Where the date of a version stands."""
    heading = re.compile(rf"^## \[{re.escape(version)}\](?: - (\S+))?", re.MULTILINE)
    readmes = (Place(file, pattern) for file, pattern in zip(READMES, RELEASED_ON, strict=True))
    return _of_yaml("date-released"), _of_json("publication_date"), Place(CHANGELOG, heading), *readmes


def restated(text: str, places: Iterable[Place], value: str) -> str:
    """The text of a file with `value` wherever its places state something."""
    for place in places:
        for one in reversed(place.matches(text)):
            if one.start(1) >= 0:
                text = text[: one.start(1)] + value + text[one.end(1) :]
    return text


@dataclass(frozen=True)
class Said:
    """What a file says at a line."""

    file: str
    line: int
    value: str


def check(package: Package, last: Package | None) -> Iterator[Finding]:
    """Where a file says another version, date or licence than the descriptor."""
    yield from _differing("version-differs", _stated(package.root, VERSIONS), package.version)
    is_released = last is not None and last.version == package.version
    day = str((last if is_released else package).descriptor.get("created", ""))[:10]
    said = [one for one in _stated(package.root, dates(package.version)) if is_released or one.value != UNRELEASED]
    yield from _differing("date-differs", said, day)
    named = package.descriptor.get("licenses")
    for licence in named[:1] if isinstance(named, list) else []:
        if isinstance(licence, dict) and isinstance(licence.get("name"), str):
            yield from _differing("licence-differs", _licence_names(package.root), licence["name"])
            yield from _without_address(package.root, str(licence.get("path", "")))


def _stated(root: Path, places: Iterable[Place]) -> Iterator[Said]:
    for place in places:
        yield from (_said(place.file, one, 1) for one in place.matches(_text(root, place.file)))


def _licence_names(root: Path) -> Iterator[Said]:
    """The licence in CITATION.cff and, where the READMEs link to it, by the name that its identifier spells."""
    yield from _stated(root, [_of_yaml("license")])
    for file in READMES:
        for one in _CITED_LICENCE.finditer(_text(root, file)):
            if one.group(1).upper().startswith("CC"):
                said = _said(file, one, 1)
                yield Said(file, said.line, said.value.replace(" ", "-"))


def _without_address(root: Path, address: str) -> Iterator[Finding]:
    text = _text(root, LICENCE)
    if text and address not in text:
        yield Finding("history.licence-differs", file=LICENCE, value="–", details={"right": address})


def _differing(rule: str, said: Iterator[Said] | list[Said], right: str) -> Iterator[Finding]:
    for one in said:
        if one.value != right:
            yield Finding(f"history.{rule}", file=one.file, line=one.line, value=one.value, details={"right": right})


def _said(file: str, found: re.Match, group: int) -> Said:
    return Said(file, found.string.count("\n", 0, found.start()) + 1, found.group(group) or "")


def _text(root: Path, file: str) -> str:
    """The text of a file, empty if the package does not have it. Raises CannotRun if it cannot be read."""
    try:
        return (root / file).read_bytes().decode("utf-8", "replace") if (root / file).is_file() else ""
    except OSError as error:
        raise CannotRun(f"{file} cannot be read: {error.strerror}.", f"无法读取 {file}：{error.strerror}。") from None
