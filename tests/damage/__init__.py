"""Damaging a copy of the mini package in one place, and what the layers then say.

A damage is a function of the folder of the copy. A case is a rule, a sentence, a damage, and
all findings that a reader then sees; a case without findings is a near miss.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from maintain.format import canonical_descriptor
from validate.canonical import to_bytes
from validate.catalogue import LANGUAGES, order, rules
from validate.findings import Finding, settle
from validate.package import DESCRIPTOR, load

MINI = Path(__file__).parents[1] / "fixtures" / "mini"

Damage = Callable[[Path], object]
Seen = tuple[str, str, int | None, str, str]  # rule, file, line, field, value
OWN_WORDS = {"table", "file", "line", "field", "record", "value"}


@dataclass(frozen=True)
class Case:
    """`findings` are the whole list; a line may be given as the text that stands on it."""

    rule: str
    says: str
    damage: Damage
    findings: Sequence[tuple] = ()


def as_parameters(cases: Iterable[Case]) -> list:
    """The cases for `pytest.mark.parametrize`, each named by its rule and sentence."""
    return [pytest.param(one, id=f"{one.rule} {'refuses' if one.findings else 'accepts'} {one.says}") for one in cases]


def copy_mini(folder: Path, *tables: str) -> Path:
    """A copy of the mini package below `folder`; with fewer tables it is checked faster."""
    if not tables:
        return Path(shutil.copytree(MINI, folder / "mini"))

    def others(_: str, names: list[str]) -> list[str]:
        return [one for one in names if one.endswith((".csv", ".schema.json")) and one.partition(".")[0] not in tables]

    def keep(content: dict) -> None:
        content["resources"] = [one for one in content["resources"] if one["name"] in tables]

    root = Path(shutil.copytree(MINI, folder / "mini", ignore=others))
    json_edit(DESCRIPTOR, keep)(root)
    return root


def cell(table: str, line: int, field: str, value: str) -> Damage:
    """Write `value` into one cell, the rest and the canonical form untouched."""

    def write(raw: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
        rows[line - 1][rows[0].index(field)] = value
        return to_bytes(rows)

    return edit(f"data/{table}.csv", write)


def swap(file: str, old: str | bytes, new: str | bytes) -> Damage:
    """Put `new` in the place of `old`, which stands in the file once."""
    before, after = (one.encode("utf-8") if isinstance(one, str) else one for one in (old, new))

    def write(raw: bytes) -> bytes:
        assert raw.count(before) == 1, f"{old!r} stands {raw.count(before)} times in {file}"
        return raw.replace(before, after)

    return edit(file, write)


def edit(file: str, change: Callable[[bytes], bytes]) -> Damage:
    """Put the file's bytes through `change`."""
    return lambda root: (root / file).write_bytes(change((root / file).read_bytes()))


def write(file: str, content: bytes) -> Damage:
    """Write a file, whether there was one or not."""
    return lambda root: (root / file).write_bytes(content)


def remove(file: str) -> Damage:
    return lambda root: (root / file).unlink()


def member(file: str, *place: str | int, to: object) -> Damage:
    """Give a member of a JSON file another value, or a new member a value."""

    def change(content: dict) -> None:
        _holder(content, place)[place[-1]] = to

    return json_edit(file, change)


def no_member(file: str, *place: str | int) -> Damage:
    """Take a member out of a JSON file."""

    def change(content: dict) -> None:
        del _holder(content, place)[place[-1]]

    return json_edit(file, change)


def json_edit(file: str, change: Callable[[dict], object]) -> Damage:
    """Let `change` work on the content of a JSON file."""

    def write(raw: bytes) -> bytes:
        content = json.loads(raw)
        change(content)
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

    return edit(file, write)


def both(*damages: Damage) -> Damage:
    """One damage after the other."""
    return lambda root: [one(root) for one in damages]


def rehashed(damage: Damage) -> Damage:
    """The damage, and the descriptor told of the new bytes."""
    return both(damage, rehash)


def rehash(root: Path) -> None:
    package = load(root)
    measured = canonical_descriptor(package, {one.file: one.path.read_bytes() for one in package.tables})
    (root / DESCRIPTOR).write_bytes(measured)


def seen(findings: Iterable[Finding]) -> list[Seen]:
    """The findings as a reader sees them; each must bring all the words of its message."""
    settled = settle(findings, order())
    assert [missing for one in settled for missing in missing_words(one)] == []
    return [(one.rule, one.file, one.line, one.field, one.value) for one in settled]


def missing_words(finding: Finding) -> list[str]:
    """The placeholders of the rule's templates that a finding does not fill."""
    rule = rules()[finding.rule]
    templates = [text[lang] for text in (rule.message, rule.fix) for lang in LANGUAGES]
    wanted = {name for one in templates for _, name, _, _ in Formatter().parse(one) if name}
    return [] if "more" in finding.details else sorted(wanted - OWN_WORDS - set(finding.details))


def expected(case: Case, root: Path) -> list[Seen]:
    """The findings of a case, lines given as text looked up in the damaged file."""
    return [(rule, file, _line(root / file, line), field, value) for rule, file, line, field, value in case.findings]


def _line(path: Path, line: int | str | None) -> int | None:
    if not isinstance(line, str):
        return line
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [at for at, text in enumerate(lines, 1) if line in text]
    assert found, f"{line!r} is nowhere in {path.name}"
    return found[0]


def _holder(content: object, place: Sequence[str | int]) -> dict:
    for part in place[:-1]:
        content = content[part]
    return content
