"""The package as the layers see it: a descriptor and the tables it names.

Enters: a folder or the path of a `datapackage.json`.
Leaves: a `Package`. Reading is tolerant: what the descriptor says wrongly is for the layers
to report, so a resource that is no usable table is left out here and reported there.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

DESCRIPTOR = "datapackage.json"


class CannotRun(Exception):
    """The command cannot do its work (exit code 2). Carries one line in each language."""

    def __init__(self, en: str, zh: str):
        super().__init__(en)
        self.text = {"en": en, "zh": zh}


@dataclass(frozen=True)
class Table:
    """One CSV table: its resource name, its file (relative, `/`), its Table Schema and the file
    of that (empty if the schema stands in the descriptor)."""

    name: str
    file: str
    path: Path
    schema: dict
    schema_file: str = ""

    @property
    def fields(self) -> tuple[dict, ...]:
        return tuple(self.schema["fields"])

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.fields)

    @property
    def key(self) -> tuple[str, ...]:
        return primary_key(self.schema)


@dataclass(frozen=True)
class Package:
    """A descriptor (`datapackage.json` as it stands) and its usable tables, in its order."""

    root: Path
    descriptor: dict
    tables: tuple[Table, ...]

    @property
    def name(self) -> str:
        return str(self.descriptor.get("name", ""))

    @property
    def version(self) -> str:
        return str(self.descriptor.get("version", ""))

    @property
    def resources(self) -> tuple[dict, ...]:
        """The resources of the descriptor, as far as they are objects."""
        listed = self.descriptor.get("resources")
        return tuple(one for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict))

    def without(self, names: Iterable[str]) -> "Package":
        """The same package with the named tables left out."""
        left_out = frozenset(names)
        kept = tuple(one for one in self.tables if one.name not in left_out)
        return Package(self.root, self.descriptor, kept)


def load(target: Path) -> Package:
    """Read the descriptor at `target` (a folder or the file itself) and its schemas.

    Raises CannotRun if there is no descriptor, or it cannot be read as a JSON object.
    """
    path = target if target.name == DESCRIPTOR and not target.is_dir() else target / DESCRIPTOR
    descriptor = _read_descriptor(path)
    root = path.resolve().parent
    resources = descriptor.get("resources")
    tables = [_table(root, one) for one in resources] if isinstance(resources, list) else []
    return Package(root, descriptor, tuple(one for one in tables if one))


def primary_key(schema: dict) -> tuple[str, ...]:
    """The columns of the key that a Table Schema names; none if it names none rightly."""
    key = schema.get("primaryKey")
    return tuple(one for one in (key if isinstance(key, list) else [key]) if isinstance(one, str))


def is_safe(path: object) -> bool:
    """Whether a descriptor's path is relative, in its plain form, stays in the package, and names a local file."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or "\0" in path:
        return False
    parts = PurePosixPath(path)
    return str(parts) == path and not parts.is_absolute() and ".." not in parts.parts and not path.startswith("~")


def goes_through_link(root: Path, path: str) -> bool:
    """Whether a part of `path` below `root` is a symbolic link."""
    place = root
    for part in PurePosixPath(path).parts:
        place = place / part
        if place.is_symlink():
            return True
    return False


def read_schema(root: Path, reference: object) -> dict | None:
    """The Table Schema that a resource holds or points to; None if there is no usable one."""
    if isinstance(reference, str):
        if not is_safe(reference) or goes_through_link(root, reference):
            return None
        try:
            reference = json.loads((root / reference).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return None
    return reference if _is_schema(reference) else None


def _is_schema(schema: object) -> bool:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(fields, list)
        and bool(fields)
        and all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in fields)
    )


def _table(root: Path, resource: object) -> Table | None:
    if not isinstance(resource, dict):
        return None
    name, path = resource.get("name"), resource.get("path")
    schema = read_schema(root, resource.get("schema"))
    if not isinstance(name, str) or not is_safe(path) or schema is None:
        return None
    reference = resource["schema"]
    return Table(name, path, root / path, schema, reference if isinstance(reference, str) else "")


def _read_descriptor(path: Path) -> dict:
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRun(
            f"There is no {DESCRIPTOR} at {path.parent}. Name a folder that holds one.",
            f"{path.parent} 下没有 {DESCRIPTOR}。请给出含有该文件的文件夹。",
        ) from None
    except OSError as error:
        raise CannotRun(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from None
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise CannotRun(f"{path} is not JSON: {reason}.", f"{path} 不是有效的 JSON：{reason}。") from None
    if not isinstance(descriptor, dict):
        raise CannotRun(f"{path} is not a JSON object.", f"{path} 不是 JSON 对象。")
    return descriptor
