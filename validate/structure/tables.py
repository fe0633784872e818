"""Every table against its schema, by frictionless.

Enters: a package of tables of sound shape and sound schema. Leaves: findings at physical
lines (no cell has a line break, so frictionless' row number is the line), one for each error
of frictionless, in the words of the rule catalogue instead of its own.
"""

import re
from collections.abc import Iterator

import frictionless

from validate.findings import Finding
from validate.package import Package, Table

Error = frictionless.Error

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
    report = frictionless.Package.from_descriptor(_descriptor(package), basepath=str(package.root)).validate()
    tables = {one.name: one for one in package.tables}
    found = [Finding("structure.unreadable", value=error.type, details={"reason": error.message}) for error in report.errors]
    for task in report.tasks:
        for error in task.errors:
            found += _findings(tables[task.name], error)
    return found


def _descriptor(package: Package) -> dict:
    """The published descriptor, with schemas in place and only the tables that can be read."""
    names = {one.name for one in package.tables}
    entries = {one.get("name"): one for one in package.descriptor["resources"] if isinstance(one, dict)} if names else {}
    resources = [entries[table.name] | {"schema": _schema(table, names)} for table in package.tables]
    return {"name": "package", "resources": resources or [{"name": "empty", "data": []}]}


def _schema(table: Table, names: set[str]) -> dict:
    """A table's schema without the references to tables that cannot be read."""
    keys = [one for one in table.schema.get("foreignKeys", []) if (one["reference"].get("resource") or table.name) in names]
    rest = {name: value for name, value in table.schema.items() if name != "foreignKeys"}
    return rest | ({"foreignKeys": keys} if keys else {})


def _findings(table: Table, error: Error) -> Iterator[Finding]:
    told = error.to_descriptor()
    rule = _rule(told)
    line = told.get("rowNumber")
    cells = dict(zip(table.columns, told.get("cells", []), strict=False))
    record = "#".join(cells.get(name, "") for name in table.key) if line else ""
    for field in _fields(table, told):
        details = _details(table, field, told)
        yield Finding(rule, table.name, table.file, line, field, record, cells.get(field, ""), details)


def _rule(told: dict) -> str:
    if told["type"] == "constraint-error":
        constraint = _CONSTRAINT.search(told["note"])
        return _RULE_OF_CONSTRAINT[constraint.group(1)]
    return _RULE_OF_ERROR.get(told["type"], "structure.unreadable")


def _fields(table: Table, told: dict) -> list[str]:
    if told["type"] == "primary-key":
        return [table.key[0]]
    return told.get("fieldNames") or [told.get("fieldName", "")]


def _details(table: Table, field: str, told: dict) -> dict[str, str]:
    """What the messages need: the constraint, the field's own description and example."""
    definition = next((one for one in table.fields if one["name"] == field), {})
    constraints = definition.get("constraints", {})
    bounds = [str(constraints.get(name, "…")) for name in ("minimum", "maximum")]
    lengths = [str(constraints.get(name, 0)) for name in ("minLength", "maxLength")]
    return {
        "reason": told["note"],
        "type": str(definition.get("type", "")),
        "allowed": ", ".join(str(one) for one in constraints.get("enum", [])),
        "range": "–".join(bounds),
        "length": "–".join(lengths),
        "example": str(definition.get("example", "")),
        "description": str(definition.get("description", "")),
        "description_zh": str(definition.get("description_zh", "")),
        "target": str(told.get("referenceName") or table.name),
    }
