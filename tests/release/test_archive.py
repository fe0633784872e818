"""The archive: the same bytes everywhere, and a valid package when unpacked."""

import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import frictionless

from release.editions.archive import MANIFEST, archive, manifest, package_files
from release.material import read
from release.origin import Origin
from tests.damage import MINI
from validate import gate

ROOT = Path(__file__).parents[2]


def test_an_archive_is_stored_dated_and_in_order_of_names():
    raw = archive({"b": b"2", "a": b"1"}, date(2026, 11, 22))
    entries = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    assert [(one.filename, one.date_time, one.compress_type, one.create_system, one.external_attr) for one in entries] == [
        ("a", (2026, 11, 22, 0, 0, 0), zipfile.ZIP_STORED, 3, 0o100644 << 16),
        ("b", (2026, 11, 22, 0, 0, 0), zipfile.ZIP_STORED, 3, 0o100644 << 16),
    ]
    assert hashlib.sha256(raw).hexdigest() == "ff2b87dc1fe36e132dcbd91bfb72c1866952351a400ed6f503d31f1ca7b76acb"


def test_a_day_that_zip_cannot_say_becomes_its_earliest():
    raw = archive({"a": b""}, date(1970, 1, 1))
    assert zipfile.ZipFile(io.BytesIO(raw)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_the_manifest_has_commit_rows_and_digest_of_each_file():
    material = read(MINI)
    files = {"data/policies.csv": (MINI / "data/policies.csv").read_bytes(), "README.md": b"x"}
    content = json.loads(manifest(material, Origin("c" * 40), files))
    assert content == {
        "name": "mini", "version": "0.2.0", "date": "2022-01-01", "commit": "c" * 40, "changed_since_commit": [],
        "files": [
            {"path": "README.md", "bytes": 1, "sha256": hashlib.sha256(b"x").hexdigest()},
            {
                "path": "data/policies.csv",
                "bytes": len(files["data/policies.csv"]),
                "sha256": hashlib.sha256(files["data/policies.csv"]).hexdigest(),
                "rows": len(material.rows["policies"]),
            },
        ],
    }  # fmt: skip


def packed(root: Path, folder: Path) -> Path:
    """The archive of a package as a file in `folder`."""
    material = read(root)
    files = package_files(root, material)
    path = folder / "packed.zip"
    path.write_bytes(archive(files | {MANIFEST: manifest(material, Origin(None), files)}, material.created))
    return path


def test_the_unpacked_archive_is_a_package_that_passes_the_gate(tmp_path: Path):
    zipfile.ZipFile(packed(ROOT, tmp_path)).extractall(tmp_path / "unpacked")
    assert gate.check(tmp_path / "unpacked").findings == []


def test_frictionless_reads_the_archive_as_it_is(tmp_path: Path):
    report = frictionless.validate(str(packed(MINI, tmp_path)), type="package")
    assert report.flatten(["type", "message"]) == []
    assert len(report.tasks) == len(read(MINI).rows)


def test_the_archive_holds_every_document_that_a_release_must_have():
    wanted = {"README.md", "README.zh-CN.md", "LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", "datapackage.json"}
    assert wanted <= package_files(ROOT, read(ROOT)).keys()
