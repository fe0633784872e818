"""The derived tables, a table a module.

Enters: the material of a release. Leaves: the same material with the derived tables, described in its descriptor and marked
`"derived": true`; so every edition holds them, and the proof reads them back. The tables of the package stay as they are.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import polars as pl

from release.bounds import bounds
from release.derived import (
    contested,
    coverage,
    jurisdiction_view,
    pilots_wide,
    policies_wide,
    region_year_panel,
    schema,
)
from release.derived.frames import Frames, frames
from release.material import Material, Rows
from validate.canonical import key_of, to_bytes
from validate.package import DESCRIPTOR, Package

Derive = Callable[[Frames, int], pl.DataFrame]  # the second is the last year that the data can speak of


def _of_any_year(derive: Callable[[Frames], pl.DataFrame]) -> Derive:
    return lambda found, last_year: derive(found)


TABLES: Mapping[str, Derive] = {
    "contested": _of_any_year(contested.derive),
    "coverage": _of_any_year(coverage.derive),
    "jurisdiction_view": _of_any_year(jurisdiction_view.derive),
    "pilots_wide": _of_any_year(pilots_wide.derive),
    "policies_wide": _of_any_year(policies_wide.derive),
    "region_year_panel": region_year_panel.derive,
}


def with_derived(material: Material) -> Material:
    """The material with all derived tables; as it was, if the package is another that lacks a table they are made from.
    Derived tables that are there already, in a release that was unpacked, are made anew."""
    plain = _without(material)
    if not set(schema.SOURCES) <= {one.name for one in plain.package.tables}:
        return plain
    package = plain.package
    tables = tuple(schema.table(package, name) for name in TABLES)
    found = frames(plain)
    rows = {name: table_rows(package, found, name, plain.created.year) for name in TABLES}
    resources = [_signed(schema.resource(one.name), content(one.columns, rows[one.name])) for one in tables]
    descriptor = package.descriptor | {"resources": [*package.descriptor["resources"], *resources]}
    return replace(plain, package=Package(package.root, descriptor, (*package.tables, *tables)), rows={**plain.rows, **rows})


def table_rows(package: Package, found: Frames, name: str, last_year: int) -> Rows:
    """The rows of a derived table as text, in the columns of its schema and sorted by its key."""
    described = schema.table(package, name)
    frame = TABLES[name](found, last_year)
    for column, code_list in schema.labelled(name):
        frame = frame.join(_labels(found["codes"], column, code_list), on=column, how="left")
    for column in schema.bounded(name):
        frame = frame.hstack(_bounds(frame[column], column))
    text = frame.select(pl.col(described.columns).cast(pl.String).fill_null(""))
    return tuple(sorted(text.iter_rows(), key=key_of(described)))


def content(columns: tuple[str, ...], rows: Rows) -> bytes:
    """The CSV file of a derived table."""
    return to_bytes([list(columns), *map(list, rows)])


def files(material: Material) -> dict[str, bytes]:
    """What a release holds that the package does not: derived tables, their schemas, and the descriptor that names them."""
    package = material.package
    marked = schema.marked(package)
    if not marked:
        return {}
    tables = [one for one in package.tables if one.name in marked]
    return {
        DESCRIPTOR: (json.dumps(package.descriptor, ensure_ascii=False, indent=2) + "\n").encode("utf-8"),
        **{one.file: content(one.columns, material.rows[one.name]) for one in tables},
        **{one.schema_file: schema.file_content(package, one.name) for one in tables},
    }


def _without(material: Material) -> Material:
    package = material.package
    marked = schema.marked(package)
    kept = [one for one in package.descriptor["resources"] if one["name"] not in marked]
    plain = Package(package.root, package.descriptor | {"resources": kept}, package.without(marked).tables)
    return replace(material, package=plain, rows={name: rows for name, rows in material.rows.items() if name not in marked})


def _signed(resource: dict, raw: bytes) -> dict:
    return resource | {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}


def _labels(codes: pl.DataFrame, column: str, code_list: str) -> pl.DataFrame:
    labels = {f"{column}_label_zh": "label_zh", f"{column}_label_en": "label_en"}
    return codes.filter(pl.col("list") == code_list).select(pl.col("code").alias(column), **labels)


def _bounds(dates: pl.Series, column: str) -> pl.DataFrame:
    names = (f"{column}_{one}" for one in ("earliest", "latest", "precision"))
    return pl.DataFrame([bounds(one or "") for one in dates], schema=dict.fromkeys(names, pl.String), orient="row")
