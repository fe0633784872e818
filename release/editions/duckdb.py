"""DuckDB: a script that makes the tables from the CSV files of a release, with every check of the schemas.

Enters: a package. Leaves: SQL, to be run in the folder of the release. DuckDB is lax with
headers, blank rows and numbers and cannot check a table against itself while it is being loaded, so the script does that
with queries that end in an error.
"""

from collections.abc import Iterator

from release.editions.ddl import Dialect, create_table, literal, name, names, referenced_first, references
from validate.package import Package, Table

FILE = "duckdb.sql"
INTEGER, NUMBER = "-?(?:0|[1-9][0-9]*)", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
NUMERALS = {"integer": INTEGER, "year": "[0-9]{4}", "number": NUMBER, "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "year": "INTEGER", "number": "DOUBLE", "date": "DATE"}


def script(package: Package) -> str:
    """The whole script."""
    lines = [
        f"-- {package.name} {package.version}: every table, with its keys and checks, from the CSV files of a release.",
        "-- Generated from the Table Schemas. In the folder of the release: duckdb FILE.duckdb -c '.read duckdb.sql'",
    ]
    for table in referenced_first(package):
        lines += ["", create_table(table, DIALECT), _header(table), _blank_rows(table), _load(table), *_within(table)]
    return "\n".join(lines) + "\n"


def _matches(field: dict) -> str | None:
    pattern = field.get("constraints", {}).get("pattern")
    return pattern and f"regexp_full_match({name(field['name'])}, {literal(pattern)})"


DIALECT = Dialect(TYPES, _matches, refers_to_itself=False)


def _header(table: Table) -> str:
    """An error if the columns of the file are not those of the schema, in their order."""
    header = literal(",".join(table.columns))
    return (
        f"SELECT error({literal(f'{table.file}: the header is not that of the schema')}) "
        f"FROM read_text({literal(table.file)}) WHERE NOT starts_with(content, {header} || chr(10));"
    )


def _blank_rows(table: Table) -> str:
    """An error if there is an empty line, which DuckDB would skip; cells have no line breaks."""
    return (
        f"SELECT error({literal(f'{table.file}: there is a blank row')}) "
        f"FROM read_text({literal(table.file)}) WHERE contains(content, chr(10) || chr(10));"
    )


def _load(table: Table) -> str:
    columns = ", ".join(f"{literal(one)}: 'VARCHAR'" for one in table.columns)
    options = (
        f"header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', auto_detect = false, columns = {{{columns}}}"
    )
    cells = ", ".join(_cast(table, one) for one in table.fields)
    return f"INSERT INTO {name(table.name)} SELECT {cells} FROM read_csv({literal(table.file)}, {options});"


def _cast(table: Table, field: dict) -> str:
    """The cell as text, or in its type if it has the form of it."""
    cell, kind = name(field["name"]), field.get("type", "string")
    if kind == "string":
        return cell
    message = literal(f"{table.file}, {field['name']}, not of type {kind}: ")
    fits = f"{cell} IS NULL OR regexp_full_match({cell}, {literal(NUMERALS[kind])})"
    return f"CASE WHEN {fits} THEN CAST({cell} AS {TYPES[kind]}) ELSE error({message} || {cell}) END"


def _within(table: Table) -> Iterator[str]:
    """An error for a reference within the table that leads nowhere."""
    for own, other, theirs in references(table):
        if other == table.name:
            same = " AND ".join(f"a.{name(one)} = b.{name(two)}" for one, two in zip(own, theirs, strict=True))
            filled = " AND ".join(f"a.{name(one)} IS NOT NULL" for one in own)
            message = literal(f"{table.file}, {', '.join(own)}, no such row: ")
            yield (
                f"SELECT error({message} || concat_ws('#', {names(own)})) FROM {name(table.name)} a "
                f"WHERE {filled} AND NOT EXISTS (FROM {name(table.name)} b WHERE {same});"
            )
