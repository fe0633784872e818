"""Which files the package has: safe paths, no links, nothing missing, nothing stray.

Enters: a package. Leaves: findings about files as a whole and about paths in the descriptor.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from validate.findings import Finding
from validate.json_lines import member_lines, pointer
from validate.package import DESCRIPTOR, Package, goes_through_link, is_safe, read_schema

COMPRESSED = (".gz", ".zip", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tgz", ".tar")
FOLDERS = ("data", "schemas")
UNFINISHED = ".unfinished"  # where a change of several files waits until it is complete

Resource = tuple[int, dict]


def check(package: Package) -> list[Finding]:
    """All findings about the files of `package`; a finding with a table makes it unusable."""
    resources = package.descriptor.get("resources")
    listed = [(at, one) for at, one in enumerate(resources if isinstance(resources, list) else []) if isinstance(one, dict)]
    lines = member_lines((package.root / DESCRIPTOR).read_text(encoding="utf-8", errors="replace"))
    rules = (unsafe_paths, linked_paths, missing_files, compressed_files, unreadable_schemas, paths_used_twice)
    found = [finding for rule in rules for finding in rule(package.root, listed, lines)]
    return [*found, *unfinished_write(package.root), *stray_files(package.root, listed)]


def unsafe_paths(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """A path is relative, stays inside the package and names no address."""
    for at, resource, part in _references(resources):
        if not is_safe(resource[part]):
            yield _in_descriptor("text.path-unsafe", at, resource, part, lines)


def linked_paths(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """No part of a path is a symbolic link."""
    for at, resource, part in _references(resources):
        if is_safe(resource[part]) and goes_through_link(root, resource[part]):
            yield _in_descriptor("text.path-link", at, resource, part, lines)


def missing_files(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """Each path of the descriptor names a regular file."""
    for at, resource, part in _references(resources):
        path = resource[part]
        if is_safe(path) and not goes_through_link(root, path) and not (root / path).is_file():
            yield _in_descriptor("text.file-missing", at, resource, part, lines)


def compressed_files(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """Tables are plain CSV files, never compressed ones."""
    for at, resource in resources:
        part = "compression" if "compression" in resource else "path"
        if part == "compression" or str(resource.get("path", "")).lower().endswith(COMPRESSED):
            yield _in_descriptor("text.file-compressed", at, resource, part, lines)


def unreadable_schemas(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """A schema is a JSON object with a list of named fields."""
    for at, resource in resources:
        reference = resource.get("schema")
        there = isinstance(reference, dict) or (is_safe(reference) and (root / str(reference)).is_file())
        if there and read_schema(root, reference) is None:
            yield _in_descriptor("text.schema-unreadable", at, resource, "schema", lines)


def paths_used_twice(root: Path, resources: list[Resource], lines: dict) -> Iterator[Finding]:
    """Two resources never share a file."""
    uses = Counter(str(one.get("path")) for _, one in resources)
    for at, resource in resources:
        if "path" in resource and uses[str(resource["path"])] > 1:
            yield _in_descriptor("text.path-twice", at, resource, "path", lines)


def unfinished_write(root: Path) -> Iterator[Finding]:
    """No change of several tables was interrupted half-way."""
    place = root / UNFINISHED
    if place.exists() or place.is_symlink():
        yield Finding("text.write-unfinished", file=UNFINISHED, value=UNFINISHED)


def stray_files(root: Path, resources: list[Resource]) -> Iterator[Finding]:
    """The folders of data and schemas hold the declared files and nothing else."""
    declared = {str(resource[part]) for _, resource, part in _references(resources)}
    for folder in FOLDERS:
        if (root / folder).is_symlink():  # it may lead anywhere, so it is not walked
            yield Finding("text.file-stray", file=folder, value=folder)
            continue
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            if file not in declared and (path.is_symlink() or not path.is_dir()):
                yield Finding("text.file-stray", file=file, value=path.name)


def _references(resources: list[Resource]) -> Iterator[tuple[int, dict, str]]:
    for at, resource in resources:
        if "path" in resource:
            yield at, resource, "path"
        if isinstance(resource.get("schema"), str):
            yield at, resource, "schema"


def _in_descriptor(rule: str, at: int, resource: dict, part: str, lines: dict) -> Finding:
    place = ("resources", at, part)
    name = resource.get("name")
    return Finding(
        rule,
        table=name if isinstance(name, str) else "",
        file=DESCRIPTOR,
        line=lines.get(place),
        field=pointer(place),
        value=str(resource.get(part, ""))[:200],
    )
