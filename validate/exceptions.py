"""The exception list of a package: findings that are known, explained, and let pass for a while.

Enters: `exceptions.toml` at the root of a package (there need not be one), and the findings of
all layers as they reported them. Leaves: the findings that stay, those let pass, and findings
about the list itself. An exception is for one place, never for a table, and it ends: once it is
unneeded or its version has come, it fails the gate as a fault in the data would.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from validate.catalogue import rules
from validate.findings import Finding
from validate.kept import MOST
from validate.package import CannotRun

FILE = "exceptions.toml"
LONGEST = 2**18
MOST_DOTS = 100  # on a line; the reader of TOML looks at each part of a dotted key as often as it has parts
WANTED, PLACE = ("rule", "reason", "until"), ("record", "file", "field")

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*exception[ \t]*\]\]", re.MULTILINE)
_NAME = re.compile(r"[ \t\[\"']*([^\s=\].\"']+)")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})(?![0-9])")


@dataclass(frozen=True)
class Listing:
    """One sound entry of the list, and the line on which it starts.

    It is for the findings of `rule` with this `record` and `field` (empty: for those that name
    none), in `file` if that is given.
    """

    rule: str
    reason: str
    until: str
    record: str = ""
    file: str = ""
    field: str = ""
    line: int = 1


@dataclass(frozen=True)
class LetPass:
    """A finding that a listing lets pass."""

    finding: Finding
    listing: Listing


@dataclass(frozen=True)
class Exceptions:
    """A list as it was read: its sound entries, and what is wrong with the others."""

    listings: tuple[Listing, ...] = ()
    faults: tuple[Finding, ...] = ()


def read(root: Path) -> Exceptions:
    """The list of the package at `root`. Raises CannotRun if it is there but cannot be read."""
    path = root / FILE
    try:
        if not path.is_symlink() and not path.exists():
            return Exceptions()
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LONGEST:
            return Exceptions(faults=(_fault("exceptions-form", 1),))
        raw = path.read_bytes()
    except OSError as error:
        raise CannotRun(f"{FILE} cannot be read: {error.strerror}.", f"无法读取 {FILE}：{error.strerror}。") from None
    return parse(raw)


def parse(raw: bytes) -> Exceptions:
    """The entries of a list, each judged on its own."""
    dotted = [at for at, line in enumerate(raw.split(b"\n"), 1) if line.count(b".") > MOST_DOTS]
    if dotted:
        return Exceptions(faults=(_fault("exceptions-form", dotted[0]),))
    try:
        text = raw.decode("utf-8")
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Exceptions(faults=(_fault("exceptions-form", _line_of(error, raw)),))
    entries = content.pop("exception", [])
    lines = [text.count("\n", 0, one.start()) + 1 for one in _HEADER.finditer(text)]
    if not isinstance(entries, list) or len(entries) != len(lines):
        return Exceptions(faults=(_fault("exceptions-form", lines[0] if lines else 1),))
    named = _lines_of_names(text)
    faults = [_unknown(name, named.get(name, 1), ("[[exception]]",)) for name in content]
    listings: dict[tuple, Listing] = {}
    for line, entry in zip(lines, entries, strict=True):
        if found := list(_faults_of(entry, line)):
            faults += found
            continue
        one = Listing(**entry, line=line)
        first = listings.setdefault((one.rule, *_where(one)), one)
        if first is not one:
            faults.append(_fault("exception-twice", line, "rule", one.rule, first_line=str(first.line)))
    return Exceptions(tuple(listings.values()), tuple(faults))


def apply(
    exceptions: Exceptions, findings: Iterable[Finding], version: str, layers: Collection[str]
) -> tuple[list[Finding], tuple[LetPass, ...]]:
    """What stays of the findings, with those about the list itself; and what is let pass.

    `version` is that of the package. `layers` are those that read every row: nothing is unneeded
    because its layer was left out, nor while a finding keeps something else from being checked.
    """
    found = list(findings)
    holding = {(one.rule, *_where(one)): one for one in exceptions.listings if _is_before(version, one.until)}
    stay: list[Finding] = []
    passed: dict[tuple, LetPass] = {}
    for one in found:
        listing = _listing_for(one, holding)
        if listing:
            passed.setdefault((one.rule, *_where(one)), LetPass(one, listing))
        else:
            stay.append(one)
    expired = [_expired(one, version) for one in exceptions.listings if not _is_before(version, one.until)]
    used = {one.listing for one in passed.values()}
    unneeded = [] if _is_blocked(found) else _unneeded([one for one in holding.values() if one not in used], found, layers)
    return [*stay, *exceptions.faults, *expired, *unneeded], tuple(passed.values())


def _faults_of(entry: object, line: int) -> Iterator[Finding]:
    """What is wrong with one entry by itself."""
    if not isinstance(entry, dict):
        yield _fault("exceptions-form", line)
        return
    for name in entry:
        if name not in (*WANTED, *PLACE):
            yield _unknown(name, line, (*WANTED, *PLACE))
    bad = [name for name in (*WANTED, *PLACE) if name in entry and not _is_text(entry[name])]
    missing = [name for name in WANTED if name not in entry]
    if "record" not in entry:
        missing += ["record"] if "file" not in entry else ["field"] if "field" not in entry else []
    for name in [*bad, *missing]:
        yield _fault("exception-incomplete", line, name)
    if bad or missing:
        return
    rule = rules().get(entry["rule"])
    if rule is None:
        yield _fault("exception-rule-unknown", line, "rule", entry["rule"])
    elif rule.blocks or rule.layer == "gate":
        yield _fault("exception-refused", line, "rule", entry["rule"])
    if not _VERSION.fullmatch(entry["until"]):
        yield _fault("exception-until", line, "until", entry["until"])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _where(one: Listing | Finding) -> tuple[str, str, str]:
    return one.file, one.record, one.field


def _listing_for(finding: Finding, listings: Mapping[tuple, Listing]) -> Listing | None:
    if "more" in finding.details:  # it stands for findings that nobody has seen
        return None
    file, record, field = _where(finding)
    return listings.get((finding.rule, file, record, field)) or listings.get((finding.rule, "", record, field))


def _is_before(version: str, until: str) -> bool:
    """Whether a version comes before another; one that cannot be read comes before none."""
    has = _VERSION.match(version)
    return bool(has) and [int(part) for part in has.groups()] < [int(part) for part in until.split(".")]


def _is_blocked(findings: Iterable[Finding]) -> bool:
    return any(rules()[one.rule].blocks for one in findings)


def _unneeded(unused: Iterable[Listing], findings: Iterable[Finding], layers: Collection[str]) -> list[Finding]:
    """The listings for which nothing is found. Layers stop after so many findings of a rule; then
    nobody knows whether a listed one is left."""
    told = Counter(one.rule for one in findings)
    return [
        _fault("exception-unneeded", one.line, "rule", one.rule, place=" ".join(filter(None, _where(one))), rule=one.rule)
        for one in unused
        if rules()[one.rule].layer in layers and told[one.rule] < MOST
    ]


def _expired(one: Listing, version: str) -> Finding:
    return _fault("exception-expired", one.line, "until", one.until, rule=one.rule, version=version)


def _unknown(name: str, line: int, known: Sequence[str]) -> Finding:
    return _fault("exception-key-unknown", line, name, name, known=", ".join(known))


def _fault(name: str, line: int, field: str = "", value: str = "", **details: str) -> Finding:
    return Finding(f"gate.{name}", "", FILE, line, field, "", value, details)


def _line_of(error: Exception, raw: bytes) -> int:
    """The line on which the reader gave up; the last one if that was the end."""
    if isinstance(error, UnicodeDecodeError):
        return raw.count(b"\n", 0, error.start) + 1
    said = _LINE.search(str(error))
    at_end = "end of document" in str(error)
    return int(said.group(1)) if said else max(1, len(raw.splitlines())) if at_end else 1


def _lines_of_names(text: str) -> dict[str, int]:
    """The line on which each name that begins a line does so first."""
    lines: dict[str, int] = {}
    for at, line in enumerate(text.split("\n"), 1):
        if found := _NAME.match(line):
            lines.setdefault(found[1], at)
    return lines
