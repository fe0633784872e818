"""Parquet: a file a table, typed by its schema, with the bounds of partial dates as dates.

Enters: the material. Leaves: files in a folder, and their rows again, read by polars, which
shares no code with the writer.
"""

import json
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from release import cells
from release.bounds import with_bounds
from release.material import Material
from release.proof import Expected, Found
from validate.package import Table

FOLDER = "parquet"
TYPES = {"string": pa.string(), "integer": pa.int64(), "year": pa.int32(), "number": pa.float64(), "date": pa.date32()}
DESCRIBING = ("title", "title_zh", "description", "description_zh", "rdfType")


def write(material: Material, folder: Path) -> None:
    """One file for each table in `folder`."""
    folder.mkdir(exist_ok=True)
    for table in material.package.tables:
        content = as_arrow(material, table)
        pq.write_table(content, folder / f"{table.name}.parquet", compression="zstd", version="2.6")


def as_arrow(material: Material, table: Table) -> pa.Table:
    """The table with the derived columns and what describes it."""
    fields, rows = with_bounds(table.fields, material.rows[table.name])
    schema = pa.schema([_field(one) for one in fields], _describing(material, table))
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    arrays = [
        pa.array([cells.value(field, cell) for cell in column], field_type.type)
        for field, column, field_type in zip(fields, columns, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)


def expected(material: Material) -> Expected:
    """What has to stand in the files: the CSV files and the derived columns."""
    return {one.name: with_bounds(one.fields, material.rows[one.name]) for one in material.package.tables}


def read(folder: Path) -> Found:
    """Header and rows of each file in `folder`."""
    frames = {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    return {name: [frame.columns, *frame.rows()] for name, frame in frames.items()}


def _field(field: dict) -> pa.Field:
    required = bool(field.get("constraints", {}).get("required"))
    describing = {one: field[one] for one in DESCRIBING if one in field}
    return pa.field(field["name"], TYPES[field.get("type", "string")], nullable=not required, metadata=describing)


def _describing(material: Material, table: Table) -> dict[str, str]:
    descriptor = material.package.descriptor
    resource = next(one for one in descriptor["resources"] if one["name"] == table.name)
    return {
        "package": material.package.name,
        "version": material.package.version,
        "created": material.created.isoformat(),
        "licence": " ".join(one.get("name", "") for one in descriptor.get("licenses", ())),
        "primary_key": json.dumps(table.key),
        **{one: resource[one] for one in DESCRIBING if one in resource},
    }
