"""A package made ready for its release: version and date in every place, reasons and redirects dated, what changed
written down, and `released/` replaced by what is released now.

Enters: the folder of a copy of the package, the version and its date. Leaves: the files there, and what there is to
tell of them. Nothing here knows of git.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maintain import format as formatter
from release import baseline, changelog, changes, dated
from release.account import Account, account
from validate.history import equal
from validate.history.comparison import comparison, released
from validate.package import DESCRIPTOR, CannotRun, Package, load


@dataclass(frozen=True)
class Prepared:
    """What changed since the last release (None: this is the first), and the number of rows of each table."""

    found: Account | None
    rows: Mapping[str, int]


def prepare(root: Path, version: str, day: str) -> Prepared:
    """Make the package at `root` that of `version`."""
    last, _ = released(load(root))
    _write(root, dated.files(load(root), last, version))
    _write(root, {DESCRIPTOR: _descriptor(load(root), version, day)})
    _write(root, _formatted(load(root)))
    package = load(root)
    compared = comparison(package, last, frozenset()) if last else None
    found = account(compared) if compared else None
    log = _text(root, equal.CHANGELOG)
    rows = {one.name: _rows(one.path) for one in package.tables}
    _write(root, {equal.CHANGELOG: changelog.released(log, version, day, changelog.data(found, rows)).encode("utf-8")})
    _write(root, _stated(root, version, day))
    _write(root, changes.files(compared, version))
    for name in baseline.stale(package):
        (root / name).unlink()
    _write(root, baseline.files(package))
    return Prepared(found, rows)


def _descriptor(package: Package, version: str, day: str) -> bytes:
    created = str(package.descriptor.get("created", ""))
    content = package.descriptor | {"version": version, "created": created if created[:10] == day else f"{day}T00:00:00Z"}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _formatted(package: Package) -> dict[str, bytes]:
    found = dict(formatter.changes(package))
    for file, content in found.items():
        if isinstance(content, formatter.Unreadable):
            raise CannotRun(f"{file} cannot be brought into form: {content}.", f"无法规范化 {file}：{content.text['zh']}。")
    return found


def _stated(root: Path, version: str, day: str) -> dict[str, bytes]:
    """The files beside the descriptor that state the version or its date."""
    files = {one.file for one in (*equal.VERSIONS, *equal.dates(version)) if (root / one.file).is_file()}
    found = {}
    for file in sorted(files):
        text = equal.restated(_text(root, file), [one for one in equal.VERSIONS if one.file == file], version)
        text = equal.restated(text, [one for one in equal.dates(version) if one.file == file], day)
        found[file] = text.encode("utf-8")
    return found


def _rows(path: Path) -> int:
    """Rows of a table in canonical form, which has no line breaks in cells."""
    return path.read_bytes().count(b"\n") - 1


def _text(root: Path, file: str) -> str:
    return (root / file).read_bytes().decode("utf-8")


def _write(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
