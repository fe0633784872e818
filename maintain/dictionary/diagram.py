"""The entity diagram: tables with their keys, and a line for each foreign key, in Mermaid.

Enters: the package. Leaves: a block of Markdown that GitHub draws.
"""

from maintain.dictionary.tables import far
from validate.package import Package, Table


def mermaid(package: Package) -> str:
    """The diagram of all tables."""
    lines = ["```mermaid", "erDiagram"]
    for table in package.tables:
        lines += [f"    {table.name} {{", *_columns(table), "    }"]
    lines += [line for table in package.tables for line in _lines(table)]
    return "\n".join([*lines, "```"])


def _columns(table: Table) -> list[str]:
    """The columns that are part of a key or refer to one."""
    referring = {column for key in table.schema["foreignKeys"] for column in key["fields"]}
    shown = [one for one in table.fields if one["name"] in referring.union(table.key)]
    marks = {one["name"]: ["PK"] * (one["name"] in table.key) + ["FK"] * (one["name"] in referring) for one in shown}
    return [f"        {one['type']} {one['name']} {', '.join(marks[one['name']])}" for one in shown]


def _lines(table: Table) -> list[str]:
    required = {one["name"] for one in table.fields if one["constraints"].get("required")}
    return [
        f"    {far(table, key)} {'||' if required.issuperset(key['fields']) else '|o'}--o{{ {table.name} "
        f': "{", ".join(key["fields"])}"'
        for key in table.schema["foreignKeys"]
    ]
