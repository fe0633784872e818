"""Cells as values: what the text of a cell is in an edition that has types.

Enters: a field of a Table Schema and the text of a cell. Leaves: a value, and the other way
round whether a value that was read back is that cell. An empty cell is None.
"""

from datetime import date
from decimal import Decimal

from validate.package import CannotRun

Value = str | int | float | date | None

TYPES = {"string": str, "integer": int, "year": int, "number": float, "date": date.fromisoformat}


def value(field: dict, cell: str) -> Value:
    """The value of a cell. Raises CannotRun if the cell is not of the field's type, or the type has no edition."""
    if cell == "":
        return None
    kind = field.get("type", "string")
    try:
        return TYPES[kind](cell)
    except (KeyError, ValueError):
        raise CannotRun(
            f"{field['name']}: '{cell[:80]}' cannot be kept as {kind}. Run nox -s validate and mend what it finds.",
            f"{field['name']}：“{cell[:80]}”无法存为 {kind}。请运行 nox -s validate 并改正所报问题。",
        ) from None


def is_cell(field: dict, cell: str, found: object) -> bool:
    """Whether a value that was read from an edition is the cell, in type and in every character."""
    if cell == "" or found is None:
        return cell == "" and found is None
    kind = field.get("type", "string")
    if kind in {"integer", "year"}:
        return type(found) is int and str(found) == cell
    if kind == "number":
        return type(found) in {int, float} and Decimal(repr(found)) == Decimal(cell)
    if kind == "date" and isinstance(found, date):
        return found.isoformat() == cell
    return type(found) is str and found == cell
