"""Rules that keep the code lists, the enums of the schemas and the cells together.

Enters: codes, every schema, every table with a coded column. Leaves: faults; what an enum has
too much is a fault of the schema's file.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from validate.package import DESCRIPTOR, Table
from validate.relations.faults import Faults, rule
from validate.relations.frames import Frame, Tables

CODES = {"list": pl.String, "code": pl.String}


@rule("enum-in-codes", needs=("codes",))
def enum_in_codes(tables: Tables) -> Iterator[Faults]:
    """Every value of an enum is a code of the list that has the column's name."""
    extra = _enums(tables).join(tables.rows("codes"), on=["list", "code"], how="anti")
    for (table, name), values in extra.group_by("table", "list", maintain_order=True):
        yield Faults(table, name, values.select(value="code"), file=_schema_file(tables, table))


@rule("codes-in-enum", needs=("codes",))
def codes_in_enum(tables: Tables) -> Iterator[Faults]:
    """Every code of a list is in the enum of every column that has the list's name."""
    enums = _enums(tables)
    expected = tables.rows("codes").join(enums.select("table", "list").unique(), on="list")
    for (table,), rows in expected.join(enums, on=["table", "list", "code"], how="anti").group_by("table", maintain_order=True):
        yield Faults("codes", "code", rows.select("line", "list", schema=pl.lit(_schema_file(tables, table))))


@rule("list-used", needs=("codes",))
def list_used(tables: Tables) -> Iterator[Faults]:
    """Every list has a column with its name and an enum."""
    unused = tables.rows("codes").join(_enums(tables), on="list", how="anti")
    failing = unused.sort("line").unique("list", keep="first", maintain_order=True)
    yield Faults("codes", "list", failing.select("line"))


@rule("code-used", needs=("codes",))
def code_used(tables: Tables) -> Iterator[Faults]:
    """Every code stands in a cell, or says why it does not."""
    silent = _of_known_use(tables).filter(pl.col("unused_reason_en").is_null())
    yield Faults("codes", "code", silent.join(_use(tables), on=["list", "code"], how="anti").select("line", "list"))


@rule("unused-reason-needless", needs=("codes",))
def unused_reason_needless(tables: Tables) -> Iterator[Faults]:
    """A code that stands in a cell is not called unused."""
    excused = _of_known_use(tables).filter(pl.col("unused_reason_en").is_not_null())
    used = excused.join(_use(tables), on=["list", "code"], how="semi")
    yield Faults("codes", "unused_reason_en", used.select("line", "list", "code"))


def _schema_file(tables: Tables, table: str) -> str:
    return tables.schema_files.get(table, DESCRIPTOR)


@lru_cache(maxsize=1)
def _enums(tables: Tables) -> pl.DataFrame:
    """Every value of every enum of the package: `table`, `list` (the column's name), `code`."""
    values = [
        (table.name, name, str(one)) for table in tables.known.values() for name, allowed in _coded(table) for one in allowed
    ]
    return pl.DataFrame(values, schema=["table", "list", "code"], orient="row", schema_overrides={"table": pl.String, **CODES})


@lru_cache(maxsize=1)
def _use(tables: Tables) -> pl.DataFrame:
    """The codes that stand in cells of the data: columns `list` and `code`."""
    used = [used_in(frame, lists(tables)) for frame in tables.values() if frame.table.name != "codes"]
    return pl.concat([pl.DataFrame(schema=CODES), *used]).unique()


@lru_cache(maxsize=1)
def lists(tables: Tables) -> frozenset[str]:
    """The names of all code lists."""
    return frozenset(tables.text("codes")["list"].unique().drop_nulls()) if "codes" in tables else frozenset()


@lru_cache(maxsize=256)
def used_in(frame: Frame, lists: frozenset[str]) -> pl.DataFrame:
    """The different cells of the columns of a table that have the name of a list: `list` and `code`."""
    cells = [
        pl.DataFrame({"code": frame.text[one].unique()}).select(list=pl.lit(one), code="code")
        for one in frame.table.columns if one in lists
    ]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=CODES), *cells])


def _coded(table: Table) -> Iterator[tuple[str, list]]:
    """The columns of a table with the values of their enums."""
    for field in table.fields:
        yield field["name"], field["constraints"].get("enum", [])


def _of_known_use(tables: Tables) -> pl.DataFrame:
    """The codes whose lists belong to tables that were all read."""
    unread = {name for table in tables.known.values() if table.name not in tables for name in table.columns}
    return tables.rows("codes").filter(~pl.col("list").is_in(unread))
