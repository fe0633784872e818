"""Rules that keep the code lists, the enums of the schemas and the cells together.

Enters: codes, every schema, every table with a coded column. Leaves: faults; what an enum has
too much is a fault of the schema's file.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from validate.package import DESCRIPTOR
from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables

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
    values = []
    for table in tables.known.values():
        for field in table.fields:
            values += [(table.name, field["name"], str(one)) for one in field["constraints"].get("enum", ())]
    return pl.DataFrame(values, schema=["table", "list", "code"], orient="row", schema_overrides={"table": pl.String, **CODES})


@lru_cache(maxsize=1)
def _use(tables: Tables) -> pl.DataFrame:
    """The codes that stand in cells of the data: columns `list` and `code`."""
    lists = set(tables.rows("codes")["list"])
    cells = [
        frame.text.select(code=name).unique().select(list=pl.lit(name), code="code")
        for frame in tables.values() if frame.table.name != "codes"
        for name in frame.table.columns if name in lists
    ]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=CODES), *cells]).unique()


def _of_known_use(tables: Tables) -> pl.DataFrame:
    """The codes whose lists belong to tables that were all read."""
    unread = {name for table in tables.known.values() if table.name not in tables for name in table.columns}
    return tables.rows("codes").filter(~pl.col("list").is_in(unread))
