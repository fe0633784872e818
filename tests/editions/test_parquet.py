"""The Parquet edition: typed by the schemas, with bounds as dates, equal to the CSV files."""

from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from release.editions import parquet
from release.material import Material, read
from release.proof import Difference, differences

MINI = Path(__file__).parents[1] / "fixtures" / "mini"


@pytest.fixture(scope="module")
def material() -> Material:
    return read(MINI)


@pytest.fixture
def folder(material: Material, tmp_path: Path) -> Path:
    parquet.write(material, tmp_path / "parquet")
    return tmp_path / "parquet"


def test_the_files_are_equal_to_the_csv_files_and_their_bounds(material: Material, folder: Path):
    assert list(differences(parquet.expected(material), parquet.read(folder))) == []


def test_a_wrong_cell_is_noticed(material: Material, folder: Path):
    path = folder / "policies.parquet"
    frame = pl.read_parquet(path).with_columns(issuer_count=pl.lit(199, pl.Int64))
    frame.write_parquet(path)
    found = list(differences(parquet.expected(material), parquet.read(folder)))
    at = [one["name"] for one in material.package.tables[0].fields].index("issuer_count")
    assert found == [
        Difference("policies", line, "issuer_count", row[at], 199) for line, row in enumerate(material.rows["policies"], 2)
    ]


def test_a_wrong_bound_is_noticed(material: Material, folder: Path):
    path = folder / "pilot_events.parquet"
    pl.read_parquet(path).with_columns(event_date_latest=pl.lit(date(1999, 1, 1))).write_parquet(path)
    found = list(differences(parquet.expected(material), parquet.read(folder)))
    assert {one.field for one in found} == {"event_date_latest"}
    assert len(found) == len(material.rows["pilot_events"])


def test_the_types_are_those_of_the_schema(folder: Path):
    schema = pq.read_schema(folder / "policies.parquet")
    names = ("policy_id", "issuer_count", "period_start_year", "issued_date", "issued_date_earliest", "issued_date_precision")
    assert [schema.field(one).type for one in names] == [
        pa.string(), pa.int64(), pa.int32(), pa.string(), pa.date32(), pa.string(),
    ]  # fmt: skip
    assert pq.read_schema(folder / "policy_targets.parquet").field("value_low").type == pa.float64()
    assert pq.read_schema(folder / "searches.parquet").field("searched_date").type == pa.date32()
    assert not schema.field("policy_id").nullable
    assert schema.field("issued_date").nullable


def test_a_file_says_what_it_is(folder: Path):
    schema = pq.read_schema(folder / "policies.parquet")
    assert schema.metadata[b"version"] == b"0.2.0"
    assert schema.metadata[b"title_zh"] == "政策".encode()
    assert schema.metadata[b"primary_key"] == b'["policy_id"]'
    assert schema.field("policy_id").metadata[b"title"] == b"Policy key"


def test_a_table_without_rows_keeps_its_types(material: Material):
    empty = Material(material.package, {**material.rows, "policies": ()}, material.created)
    content = parquet.as_arrow(empty, material.package.tables[0])
    assert content.num_rows == 0
    assert content.schema.equals(parquet.as_arrow(material, material.package.tables[0]).schema)
