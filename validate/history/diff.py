"""What differs between two versions, by key: rows, cells, redirected keys, schemas.

Enters: two versions. Leaves: a `Difference`, from which with the old version the new one can be
had again (`apply`). Pure; order of rows and columns plays no part. A table or column that was
renamed is followed if the new one says so (`"formerly"` in its resource or field).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validate.history.versions import Key, Row, TableVersion, Version, record

REDIRECTS = "redirects"
WHOLE = "*"  # the record of a change that concerns a column or a table
FORMERLY = "formerly"


@dataclass(frozen=True)
class Cell:
    """One cell of a row that is in both versions; `old` is None where the column is new."""

    key: Key
    field: str
    old: str | None
    new: str


@dataclass(frozen=True)
class SchemaChange:
    """A change of what a table or column is: `aspect` is `added`, `removed`, `renamed`, `code added`,
    `code removed`, or the property that changed. No field: the table; no table: the package."""

    table: str
    field: str
    aspect: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class TableDifference:
    """One table. `former` is its name in the old version (empty: there was none), `schema` and `about`
    are the new ones (None: the table is gone), `renamed` gives old columns by new.
    `redirected` has those of the removed keys for which the new version names a replacement or an end.
    """

    name: str
    former: str
    schema: dict | None
    about: dict | None
    renamed: Mapping[str, str]
    added: Mapping[Key, Row]
    removed: Mapping[Key, Row]
    changed: tuple[Cell, ...]
    redirected: Mapping[Key, str]


@dataclass(frozen=True)
class Difference:
    """Everything that differs. `tables` has every table of both versions, those without changes too."""

    old: str
    new: str
    metadata: dict
    tables: tuple[TableDifference, ...]
    schema: tuple[SchemaChange, ...]

    def is_empty(self) -> bool:
        return not self.schema and not any(one.added or one.removed or one.changed for one in self.tables)


@dataclass(frozen=True)
class Change:
    """One line of what changed: `what` is `added`, `removed`, `redirected` (`new` is the key that
    takes its place), `changed`, or `schema` (`old` and `new` name what changed)."""

    what: str
    table: str
    record: str
    field: str
    old: str = ""
    new: str = ""


def compare(old: Version, new: Version) -> Difference:
    """The difference between two versions of a package."""
    former = _former_names(old, new)
    redirects = {row["old_id"]: row["new_id"] for row in new.rows(REDIRECTS)} if _has_redirects(new) else {}
    tables = [_table(old.tables.get(former[one.name]), one, redirects) for one in new.tables.values()]
    gone = [one for name, one in old.tables.items() if name not in former.values()]
    tables += [_gone(one, redirects) for one in gone]
    schema = [*_metadata(old.metadata, new.metadata), *(SchemaChange(one.name, "", "removed") for one in gone)]
    for one in new.tables.values():
        schema += _schema(old.tables.get(former[one.name]), one)
    return Difference(old.name, new.name, new.metadata, tuple(tables), tuple(schema))


def apply(difference: Difference, old: Version) -> Version:
    """The new version, made from the old one."""
    tables = {}
    for one in difference.tables:
        if one.schema is None:
            continue
        rows: dict[Key, Row] = {}
        columns = [field["name"] for field in one.schema["fields"]]
        if one.former:
            for key, row in _keyed(old.tables[one.former], one.renamed, one.schema).items():
                if key not in one.removed:
                    rows[key] = {name: row.get(one.renamed.get(name, name), "") for name in columns}
        for cell in one.changed:
            rows[cell.key][cell.field] = cell.new
        rows |= one.added
        tables[one.name] = TableVersion(one.name, one.schema, one.about, rows)
    return Version(difference.metadata, tables)


def changes(difference: Difference) -> Iterator[Change]:
    """Every change as one line: schemas first, then table by table rows removed and added, and cells."""
    yield from map(schema_change, difference.schema)
    for table in difference.tables:
        yield from (row_change(table, key) for key in table.removed)
        yield from (Change("added", table.name, record(key), "") for key in table.added)
        yield from (cell_change(table, cell) for cell in table.changed if cell.old is not None)


def schema_change(one: SchemaChange) -> Change:
    if one.aspect in {"added", "removed"}:
        return Change(one.aspect, one.table, WHOLE, one.field)
    old, new = (f"{one.aspect}: {text}" if text else "" for text in (one.old, one.new))
    return Change("schema", one.table, WHOLE, one.field, old, new)


def row_change(table: TableDifference, key: Key) -> Change:
    """A row that left."""
    if key in table.redirected:
        return Change("redirected", table.name, record(key), "", "", table.redirected[key])
    return Change("removed", table.name, record(key), "")


def cell_change(table: TableDifference, cell: Cell) -> Change:
    return Change("changed", table.name, record(cell.key), cell.field, cell.old or "", cell.new)


def _former_names(old: Version, new: Version) -> dict[str, str]:
    """The old name of each new table; empty where the table is new."""
    names = {}
    for one in new.tables.values():
        said = _said(one.about)
        was_renamed = one.name not in old.tables and said in old.tables and said not in new.tables
        names[one.name] = one.name if one.name in old.tables else said if was_renamed and said not in names.values() else ""
    return names


def _has_redirects(version: Version) -> bool:
    return REDIRECTS in version.tables and {"old_id", "new_id"} <= set(version.tables[REDIRECTS].columns)


def _table(old: TableVersion | None, new: TableVersion, redirects: Mapping[str, str]) -> TableDifference:
    if old is None:
        return TableDifference(new.name, "", new.schema, new.about, {}, new.rows, {}, (), {})
    renamed = _renamed(old, new)
    before = _keyed(old, renamed, new.schema)
    kept = before.keys() & new.rows.keys()
    added = {key: row for key, row in new.rows.items() if key not in kept}
    removed = {key: row for key, row in before.items() if key not in kept}
    columns = [(name, renamed.get(name, name)) for name in new.columns]
    columns = [(name, was if was in old.columns else None) for name, was in columns]
    changed = []
    for key, row in new.rows.items():
        if key in kept and row != before[key]:
            for name, was in columns:
                cell = "" if was is None else before[key][was]
                if row[name] != cell:
                    changed.append(Cell(key, name, None if was is None else cell, row[name]))
    redirected = _redirected(new.name, removed, redirects)
    return TableDifference(new.name, old.name, new.schema, new.about, renamed, added, removed, tuple(changed), redirected)


def _gone(old: TableVersion, redirects: Mapping[str, str]) -> TableDifference:
    redirected = _redirected(old.name, old.rows, redirects)
    return TableDifference(old.name, old.name, None, None, {}, {}, old.rows, (), redirected)


def _redirected(table: str, removed: Mapping[Key, Row], redirects: Mapping[str, str]) -> dict[Key, str]:
    return {key: redirects[record(key)] for key in removed if record(key) in redirects and table != REDIRECTS}


def _renamed(old: TableVersion, new: TableVersion) -> dict[str, str]:
    """Old columns by new, for those that say they were renamed and can have been."""
    said = {one["name"]: _said(one) for one in new.schema["fields"]}
    renamed: dict[str, str] = {}
    for name, was in said.items():
        if name not in old.columns and was in old.columns and was not in said and was not in renamed.values():
            renamed[name] = was
    return renamed


def _keyed(old: TableVersion, renamed: Mapping[str, str], schema: dict) -> Mapping[Key, Row]:
    """The old rows by the key of the new schema; by their own where that does not tell them apart."""
    new = TableVersion("", schema, {}, {})
    wanted = [renamed.get(name, name) for name in new.key or new.columns]
    if wanted == list(old.key or old.columns) or not set(wanted) <= set(old.columns):
        return old.rows
    by_new_key = {tuple(row[name] for name in wanted): row for row in old.rows.values()}
    return by_new_key if len(by_new_key) == len(old.rows) else old.rows


def _metadata(old: dict, new: dict) -> Iterator[SchemaChange]:
    """What changed in the descriptor, but for version and date, which every release changes."""
    yield from _members("", "", _without(old, "version", "created"), _without(new, "version", "created"))


def _schema(old: TableVersion | None, new: TableVersion) -> Iterator[SchemaChange]:
    if old is None:
        yield SchemaChange(new.name, "", "added")
        return
    if old.name != new.name:
        yield SchemaChange(new.name, "", "renamed", old.name, new.name)
    renamed = _renamed(old, new)
    current = {was: name for name, was in renamed.items()}
    before = _without(old.schema, "fields") | {"primaryKey": [current.get(one, one) for one in old.key]}
    yield from _members(new.name, "", before, _without(new.schema, "fields") | {"primaryKey": list(new.key)})
    yield from _members(new.name, "", _without(old.about, "path", FORMERLY), _without(new.about, "path", FORMERLY))
    old_fields = {current.get(one["name"], one["name"]): one for one in old.schema["fields"]}
    new_fields = {one["name"]: one for one in new.schema["fields"]}
    yield from (SchemaChange(new.name, name, "removed") for name in old_fields if name not in new_fields)
    for name, field in new_fields.items():
        if name not in old_fields:
            yield SchemaChange(new.name, name, "added")
        else:
            if name in renamed:
                yield SchemaChange(new.name, name, "renamed", renamed[name], name)
            yield from _field(new.name, name, old_fields[name], field)


def _field(table: str, name: str, old: dict, new: dict) -> Iterator[SchemaChange]:
    own = ("name", "constraints", FORMERLY)
    yield from _members(table, name, _without(old, *own), _without(new, *own))
    limits_before, limits = (_limits(one) for one in (old, new))
    codes_before, codes = (one.get("enum") for one in (limits_before, limits))
    if isinstance(codes_before, list) and isinstance(codes, list):
        yield from (SchemaChange(table, name, "code removed", str(one)) for one in codes_before if one not in codes)
        yield from (SchemaChange(table, name, "code added", "", str(one)) for one in codes if one not in codes_before)
        limits_before, limits = _without(limits_before, "enum"), _without(limits, "enum")
    yield from _members(table, name, limits_before, limits)


def _limits(field: dict) -> dict:
    limits = field.get("constraints")
    return limits if isinstance(limits, dict) else {}


def _said(holder: dict) -> str | None:
    """The former name that a resource or field states."""
    name = holder.get(FORMERLY)
    return name if isinstance(name, str) else None


def _members(table: str, field: str, old: dict, new: dict) -> Iterator[SchemaChange]:
    for name in sorted({*old, *new}):
        before, after = (_text(one[name]) if name in one else "" for one in (old, new))
        if before != after:
            yield SchemaChange(table, field, name, before, after)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _without(content: dict, *names: str) -> dict:
    return {name: value for name, value in content.items() if name not in names}
