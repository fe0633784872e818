"""Every derived table is what an independent query gives, on the real data and on edits of the small package."""

import random
from pathlib import Path

import pytest

from release.derived import schema
from release.derived.frames import frames
from release.derived.tables import TABLES, table_rows
from release.material import Material, read
from tests.derived.edits import edited
from tests.derived.independent import QUERIES, Independent
from validate.canonical import to_bytes

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"


@pytest.fixture(scope="module")
def real() -> tuple[Material, Independent]:
    return read(ROOT), Independent(ROOT)


def derived(material: Material, name: str) -> list[tuple[str, ...]]:
    return sorted(table_rows(material.package, frames(material), name, material.created.year))


@pytest.mark.parametrize("name", TABLES)
def test_on_the_real_data_both_give_the_same_rows(name: str, real: tuple[Material, Independent]):
    material, other = real
    rows = derived(material, name)
    assert len(rows) > 30
    assert rows == other.rows(name, material.created.year)


@pytest.mark.parametrize("seed", range(20))
def test_after_random_edits_of_the_small_package_both_give_the_same_rows(seed: int, tmp_path: Path):
    material = edited(read(MINI), random.Random(seed))
    written(material, tmp_path)
    other = Independent(tmp_path)
    for name in TABLES:
        assert derived(material, name) == other.rows(name, material.created.year), name


def written(material: Material, folder: Path) -> None:
    """The tables of the material as CSV files."""
    (folder / "data").mkdir()
    for one in material.package.tables:
        (folder / one.file).write_bytes(to_bytes([one.columns, *material.rows[one.name]]))


def test_there_is_a_query_for_each_table_and_no_other():
    assert {one.stem for one in QUERIES.glob("*.sql")} - {"prelude"} == set(TABLES) == set(schema.names())
