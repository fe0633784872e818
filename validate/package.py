"""The package as the layers see it: a descriptor and the tables it names.

Enters: a folder or the path of a `datapackage.json`.
Leaves: a `Package`. Reading is tolerant: what the descriptor says wrongly is for the layers
to report, so a resource that is no usable table is left out here and reported there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from validate import bounded_json
from validate.schema import is_text, usable

DESCRIPTOR = "datapackage.json"
LONGEST_NAME, LONGEST_PATH = 200, 200  # characters of a table or field, bytes
MOST_RESOURCES = 500
MOST_FIELDS = 500  # of a table
MOST_SCHEMA_BYTES = 4 * 2**20  # of all schema files, one that many resources share counted for each


class CannotRun(Exception):
    """The command cannot do its work (exit code 2). Carries one line in each language."""

    def __init__(self, en: str, zh: str):
        super().__init__(en)
        self.text = {"en": en, "zh": zh}


@dataclass(frozen=True)
class Table:
    """One CSV table: its resource name, its file (relative, `/`), its Table Schema (brought into
    usable form) and the file of that (empty if the schema stands in the descriptor)."""

    name: str
    file: str
    path: Path
    schema: dict
    schema_file: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "schema", usable(self.schema))

    @property
    def fields(self) -> tuple[dict, ...]:
        return tuple(self.schema["fields"])

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.fields)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(self.schema["primaryKey"])

    def has(self, *columns: str) -> bool:
        """Whether the table has all these columns."""
        return set(columns) <= set(self.columns)


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

    Raises CannotRun if there is no descriptor, it cannot be read as a JSON object, or it asks
    for more than a package needs.
    """
    path = target if target.name == DESCRIPTOR and not target.is_dir() else target / DESCRIPTOR
    descriptor = _read_descriptor(path)
    root = path.resolve().parent
    listed = descriptor.get("resources")
    resources = listed if isinstance(listed, list) else []
    _hold_to_bounds(root, resources)
    tables = [_table(root, one) for one in resources]
    return Package(root, descriptor, tuple(one for one in tables if one))


def is_safe(path: object) -> bool:
    """Whether a descriptor's path is relative, in its plain form, stays in the package, and names a local file."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or "\0" in path:
        return False
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
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
            reference = bounded_json.read(root / reference)
        except (OSError, ValueError):
            return None
    return reference if _is_schema(reference) else None


def _is_schema(schema: object) -> bool:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(fields, list)
        and 0 < len(fields) <= MOST_FIELDS
        and all(isinstance(one, dict) and is_text(one.get("name")) for one in fields)
        and all(len(one["name"]) <= LONGEST_NAME for one in fields)
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


def _hold_to_bounds(root: Path, resources: list) -> None:
    """Raise CannotRun if the layers would have too much to do before they see a single table."""
    if len(resources) > MOST_RESOURCES:
        count = len(resources)
        raise CannotRun(
            f"{DESCRIPTOR} names {count:,} resources; at most {MOST_RESOURCES} are read.",
            f"{DESCRIPTOR} 列有 {count:,} 个资源，最多读取 {MOST_RESOURCES} 个。",
        )
    longest = max((len(str(one.get("name"))) for one in resources if isinstance(one, dict)), default=0)
    if longest > LONGEST_NAME:
        raise CannotRun(
            f"{DESCRIPTOR} names a resource with {longest:,} characters; at most {LONGEST_NAME} are read.",
            f"{DESCRIPTOR} 中有资源名称长达 {longest:,} 个字符，最多读取 {LONGEST_NAME} 个。",
        )
    size = sum(_schema_size(root, one.get("schema")) for one in resources if isinstance(one, dict))
    if size > MOST_SCHEMA_BYTES:
        raise CannotRun(
            f"The schemas have {size:,} bytes together; at most {MOST_SCHEMA_BYTES:,} are read.",
            f"各 schema 共 {size:,} 字节，最多读取 {MOST_SCHEMA_BYTES:,} 字节。",
        )


def _schema_size(root: Path, reference: object) -> int:
    """The bytes of a schema file; 0 if there is none that would be read."""
    if not is_safe(reference) or goes_through_link(root, reference) or not (root / reference).is_file():
        return 0
    return (root / reference).stat().st_size


def _read_descriptor(path: Path) -> dict:
    try:
        descriptor = bounded_json.read(path)
    except (FileNotFoundError, NotADirectoryError):
        raise CannotRun(
            f"There is no {DESCRIPTOR} at {path.parent}. Name a folder that holds one.",
            f"{path.parent} 下没有 {DESCRIPTOR}。请给出含有该文件的文件夹。",
        ) from None
    except OSError as error:
        raise CannotRun(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from None
    except ValueError as error:
        reason = str(error).splitlines()[0]
        raise CannotRun(f"{path} is not JSON: {reason}.", f"{path} 不是有效的 JSON：{reason}。") from None
    if not isinstance(descriptor, dict):
        raise CannotRun(f"{path} is not a JSON object.", f"{path} 不是 JSON 对象。")
    return descriptor
