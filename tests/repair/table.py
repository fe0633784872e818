"""A small table with a column of each kind."""

from pathlib import Path

from validate.package import Table

FIELDS = [
    {"name": "thing_id", "type": "string", "constraints": {"required": True, "pattern": "(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"}},
    {"name": "seq", "type": "integer", "constraints": {"minimum": 0, "maximum": 5000}},
    {"name": "day", "type": "date"},
    {"name": "since", "type": "string", "form": "partial-date"},
    {"name": "year", "type": "year"},
    {"name": "amount", "type": "number"},
    {"name": "is_open", "type": "boolean"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["no", "part", "yes"]}},
    {"name": "note", "type": "string"},
]
THINGS = Table("things", "data/things.csv", Path("data/things.csv"), {"fields": FIELDS, "primaryKey": ["thing_id", "seq"]})
