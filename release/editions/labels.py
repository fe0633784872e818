"""Labelled views: each table again, with words beside its codes and keys and bounds beside its dates.

Enters: a package. Leaves: SELECT statements for SQLite. Beside a code column stand
`_label_zh` and `_label_en` from the table of codes; beside a key that refers to a table stand
the names or titles found there; beside a partial date its bounds.
"""

from collections.abc import Iterator

from release.bounds import is_partial_date
from release.derived.schema import marked
from release.editions.ddl import literal, name, references
from validate.package import Package, Table

SUFFIX = "_labelled"
CODES, LABELS = "codes", ("label_zh", "label_en")
NAMES = ("name_zh", "name_en", "title_zh", "title_en", "title", "url")

Column = tuple[str, str]  # expression, name


def views(package: Package) -> dict[str, str]:
    """The SELECT statement of each view, by its name; derived tables have labels of their own."""
    left_out = marked(package)
    return {f"{one.name}{SUFFIX}": select(package, one) for one in package.tables if one.name not in left_out}


def select(package: Package, table: Table) -> str:
    """The labelled rows of a table, in order of its key."""
    joins, columns = [], []
    keys = {own[0]: (other, theirs[0]) for own, other, theirs in references(table) if len(own) == 1}
    by_name = {one.name: one for one in package.tables}
    for field in table.fields:
        column = field["name"]
        cell, alias = f"t.{name(column)}", name(f"of_{column}")
        columns.append((cell, column))
        if is_partial_date(field):
            columns += _bounds(cell, column)
        elif "enum" in field.get("constraints", {}) and CODES in by_name:
            joins.append(f"LEFT JOIN {name(CODES)} {alias} ON {alias}.list = {literal(column)} AND {alias}.code = {cell}")
            columns += [(f"{alias}.{name(one)}", f"{column}_{one}") for one in LABELS]
        elif column in keys:
            other, theirs = keys[column]
            joins.append(f"LEFT JOIN {name(other)} {alias} ON {alias}.{name(theirs)} = {cell}")
            columns += list(_named(by_name[other], alias, column))
    shown = ",\n  ".join(f"{expression} AS {name(label)}" for expression, label in columns)
    order = f"\nORDER BY {', '.join(f't.{name(one)}' for one in table.key)}" if table.key else ""
    return "\n".join([f"SELECT\n  {shown}", f"FROM {name(table.name)} t", *joins]) + order


def _bounds(cell: str, column: str) -> Iterator[Column]:
    """The same bounds as in `release.bounds`, as SQLite reckons them."""
    month = f"date({cell} || '-01', '+1 month', '-1 day')"
    yield f"{cell} || substr('-01-01', length({cell}) - 3)", f"{column}_earliest"
    yield f"CASE length({cell}) WHEN 4 THEN {cell} || '-12-31' WHEN 7 THEN {month} ELSE {cell} END", f"{column}_latest"
    yield f"CASE length({cell}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END", f"{column}_precision"


def _named(other: Table, alias: str, column: str) -> Iterator[Column]:
    """What a row of the other table is called: its names, titles or address."""
    for one in NAMES:
        if one in other.columns:
            yield f"{alias}.{name(one)}", f"{column.removesuffix('_id')}_{one}"
