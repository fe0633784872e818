"""What is done otherwise with large tables gives the same findings: blocks of lines in the text layer,
samples in the structure layer, frames that are put away in the relations layer.

Enters: a copy of the mini package, and limits so low that its tables count as large.
"""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from tests.damage import cell, edit
from validate import structure, text
from validate.gate import LayerRun, Result
from validate.package import Package, Table, load
from validate.relations import frames
from validate.report import as_json, as_text
from validate.structure import large
from validate.text import encoding

SCHEMA = {
    "fields": [
        {"name": "thing_id", "type": "string", "constraints": {"required": True, "pattern": "[a-z][0-9]+"}},
        {"name": "size", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "part_of", "type": "string"},
    ],
    "primaryKey": ["thing_id"],
    "foreignKeys": [{"fields": ["part_of"], "reference": {"resource": "things", "fields": ["thing_id"]}}],
}


def package_of(folder: Path, rows: list[str]) -> Package:
    """A package with one table, of size and hash as stated."""
    raw = "".join(f"{row}\n" for row in ["thing_id,size,part_of", *rows]).encode()
    (folder / "things.csv").write_bytes(raw)
    measures = {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
    table = Table("things", "things.csv", folder / "things.csv", SCHEMA)
    return Package(folder, {"resources": [{"name": "things", "path": "things.csv", **measures}]}, (table,))


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("WHOLE_UP_TO", 20), ("FIRST_ROWS", 10), ("SPREAD_ROWS", 5)):
        monkeypatch.setattr(large, name, value)
    large.measure.cache_clear()
    large.sample.cache_clear()


def things(count: int = 60) -> list[str]:
    return [f"t{at:03d},{at},t{max(0, at - 1):03d}" for at in range(count)]


@pytest.mark.usefixtures("low")
def test_a_sample_is_the_first_rows_and_others_at_even_distances_and_is_stated(tmp_path: Path):
    package = package_of(tmp_path, things())
    part = large.sample(package.tables[0].path)
    assert [part.line(at) for at in range(len(part.records))] == [*range(1, 12), 21, 31, 41, 51, 61]
    assert structure.tables.check(package) == []
    assert structure.sampled(package, frozenset()) == {"things": (15, 60)}


@pytest.mark.usefixtures("low")
@pytest.mark.parametrize("line", [2, 11, 21, 61])
def test_a_fault_in_the_sample_is_found_at_its_line(tmp_path: Path, line: int):
    rows = things()
    rows[line - 2] = f"t{line - 2:03d},-1,t999"
    found = structure.tables.check(package_of(tmp_path, rows))
    assert sorted((one.rule, one.line, one.field, one.value) for one in found) == [
        ("structure.foreign-key", line, "part_of", "t999"),
        ("structure.range", line, "size", "-1"),
    ]


@pytest.mark.usefixtures("low")
def test_hash_and_size_are_those_of_the_whole_file(tmp_path: Path):
    package = package_of(tmp_path, things())
    edit("things.csv", lambda raw: raw.replace(b"t014,14", b"t014,15"))(tmp_path)
    assert [(one.rule, one.line) for one in structure.tables.check(package)] == [("structure.hash", None)]


@pytest.mark.usefixtures("low")
def test_a_small_table_is_checked_whole_and_not_called_sampled(tmp_path: Path):
    rows = things(20)
    rows[18] = "t018,-1,t000"
    package = package_of(tmp_path, rows)
    assert [(one.rule, one.line) for one in structure.tables.check(package)] == [("structure.range", 20)]
    assert structure.sampled(package, frozenset()) == {}


def test_keys_with_quotes_and_carriage_returns_are_read_as_csv_has_them(tmp_path: Path):
    path = tmp_path / "things.csv"
    path.write_bytes(b'thing_id,size,part_of\r\n"t,1",1,"a ""b"""\r\nt2,2,t2\r\n')
    table = Table("things", "things.csv", path, SCHEMA)
    found = large.keys_among(table, ("thing_id", "part_of"), {("t,1", 'a "b"'), ("t2", "t2"), ("t3", "t3")})
    assert found == {("t,1", 'a "b"'), ("t2", "t2")}


@pytest.mark.parametrize("size", [40, 300])
def test_small_blocks_change_no_finding(mini: Path, monkeypatch: pytest.MonkeyPatch, size: int):
    cell("policies", 3, "summary_en", "NA")(mini)
    edit("data/citations.csv", lambda raw: raw.replace(b"\n", b"\r\n"))(mini)
    edit("data/sources.csv", lambda raw: raw.replace(b"src-", b'"src-', 1))(mini)
    edit("data/aliases.csv", lambda raw: raw[: len(raw) // 2] + b"\n\n" + raw[len(raw) // 2 :])(mini)
    edit("data/regions.csv", lambda raw: b"".join([*raw.splitlines(True)[:2], *raw.splitlines(True)[:1:-1]]))(mini)
    whole = text.scan(load(mini))
    monkeypatch.setattr(encoding, "BLOCK_BYTES", size)
    assert text.scan(load(mini)) == whole and len(whole.findings) >= 5


def test_tables_read_side_by_side_give_the_same(mini: Path, monkeypatch: pytest.MonkeyPatch):
    cell("policies", 3, "summary_en", "NA")(mini)
    alone = text.scan(load(mini))
    monkeypatch.setattr(text, "SIDE_BY_SIDE_FROM", 0)
    assert text.scan(load(mini)) == alone


def test_frames_that_do_not_fit_are_read_again(mini: Path):
    package = load(mini)
    first, second = package.tables[:2]
    shelf = frames.Shelf(most_bytes=1)
    before = frames.OnShelf(first, shelf).text
    assert frames.OnShelf(second, shelf).rows.height > 0
    assert frames.OnShelf(first, shelf).text is not before
    assert frames.OnShelf(first, shelf).text.equals(before)
    assert isinstance(frames.OnShelf(first, shelf).rows, pl.DataFrame)


def test_the_report_states_the_sample(mini: Path):
    run = LayerRun("structure", 1.0, sampled={"citations": [10_000, 570_067]})
    result = Result(load(mini), {"citations": 570_067}, (run,), [], 1.0)
    assert "10,000 of 570,067 rows of citations" in as_text.render(result, "en")
    assert "citations 570,067 行中的 10,000 行" in as_text.render(result, "zh")
    assert json.loads(as_json.render(result, "en"))["layers"][0]["sampled"] == {"citations": [10_000, 570_067]}
