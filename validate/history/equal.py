"""Version, date and licence stand in several files of a package, and in each they are the same.

Enters: a package, and the last release of it if there is one. Leaves: findings. The descriptor is
right; of the other files those are checked that the package has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from validate.findings import Finding
from validate.package import CannotRun, Package

CITATION, CHANGELOG, LICENCE, READMES = "CITATION.cff", "CHANGELOG.md", "LICENSE-DATA", ("README.md", "README.zh-CN.md")
UNRELEASED = "unreleased"

_HEADING = re.compile(r"^## \[(?!Unreleased\])([^\]\n]*)\](?: - (\S+))?", re.MULTILINE)
_CITED_VERSION = re.compile(r", version ([0-9]+\.[0-9]+\.[0-9]+)")
_CITED_LICENCE = re.compile(rf"\[([^\]\n]*)\]\({LICENCE}\)")


@dataclass(frozen=True)
class Said:
    """What a file says at a line."""

    file: str
    line: int
    value: str


def check(package: Package, last: Package | None) -> Iterator[Finding]:
    """Where a file says another version, date or licence than the descriptor."""
    yield from _differing("version-differs", versions(package.root), package.version)
    is_released = last is not None and last.version == package.version
    day = str((last if is_released else package).descriptor.get("created", ""))[:10]
    said = [one for one in dates(package.root, package.version) if is_released or one.value != UNRELEASED]
    yield from _differing("date-differs", said, day)
    named = package.descriptor.get("licenses")
    for licence in named[:1] if isinstance(named, list) else []:
        if isinstance(licence, dict) and isinstance(licence.get("name"), str):
            yield from _differing("licence-differs", licence_names(package.root), licence["name"])
            yield from _without_address(package.root, str(licence.get("path", "")))


def versions(root: Path) -> Iterator[Said]:
    """The versions that CITATION.cff, the newest heading of the changelog and the READMEs name."""
    yield from _member(root, "version")
    newest = _HEADING.search(_text(root, CHANGELOG))
    if newest:
        yield _said(CHANGELOG, newest, 1)
    for file in READMES:
        yield from (_said(file, one, 1) for one in _CITED_VERSION.finditer(_text(root, file)))


def dates(root: Path, version: str) -> Iterator[Said]:
    """The dates of a version in CITATION.cff and the changelog."""
    yield from _member(root, "date-released")
    for one in _HEADING.finditer(_text(root, CHANGELOG)):
        if one.group(1) == version:
            yield _said(CHANGELOG, one, 2)


def licence_names(root: Path) -> Iterator[Said]:
    """The licence in CITATION.cff and, where the READMEs link to it, by the name that its identifier spells."""
    yield from _member(root, "license")
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


def _member(root: Path, name: str) -> Iterator[Said]:
    """A top-level member of CITATION.cff with a plain value."""
    found = re.search(rf"""^{name}:[ \t]*["']?([^"'#\s]*)""", _text(root, CITATION), re.MULTILINE)
    if found:
        yield _said(CITATION, found, 1)


def _said(file: str, found: re.Match, group: int) -> Said:
    return Said(file, found.string.count("\n", 0, found.start()) + 1, found.group(group) or "")


def _text(root: Path, file: str) -> str:
    """The text of a file, empty if the package does not have it. Raises CannotRun if it cannot be read."""
    try:
        return (root / file).read_bytes().decode("utf-8", "replace") if (root / file).is_file() else ""
    except OSError as error:
        raise CannotRun(f"{file} cannot be read: {error.strerror}.", f"无法读取 {file}：{error.strerror}。") from None
