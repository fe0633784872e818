"""The foreign keys of a table.

Enters: a table. Leaves: its references; what is wrong in them the structure layer reports.
"""

from collections.abc import Iterator

from validate.package import Table


def references(table: Table) -> Iterator[tuple[list[str], str, list[str]]]:
    """The foreign keys of a table: its fields, the other table, the fields there."""
    for key in table.schema["foreignKeys"]:
        reference = key["reference"]
        yield key["fields"], reference["resource"] or table.name, reference["fields"]
