"""Damage to a release: one defect, in one place, hashes stated anew; and the gate refuses each in the tables."""

import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from accept.damages import CITATION, CROISSANT, DAMAGES, DCAT, WORKFLOW, Damage, half, in_part, sign
from accept.expected import GATE, expected
from maintain.format import changes
from release import metadata
from release.editions import sqlite
from release.editions.archive import package_files
from release.material import read
from validate import structure, text
from validate.catalogue import order
from validate.findings import settle
from validate.package import load

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"
TABLES = [one for one in DAMAGES if one.kind == "tables"]
WORKBOOK = [one for one in DAMAGES if one.kind == "workbook"]
OTHERS = [one for one in DAMAGES if one.kind not in {"tables", "workbook"}]
FILES = {"croissant": CROISSANT, "citation": CITATION, "workflow": WORKFLOW, "dcat": DCAT, "database": "mini.sqlite"}


def by_name(one: Damage) -> str:
    return one.name


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the mini package, without what needs the libraries of the build."""
    folder, material = tmp_path_factory.mktemp("sound"), read(MINI)
    described = {name: make(material.package) for name, make in metadata.FILES.items()}
    workflow = {WORKFLOW: (ROOT / WORKFLOW).read_bytes()}
    for name, content in (package_files(MINI, material) | described | workflow).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sqlite.write(material, folder / "mini.sqlite")
    return folder


@pytest.fixture
def release(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "release"))


def changed(release: Path, sound: Path) -> list[str]:
    """The files that are not as they were."""
    names = (one.relative_to(sound).as_posix() for one in sorted(sound.rglob("*")) if one.is_file())
    return [one for one in names if (release / one).read_bytes() != (sound / one).read_bytes()]


def test_the_names_are_unique():
    assert len({one.name for one in DAMAGES}) == len(DAMAGES)


def test_stating_the_hashes_of_a_sound_release_changes_nothing_in_it(release: Path, sound: Path):
    before = json.loads((sound / CROISSANT).read_bytes())
    sign(release)
    assert json.loads((release / CROISSANT).read_bytes()) == before
    assert list(changes(load(release))) == []


@pytest.mark.parametrize("damage", TABLES, ids=by_name)
def test_the_gate_refuses_each_damage_to_the_tables_by_the_rule_that_is_named(damage: Damage, release: Path, sound: Path):
    damage.apply(release)
    (table,) = (one for one in changed(release, sound) if one.endswith(".csv"))
    assert (
        changed(release, sound) == [table] if damage.name == "hash-differs" else sorted([CROISSANT, table, "datapackage.json"])
    )
    package = load(release)
    scan = text.scan(package)
    ours = [one for one in scan.findings if one.file.endswith(".csv")]
    found = settle([*ours, *structure.run(package, scan.broken)], order())
    assert expected()[damage.name][GATE] in {one.rule for one in found}


@pytest.mark.parametrize("damage", OTHERS, ids=by_name)
def test_other_damage_changes_one_file(damage: Damage, release: Path, sound: Path):
    damage.apply(release)
    assert changed(release, sound) == [FILES[damage.kind]]


def test_a_damaged_database_can_still_be_read_but_for_the_half_one(release: Path):
    next(one for one in DAMAGES if one.name == "database-cell-changed").apply(release)
    with closing(sqlite3.connect(release / "mini.sqlite")) as database:
        names = database.execute("SELECT region_id FROM regions WHERE name_zh = '云海'").fetchall()
        assert names == [("CN-990000",)]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_change_in_one_part_of_a_workbook_leaves_the_other_parts():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("xl/sharedStrings.xml", "<t>云海</t><t>云海</t>")
        book.writestr("xl/workbook.xml", "<t>云海</t>")
    changed = in_part("xl/sharedStrings.xml", "云海", "云山")(content.getvalue())
    with zipfile.ZipFile(io.BytesIO(changed)) as book:
        assert {one: book.read(one).decode() for one in book.namelist()} == {
            "xl/sharedStrings.xml": "<t>云山</t><t>云海</t>",
            "xl/workbook.xml": "<t>云海</t>",
        }


def test_damage_that_changes_nothing_is_an_error(release: Path):
    (release / "mini.xlsx").write_bytes(b"")
    with pytest.raises(AssertionError, match=r"mini\.xlsx is as it was"):
        Damage("none", "workbook", "nothing", WORKBOOK[-1].change).apply(release)
    assert half(b"abcd") == b"ab"
