"""Table Schemas as SQL: the parts of CREATE TABLE that databases share.

Enters: a table and a dialect. Leaves: statements with types, keys and checks. What a dialect
cannot check it leaves out; the gate has checked it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from validate.package import CannotRun, Package, Table


@dataclass(frozen=True)
class Dialect:
    """`types` by type of Table Schema; `matches` gives the condition that a cell matches its
    pattern, or None; whether a table may refer to itself; what stands after a table's columns."""

    types: Mapping[str, str]
    matches: Callable[[dict], str | None]
    refers_to_itself: bool = True
    suffix: str = ""


def name(text: str) -> str:
    """A name as SQL has it."""
    return '"{}"'.format(text.replace('"', '""'))


def literal(text: object) -> str:
    """A text as SQL has it."""
    return "'{}'".format(str(text).replace("'", "''"))


def names(columns: list[str] | tuple[str, ...]) -> str:
    return ", ".join(map(name, columns))


def create_table(table: Table, dialect: Dialect) -> str:
    """The table with its columns, primary key, unique columns, foreign keys and checks."""
    parts = [_column(one, dialect) for one in table.fields]
    if table.key:
        parts.append(f"PRIMARY KEY ({names(table.key)})")
    for own, other, theirs in references(table):
        if dialect.refers_to_itself or other != table.name:
            parts.append(f"FOREIGN KEY ({names(own)}) REFERENCES {name(other)} ({names(theirs)})")
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {name(table.name)} (\n  {body}\n){dialect.suffix};"


def references(table: Table) -> Iterator[tuple[list[str], str, list[str]]]:
    """Each foreign key: own columns, the other table (perhaps the same), its columns."""
    for key in table.schema.get("foreignKeys", ()):
        reference = key["reference"]
        yield key["fields"], reference.get("resource") or table.name, reference["fields"]


def referenced_first(package: Package) -> list[Table]:
    """The tables in an order in which each stands after those that it refers to."""
    tables = {one.name: one for one in package.tables}
    order = TopologicalSorter({one: sorted({other for _, other, _ in references(tables[one])} - {one}) for one in tables})
    try:
        return [tables[one] for one in order.static_order()]
    except CycleError as error:
        circle = ", ".join(sorted(set(error.args[1])))
        raise CannotRun(
            f"The tables {circle} refer to each other in a circle, so that none can be loaded first.",
            f"表 {circle} 循环引用，无法确定先后顺序。",
        ) from None


def _column(field: dict, dialect: Dialect) -> str:
    limits = field.get("constraints", {})
    words = [name(field["name"]), dialect.types[field.get("type", "string")]]
    words += ["NOT NULL"] if limits.get("required") else []
    words += ["UNIQUE"] if limits.get("unique") else []
    return " ".join([*words, *(f"CHECK ({one})" for one in _conditions(field, dialect))])


def _conditions(field: dict, dialect: Dialect) -> Iterator[str]:
    """What a cell must fulfil; an empty one fulfils it anyway."""
    cell, limits = name(field["name"]), field.get("constraints", {})
    if "enum" in limits:
        yield f"{cell} IN ({', '.join(map(literal, limits['enum']))})"
    for limit, sign in (("minimum", ">="), ("maximum", "<=")):
        if limit in limits:
            yield f"{cell} {sign} {limits[limit]}"
    for limit, sign in (("minLength", ">="), ("maxLength", "<=")):
        if limit in limits:
            yield f"length({cell}) {sign} {limits[limit]}"
    matches = dialect.matches(field)
    if matches:
        yield matches
