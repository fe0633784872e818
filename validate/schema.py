"""A Table Schema as every layer reads it: what it says rightly, always in the same form.

Enters: a schema as it stands in JSON, with a list of named fields. Leaves: the schema with each
member that the layers read in its one form (a list of names, an object of constraints), so that
none of them has to ask.
What is said wrongly counts as not said; the structure layer reports it from the file itself.
"""

from math import isfinite

NUMBERS = {"integer", "number", "year"}


def usable(schema: dict) -> dict:
    """The schema in its one form. Members that no layer reads stay as they are."""
    columns = {one["name"] for one in schema["fields"]}
    return schema | {
        "fields": [_field(one) for one in schema["fields"]],
        "primaryKey": _known(schema.get("primaryKey"), columns),
        "foreignKeys": [one for key in _list(schema.get("foreignKeys")) if (one := _foreign_key(key, columns))],
        "evidence": _names(schema.get("evidence")),
        "derivedKey": _derived_key(schema.get("derivedKey")),
    }


def is_text(value: object) -> bool:
    """Whether a value is text that can be written; half a surrogate pair cannot."""
    try:
        return isinstance(value, str) and value.encode("utf-8") is not None
    except UnicodeEncodeError:
        return False


def words_of(field: dict) -> dict[str, str]:
    """What messages say of a field: its constraints, its own description and example."""
    constraints = field.get("constraints", {})
    bounds = [str(constraints.get(name, "…")) for name in ("minimum", "maximum")]
    lengths = [str(constraints.get(name, 0)) for name in ("minLength", "maxLength")]
    return {
        "type": str(field.get("type", "")),
        "allowed": ", ".join(str(one) for one in constraints.get("enum", [])),
        "range": "–".join(bounds),
        "length": "–".join(lengths),
        "example": str(field.get("example", "")).rstrip("."),
        "description": str(field.get("description", "")),
        "description_zh": str(field.get("description_zh", "")),
    }


def _field(field: dict) -> dict:
    kind = field.get("type") if is_text(field.get("type")) else "string"
    limits = field.get("constraints")
    return field | {"type": kind, "constraints": _constraints(kind, limits if isinstance(limits, dict) else {})}


def _constraints(kind: str, limits: dict) -> dict:
    """The constraints that are of their type; those that no layer reads stay."""
    right = {
        "required": lambda limit: isinstance(limit, bool),
        "unique": lambda limit: isinstance(limit, bool),
        "pattern": is_text,
        "enum": lambda limit: isinstance(limit, list) and all(is_text(str(one)) for one in limit),
        "minimum": lambda limit: kind not in NUMBERS or _is_number(limit),
        "maximum": lambda limit: kind not in NUMBERS or _is_number(limit),
        "minLength": lambda limit: _is_number(limit) and float(limit) >= 0,
        "maxLength": lambda limit: _is_number(limit) and float(limit) >= 0,
    }
    return {name: limit for name, limit in limits.items() if name not in right or right[name](limit)}


def _foreign_key(key: object, columns: set[str]) -> dict | None:
    """A reference from fields that are there to as many of another table; "" stands for the same table."""
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(reference, dict):
        return None
    own, theirs = _known(key.get("fields"), columns), _names(reference.get("fields"))
    resource = reference.get("resource", "")
    if not own or len(own) != len(theirs) or not isinstance(resource, str):
        return None
    return {"fields": own, "reference": {"resource": resource, "fields": theirs}}


def _derived_key(derived: object) -> dict:
    derived = derived if isinstance(derived, dict) else {}
    prefix, fields = derived.get("prefix"), _names(derived.get("fields"))
    return {"prefix": prefix, "fields": fields} if is_text(prefix) and fields else {"prefix": "", "fields": []}


def _known(listed: object, columns: set[str]) -> list[str]:
    """The names of a key; none if one of them is no column or stands twice."""
    names = _names(listed)
    return names if set(names) <= columns and len(set(names)) == len(names) else []


def _names(listed: object) -> list[str]:
    """One name or a list of names, as the standard has it; none if something else is among them."""
    names = [listed] if isinstance(listed, str) else _list(listed)
    return names if all(is_text(one) for one in names) else []


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, bool) and isfinite(float(value))
    except (TypeError, ValueError, OverflowError):
        return False
