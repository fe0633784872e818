"""The constraints of the Table Schemas as DuckDB queries: `python -m bench.constraints` writes
constraints.sql.

Enters: a package. Leaves: SQL that loads each table as text and, for each constraint, counts the
cells or rows that break it: types, required, pattern, enum, ranges, lengths, unique, keys.
"""

from collections.abc import Iterator
from pathlib import Path

from validate.package import Package, Table, load

ROOT = Path(__file__).resolve().parents[1]
FILE = Path(__file__).with_name("constraints.sql")
TYPES = {"integer": "BIGINT", "year": "INTEGER", "number": "DOUBLE", "date": "DATE"}


def sql(package: Package) -> str:
    """All statements, one a line: first the tables, then a count for each constraint."""
    head = "-- Made from schemas/ by `python -m bench.constraints`; a test proves it fresh."
    return "\n".join([head, *map(_loaded, package.tables), *(line for one in package.tables for line in _counts(one))]) + "\n"


def _loaded(table: Table) -> str:
    columns = ", ".join(f"'{one}': 'VARCHAR'" for one in table.columns)
    options = "header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', auto_detect = false"
    return f"CREATE TABLE \"{table.name}\" AS SELECT * FROM read_csv('{table.file}', {options}, columns = {{{columns}}});"


def _counts(table: Table) -> Iterator[str]:
    """One query for all cells of a table, then one for each key."""
    cells = [condition for field in table.fields for condition in _broken(field)]
    sums = ", ".join(f'count(*) FILTER (WHERE {condition}) AS "{name}"' for name, condition in cells)
    yield f'SELECT {sums} FROM "{table.name}";'
    unique = [(one["name"],) for one in table.fields if one["constraints"].get("unique")]
    for key in (table.key, *unique):
        columns = ", ".join(_name(one) for one in key)
        filled = " AND ".join(f"{_name(one)} IS NOT NULL" for one in key)
        yield (
            f'SELECT count(*) AS "{"+".join(key)} once" FROM '
            f'(SELECT 1 FROM "{table.name}" WHERE {filled} GROUP BY {columns} HAVING count(*) > 1);'
        )
    for key in table.schema.get("foreignKeys", ()):
        own, other = key["fields"], key["reference"]
        same = " AND ".join(f"a.{_name(one)} = b.{_name(two)}" for one, two in zip(own, other["fields"], strict=True))
        filled = " AND ".join(f"a.{_name(one)} IS NOT NULL" for one in own)
        yield (
            f'SELECT count(*) AS "{"+".join(own)} refers" FROM "{table.name}" a '
            f'ANTI JOIN "{other.get("resource") or table.name}" b ON {same} WHERE {filled};'
        )


def _broken(field: dict) -> Iterator[tuple[str, str]]:
    """For each constraint of a field its name and the condition of a cell that breaks it."""
    name, limits = field["name"], field.get("constraints", {})
    cell, kind = _name(name), TYPES.get(field.get("type"))
    if kind:
        yield f"{name} type", f"{cell} IS NOT NULL AND TRY_CAST({cell} AS {kind}) IS NULL"
    if limits.get("required"):
        yield f"{name} required", f"{cell} IS NULL"
    if "pattern" in limits:
        yield f"{name} pattern", f"NOT regexp_full_match({cell}, {_text(limits['pattern'])})"
    if "enum" in limits:
        yield f"{name} enum", f"{cell} NOT IN ({', '.join(map(_text, limits['enum']))})"
    for limit, sign in (("minimum", "<"), ("maximum", ">")):
        if limit in limits:
            yield f"{name} {limit}", f"TRY_CAST({cell} AS {kind}) {sign} {limits[limit]}"
    for limit, sign in (("minLength", "<"), ("maxLength", ">")):
        if limit in limits:
            yield f"{name} {limit}", f"length({cell}) {sign} {limits[limit]}"


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: object) -> str:
    return "'{}'".format(str(text).replace("'", "''"))


if __name__ == "__main__":
    FILE.write_text(sql(load(ROOT)), encoding="utf-8")
