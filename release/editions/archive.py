"""The archive: the package as one zip file that is the same everywhere, with a manifest.

Enters: the files of a release by name. Leaves: bytes. Nothing is compressed, since versions of
zlib differ in what they write; order, dates, modes and the system of origin are fixed.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from release.derived import tables as derived
from release.material import Material
from release.origin import Origin

MANIFEST = "MANIFEST.json"
CHANGES = ("CHANGES.md", "changes.csv")  # what changed since the last release, kept with the package by the release
DOCUMENTS = (
    "README.md", "README.zh-CN.md", "LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", "exceptions.toml", *CHANGES,
    *(f"docs/figures/{name}.{lang}.svg" for name in ("regions", "timeline") for lang in ("en", "zh")),  # in the READMEs
)  # fmt: skip
_UNIX, _REGULAR_FILE, _EARLIEST = 3, 0o100644, date(1980, 1, 1)


def package_files(root: Path, material: Material) -> dict[str, bytes]:
    """The files of the package as they stand (descriptor, schemas, tables, suites, documents), and the derived tables."""
    made = derived.files(material)
    names = {"datapackage.json", *(one.file for one in material.package.tables)}
    names |= {one.schema_file for one in material.package.tables if one.schema_file}
    names |= {f"expectations/{one.name}" for one in (root / "expectations").glob("*.json")}
    names |= {name for name in DOCUMENTS if (root / name).is_file()}
    return {name: made[name] if name in made else (root / name).read_bytes() for name in sorted(names)}


def manifest(material: Material, origin: Origin, files: Mapping[str, bytes]) -> bytes:
    """Version, date and commit of a release, and size, SHA-256 and rows of each of its files, as JSON."""
    rows = {one.file: len(material.rows[one.name]) for one in material.package.tables}
    content = {
        "name": material.package.name,
        "version": material.package.version,
        "date": material.created.isoformat(),
        "commit": origin.commit,
        "changed_since_commit": list(origin.changed),
        "files": [
            {"path": name, "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
            | ({"rows": rows[name]} if name in rows else {})
            for name, raw in sorted(files.items())
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """The files as a zip archive, each dated `day`."""
    day = max(day, _EARLIEST)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
        for name, raw in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, _REGULAR_FILE << 16
            target.writestr(entry, raw)
    return content.getvalue()
