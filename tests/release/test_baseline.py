"""`released/` is the last release, and git can tell."""

import subprocess
from pathlib import Path

import pytest

from release import baseline
from tests.damage import MINI, cell, edit
from tests.history.test_rules import released_mini
from tests.history.test_versions import committed
from validate.history.comparison import RELEASED
from validate.package import load

ROOT = Path(__file__).parents[2]


def test_the_copy_holds_descriptor_schemas_and_tables():
    names = {
        f"{RELEASED}/{one.relative_to(MINI).as_posix()}" for name in ("data", "schemas") for one in (MINI / name).iterdir()
    }
    assert set(baseline.files(load(MINI))) == names | {f"{RELEASED}/datapackage.json"}


def test_a_file_that_the_package_no_longer_has_is_stale(tmp_path: Path):
    root = released_mini(tmp_path)
    assert baseline.stale(load(root)) == []
    (root / RELEASED / "data" / "old.csv").write_bytes(b"")
    assert baseline.stale(load(root)) == ["released/data/old.csv"]


def test_a_copy_that_differs_from_the_tag_is_seen_whatever_became_of_the_package(tmp_path: Path):
    root = committed(released_mini(tmp_path), "v0.2.0")
    cell("policies", 2, "title_en", "Edited")(root)
    assert baseline.differing(root, "v0.2.0") == []
    edit("released/data/policies.csv", lambda raw: raw + b"\n")(root)
    (root / RELEASED / "data" / "new.csv").write_bytes(b"")
    assert baseline.differing(root, "v0.2.0") == ["data/new.csv", "data/policies.csv"]


def test_the_copy_of_this_package_is_the_tagged_release():
    if not (ROOT / RELEASED).exists():
        pytest.skip("nothing has been released")
    tag = f"v{load(ROOT / RELEASED).version}"
    known = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", tag], capture_output=True, check=False)
    if known.returncode:
        pytest.skip(f"this clone has no tag {tag}")
    assert baseline.differing(ROOT, tag) == []
