"""The package as CSV on the Web describes it, the W3C's own vocabulary for tables.

Enters: a package. Leaves: the document, JSON-LD. Codes become a pattern, since the vocabulary has
no lists of values; years lose their bounds, which it allows only for numbers and times.
"""

import re

from validate.package import Package, Table
from validate.references import references

TYPES = {"year": "gYear"}
LIMITS = ("minimum", "maximum", "minLength", "maxLength")


def document(package: Package) -> dict:
    """A table group with a table for each resource."""
    return {"@context": "http://www.w3.org/ns/csvw", "tables": [_table(package, one) for one in package.tables]}


def _table(package: Package, table: Table) -> dict:
    files = {one.name: one.file for one in package.tables}
    return {
        "url": table.file,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tableSchema": {
            "columns": [_column(one) for one in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"columnReference": list(own), "reference": {"resource": files[other], "columnReference": list(theirs)}}
                for own, other, theirs in references(table)
            ],
        },
    }


def _column(field: dict) -> dict:
    constraints, kind = field.get("constraints", {}), field.get("type", "string")
    pattern = constraints.get("pattern") or "|".join(map(re.escape, constraints.get("enum", ())))
    limits = {one: constraints[one] for one in LIMITS if one in constraints and kind != "year"}
    return {
        "name": field["name"],
        "titles": field["name"],
        "required": constraints.get("required", False),
        "datatype": {"base": TYPES.get(kind, kind), **({"format": pattern} if pattern else {}), **limits},
    }
