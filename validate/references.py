"""The foreign keys of a table, as far as its schema states them rightly.

Enters: a table. Leaves: its usable references; what is wrong in them the structure layer reports.
"""

from collections.abc import Iterator

from validate.package import Table


def references(table: Table) -> Iterator[tuple[list[str], str, list[str]]]:
    """The usable foreign keys of a table: its fields, the other table, the fields there."""
    keys = table.schema.get("foreignKeys")
    for one in keys if isinstance(keys, list) else []:
        reference = one.get("reference") if isinstance(one, dict) else None
        if not isinstance(reference, dict):
            continue
        fields, others = _names(one.get("fields")), _names(reference.get("fields"))
        if fields and len(fields) == len(others) and set(fields) <= set(table.columns):
            yield fields, str(reference.get("resource") or table.name), others


def _names(fields: object) -> list[str]:
    if isinstance(fields, str):
        return [fields]
    return fields if isinstance(fields, list) and all(isinstance(one, str) for one in fields) else []
