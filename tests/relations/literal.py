"""Tables from literals: rows as dicts, with the columns and types of the real schemas.

Enters: for each table name a list of rows; a cell that a row leaves out is empty.
Leaves: `Tables` as the layer sees them. A test that needs other columns gives its own schema.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from validate.package import Table
from validate.relations.faults import findings
from validate.relations.frames import Tables, typed
from validate.relations.rules import RULES

SCHEMAS = Path(__file__).parents[2] / "schemas"
BY_NAME = {one.rule: one for one in RULES}


def tables(
    rows: dict[str, list[dict]], *, created: str = "", schemas: dict[str, dict] | None = None, unread: Sequence[str] = ()
) -> Tables:
    """The given tables, and those of `unread`, which are known but were not read."""
    known = {name: _table(name, (schemas or {}).get(name)) for name in (*rows, *unread)}
    frames = {name: typed(known[name], _text(known[name], cells)) for name, cells in rows.items()}
    files = {name: f"schemas/{name}.schema.json" for name in known}
    return Tables(frames, known, files, date.fromisoformat(created) if created else None)


def found_by(rule: str, given: Tables) -> list:
    """The findings of one hand-written rule."""
    return list(findings(rule, BY_NAME[rule](given), given))


def places(all_findings: list) -> list[tuple]:
    """Where findings are, and on what: table, line, field, value."""
    return [(one.table, one.line, one.field, one.value) for one in all_findings]


def schema(*fields: dict, key: Sequence[str] = (), **more: object) -> dict:
    """A Table Schema of the given fields."""
    return {"fields": list(fields), "primaryKey": list(key), **more}


def field(name: str, kind: str = "string", **constraints: object) -> dict:
    """A field of a Table Schema."""
    return {"name": name, "type": kind, "constraints": constraints}


def _table(name: str, given: dict | None) -> Table:
    loaded = given or json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Table(name, f"data/{name}.csv", Path(f"data/{name}.csv"), loaded)


def _text(table: Table, rows: list[dict]) -> pl.DataFrame:
    unknown = {name for row in rows for name in row} - set(table.columns)
    assert not unknown, f"{table.name} has no column {unknown}"
    return pl.DataFrame(
        [{name: row.get(name) for name in table.columns} for row in rows], schema=dict.fromkeys(table.columns, pl.String)
    )
