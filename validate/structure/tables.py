"""Every table against its schema, by frictionless.

Enters: a package of tables of sound shape and sound schema. Leaves: findings at physical
lines (no cell has a line break, so frictionless' row number is the line), one for each error
of frictionless, in the words of the rule catalogue instead of its own. Of a large table it
checks a sample, hash and size of the whole file being checked beside it.
"""

import csv
import re
from collections.abc import Iterator

import frictionless

from validate.findings import Finding
from validate.package import Package, Table
from validate.schema import words_of
from validate.structure.descriptor import FIXED_IN_RESOURCE, HASH
from validate.structure.large import Key, Sample, Shared, is_large, keys_among, measure, sample

Error = frictionless.Error
KEYS_OF = "keys-of-"

_CONSTRAINT = re.compile(r'constraint "(\w+)"')
_RULE_OF_CONSTRAINT = {
    "required": "structure.required",
    "pattern": "structure.pattern",
    "enum": "structure.enum",
    "minimum": "structure.range",
    "maximum": "structure.range",
    "minLength": "structure.length",
    "maxLength": "structure.length",
}
_RULE_OF_ERROR = {
    "type-error": "structure.type",
    "unique-error": "structure.unique",
    "primary-key": "structure.primary-key",
    "foreign-key": "structure.foreign-key",
    "hash-count": "structure.hash",
    "byte-count": "structure.hash",
}


def check(package: Package) -> list[Finding]:
    """The findings of frictionless on all tables of `package`."""
    keys = _Keys(package)
    return [finding for table in package.tables for finding in _check_table(package, table, keys)]


def sampled(package: Package) -> dict[str, tuple[int, int]]:
    """The large tables, each with the number of rows checked and of all rows."""
    large = [one for one in package.tables if is_large(one)]
    return {one.name: (len(sample(one.path).records) - 1, measure(one.path).rows) for one in large}


def _check_table(package: Package, table: Table, keys: "_Keys") -> Iterator[Finding]:
    part = keys.sample(table.name)
    schema, targets = _with_key_tables(table, keys)
    if part:
        yield from _wrong_measures(package, table)
        own = {"name": table.name, "type": "table", "data": part.records}
    else:
        own = _resource(package, table)
    resources = [own | {"schema": schema}, *targets]
    try:
        holder = frictionless.Package.from_descriptor({"name": "one-table", "resources": resources}, basepath=str(package.root))
        tasks = holder.get_resource(table.name).validate().tasks
    except frictionless.FrictionlessException as refused:
        yield Finding("structure.unreadable", table.name, table.file, details={"reason": refused.error.note})
        return
    for task in tasks:
        for error in task.errors:
            yield from _findings(table, error, part)


def _wrong_measures(package: Package, table: Table) -> Iterator[Finding]:
    """The file has the size and hash that the descriptor states."""
    entry, found = _entry(package, table), measure(table.path)
    wrong_size = "bytes" in entry and entry["bytes"] != found.bytes
    if wrong_size or (HASH.fullmatch(str(entry.get("hash"))) and entry["hash"] != found.hash):
        yield Finding("structure.hash", table.name, table.file)


def _resource(package: Package, table: Table) -> dict:
    """What the descriptor says of a table, less what would lead to another file, to the network
    or to another way of reading: `descriptor` reports that."""
    entry = _entry(package, table)
    measures = {"bytes": entry["bytes"]} if "bytes" in entry else {}
    if HASH.fullmatch(str(entry.get("hash"))):
        measures["hash"] = entry["hash"]
    return {"name": table.name, "path": table.file, **FIXED_IN_RESOURCE, "dialect": {"delimiter": ","}, **measures}


def _entry(package: Package, table: Table) -> dict:
    return next(one for one in package.descriptor["resources"] if isinstance(one, dict) and one.get("name") == table.name)


class _Keys:
    """The keys of other tables. frictionless reads a whole table again for each reference to it,
    half of its work here; a resource with nothing but those keys that a table refers to, as far as
    they exist, gives the same answer."""

    def __init__(self, package: Package):
        self._tables = {one.name: one for one in package.tables}
        self._samples = {one.name: sample(one.path) for one in package.tables if is_large(one)}
        self._found: dict[tuple[str, Key], set[Key]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def sample(self, name: str) -> Sample | None:
        """The sample of a large table."""
        return self._samples.get(name)

    def resource(self, name: str, fields: Key, table: Table) -> dict:
        """The keys of the table `name` to which the rows of `table` that are to be checked refer."""
        if (name, fields) not in self._found:
            wanted = set().union(*(self._wanted(name, fields, one) for one in self._tables.values()))
            self._found[name, fields] = keys_among(self._tables[name], fields, wanted)
        rows = sorted(self._found[name, fields] & self._wanted(name, fields, table))
        types = {one["name"]: one.get("type", "string") for one in self._tables[name].fields}
        schema = {"fields": [{"name": one, "type": types[one]} for one in fields]}
        return {"name": f"{KEYS_OF}{name}", "type": "table", "data": Shared([list(fields), *map(list, rows)]), "schema": schema}

    def _wanted(self, name: str, fields: Key, table: Table) -> set[Key]:
        own = [one for one, *target in _references(table) if target == [name, fields] and set(one) <= set(table.columns)]
        part = self.sample(table.name)
        records = (part.records if part else _records(table)) if own else []
        places = [[table.columns.index(one) for one in names] for names in own]
        return {tuple([row[at] for at in place]) for row in records for place in places}


def _records(table: Table) -> Iterator[list[str]]:
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def _references(table: Table) -> Iterator[tuple[Key, str, Key]]:
    """The foreign keys of a table: own fields, other table, its fields."""
    for key in table.schema["foreignKeys"]:
        reference = key["reference"]
        yield tuple(key["fields"]), reference["resource"] or table.name, tuple(reference["fields"])


def _with_key_tables(table: Table, keys: _Keys) -> tuple[dict, list[dict]]:
    """The schema with its references led to key tables, and these; references to tables that
    cannot be read are left out."""
    kept, targets = [], {}
    for key in table.schema["foreignKeys"]:
        name, fields = key["reference"]["resource"] or table.name, tuple(key["reference"]["fields"])
        if name in keys:
            target = targets[name] = keys.resource(name, fields, table)
            kept.append(key | {"reference": {"resource": target["name"], "fields": list(fields)}})
    rest = {name: value for name, value in table.schema.items() if name != "foreignKeys"}
    return rest | ({"foreignKeys": kept} if kept else {}), list(targets.values())


def _findings(table: Table, error: Error, part: Sample | None) -> Iterator[Finding]:
    told = error.to_descriptor()
    rule = _rule(told)
    line = told.get("rowNumber")
    if part and line:
        line = part.line(line - 1)
    cells = dict(zip(table.columns, told.get("cells", []), strict=False))
    record = "#".join(cells.get(name, "") for name in table.key) if line else ""
    for field in _fields(table, told):
        details = {} if rule == "structure.hash" else _details(table, field, told)
        yield Finding(rule, table.name, table.file, line, field, record, cells.get(field, ""), details)


def _rule(told: dict) -> str:
    if told["type"] == "constraint-error":
        constraint = _CONSTRAINT.search(told["note"])
        return _RULE_OF_CONSTRAINT[constraint.group(1)]
    return _RULE_OF_ERROR.get(told["type"], "structure.unreadable")


def _fields(table: Table, told: dict) -> list[str]:
    if told["type"] == "primary-key":
        return [table.key[-1]]  # the part that tells a row from others of the same parent
    return told.get("fieldNames") or [told.get("fieldName", "")]


def _details(table: Table, field: str, told: dict) -> dict[str, str]:
    """What the messages need: the constraint, the field's own description and example."""
    definition = next((one for one in table.fields if one["name"] == field), {})
    target = str(told.get("referenceName") or table.name).removeprefix(KEYS_OF)
    return {"reason": told["note"], **words_of(definition), "target": target}
