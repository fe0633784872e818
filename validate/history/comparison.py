"""What the rules of this layer look at: the package beside its last release.

Enters: a package. Leaves: a `Comparison`; or, where there is none, what is wrong with `released/`, the
copy of the last release's tables, schemas and descriptor in the root of the package.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from validate.findings import Finding
from validate.history import diff, reasons
from validate.history.versions import Version, from_package
from validate.package import DESCRIPTOR, CannotRun, Package, goes_through_link, is_safe, load

RELEASED = "released"


@dataclass(frozen=True)
class Comparison:
    """Both versions. `unread` are the tables of the package that are not compared."""

    old: Version
    new: Version
    unread: frozenset[str] = frozenset()

    @cached_property
    def difference(self) -> diff.Difference:
        return diff.compare(self.old, self.new)

    @cached_property
    def matched(self) -> reasons.Matched:
        return reasons.match(self.difference, self.old, self.new)


def was_released(package: Package) -> bool:
    """Whether there is a copy of a last release, sound or not."""
    folder = package.root / RELEASED
    return folder.exists() or folder.is_symlink()


def released(package: Package) -> tuple[Package | None, list[Finding]]:
    """The last release of a package, or None if nothing was released; and what is wrong with its copy."""
    folder = package.root / RELEASED
    if not was_released(package):
        return None, []
    if folder.is_symlink():
        return None, [_broken(RELEASED, "it is a link", "是链接")]
    try:
        found = load(folder)
        return found, list(_faults(found))
    except CannotRun as error:
        return None, [_broken(f"{RELEASED}/{DESCRIPTOR}", error.text["en"].rstrip("."), error.text["zh"].rstrip("。"))]


def comparison(package: Package, last: Package, skip: frozenset[str]) -> Comparison:
    """The package beside its last release, both without the tables to skip. Raises CannotRun."""
    former = {str(one.get(diff.FORMERLY)) for one in package.resources if str(one.get("name")) in skip}
    return Comparison(from_package(last, skip | former), from_package(package, skip), skip)


def _faults(last: Package) -> Iterator[Finding]:
    """Files of the release that are not as its descriptor says."""
    listed = last.resources
    if len(listed) != len(last.tables) or not listed:
        yield _broken(f"{RELEASED}/{DESCRIPTOR}", "a table or schema is missing", "缺少数据表或 schema")
    for one in listed:
        path = one.get("path")
        if not is_safe(path) or goes_through_link(last.root, path):
            continue
        try:
            raw = (last.root / path).read_bytes()
        except OSError as error:
            yield _broken(f"{RELEASED}/{path}", f"it cannot be read: {error.strerror}", f"无法读取：{error.strerror}")
            continue
        if one.get("hash") != f"sha256:{hashlib.sha256(raw).hexdigest()}":
            yield _broken(f"{RELEASED}/{path}", "its bytes are not those of the release", "字节与发布时不同")


def _broken(file: str, reason_en: str, reason_zh: str) -> Finding:
    return Finding("history.baseline-broken", file=file, details={"reason_en": reason_en, "reason_zh": reason_zh})
