"""The script for DuckDB: it loads every row of a release, and stops at what the schemas forbid."""

from pathlib import Path

import duckdb as engine
import pytest

from release.editions import duckdb
from release.editions.archive import package_files
from release.material import read

MINI = Path(__file__).parents[1] / "fixtures" / "mini"


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the mini package with the script, as the current folder."""
    material = read(MINI)
    for name, content in package_files(MINI, material).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / duckdb.FILE).write_text(duckdb.script(material.package), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(release: Path) -> engine.DuckDBPyConnection:
    connection = engine.connect()
    connection.execute((release / duckdb.FILE).read_text(encoding="utf-8"))
    return connection


def test_every_row_is_loaded_and_text_stays_as_it_is(release: Path):
    connection = loaded(release)
    for name, rows in read(MINI).rows.items():
        found = connection.execute(f'SELECT COLUMNS(*)::VARCHAR FROM "{name}" ORDER BY rowid').fetchall()
        assert len(found) == len(rows)
    text = connection.execute("SELECT policy_id, title_zh, issued_date FROM policies ORDER BY rowid").fetchall()
    assert [tuple(one or "" for one in row) for row in text] == [
        (row[0], row[1], row[11]) for row in read(MINI).rows["policies"]
    ]


@pytest.mark.parametrize(
    ("file", "number", "old", "new", "reason"),
    [
        ("policies", 1, "title_zh,title_en", "title_en,title_zh", "the header is not that of the schema"),
        ("policies", 2, "CN-990121", "CN-000001", r"[Ff]oreign key.*CN-000001"),
        ("policies", 2, "CN-990121", "990000", r"CHECK.*region_id"),
        ("policy_measures", 2, "funding_subsidy", "funding", "CHECK.*instrument"),
        ("policy_measures", 3, ",2,", ",1,", "duplicate key"),
        ("policy_measures", 2, ",1,", ",１,", "measure_seq, not of type integer: １"),
        ("policy_measures", 2, ",1,", ",01,", "measure_seq, not of type integer: 01"),
        ("policy_measures", 2, ",1,", ",,", "NOT NULL"),
        ("policy_measures", 2, ",1,", ",1,,", "Expected Number of Columns: 4"),
        ("policies", 3, "yunhai-2018", "\nyunhai-2018", "there is a blank row"),
        ("agencies", 2, "yh-gov", "yh-nobody", "agencies.csv, parent_agency_id, no such row: yh-nobody"),
    ],
)
def test_what_the_schema_forbids_stops_the_script(release: Path, file: str, number: int, old: str, new: str, reason: str):
    path = release / f"data/{file}.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(engine.Error, match=reason):
        loaded(release)
