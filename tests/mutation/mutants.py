"""Every constraint of every field of the real schemas, broken alone, one by one.

Enters: the tables of this package, of which only the schemas count.
Leaves: for each table a `Bench`: its rows, made of the examples in its schema, of which each
breaks a single constraint, or comes as near to that as is allowed; and what must be reported in
which line. Keys point into small tables that hold just the keys which the rows name.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from validate.canonical import to_bytes
from validate.package import Package, Table

FIRST_LINE = 2
RULES = {
    "required": "required", "type": "type", "pattern": "pattern", "enum": "enum", "minimum": "range", "maximum": "range",
    "minLength": "length", "maxLength": "length", "unique": "unique", "primaryKey": "primary-key", "foreignKey": "foreign-key",
}  # fmt: skip
OF_NO_TYPE = {"integer": "1x", "number": "1x", "year": "20x0", "date": "2020-02-30"}  # any text is a string
MARKS = ("{}!", "!{}", "{}?x", "?")
FILLINGS = ("a", "1", "-a", "区")
STARTS = ("CN-zone-a", "1.1.1")  # of long cells, where the example cannot grow
Row = dict[str, str]


@dataclass(frozen=True)
class Mutant:
    """One cell of one row that breaks one constraint, or almost."""

    table: str
    field: str
    constraint: str
    line: int
    value: str

    @property
    def id(self) -> str:
        return f"{self.table}.{self.field} {self.constraint}"

    @property
    def says(self) -> str:
        """The cell in words, a long one in part."""
        shown = self.value if len(self.value) <= 40 else f"{self.value[:20]}… ({len(self.value)} characters)"
        return f"{self.table}.{self.field}: {shown or 'empty'}"


@dataclass
class Bench:
    """The rows of one table, what each breaks, and the keys of other tables that they name."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    mutants: list[Mutant] = field(default_factory=list)
    spared: list[Mutant] = field(default_factory=list)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """A further row, the keys that it names made known."""
        self.rows.append(row)
        for name, target in references(self.table).items():
            if row[name] and target != self.table.name:
                self.keys.setdefault(target, set()).add(row[name])

    def break_one(self, name: str, constraint: str, cells: Row) -> None:
        """A row in which one field breaks one constraint."""
        self.add(ordinary(self, len(self.rows)) | cells)
        self.mutants.append(self._last(name, constraint))

    def spare_one(self, name: str, constraint: str, cells: Row) -> None:
        """A row in which one field almost breaks one constraint."""
        self.add(ordinary(self, len(self.rows)) | cells)
        self.spared.append(self._last(name, constraint))

    def orphan(self, name: str) -> None:
        """A row in which one field names a key that is nowhere."""
        key = numbered(definition(self.table, name), 999_901)
        self.rows.append(ordinary(self, len(self.rows)) | {name: key})
        self.mutants.append(self._last(name, "foreignKey"))
        assert key not in self.keys.get(references(self.table)[name], ())

    def _last(self, name: str, constraint: str) -> Mutant:
        return Mutant(self.table.name, name, constraint, FIRST_LINE + len(self.rows) - 1, self.rows[-1][name])


def bench(table: Table) -> Bench:
    """All mutants of a table, and all near misses."""
    made = Bench(table)
    made.add(ordinary(made, 0))
    for one in table.fields:
        for constraint, value in broken(made, one):
            made.break_one(one["name"], constraint, {one["name"]: value})
        for constraint, value in allowed(made, one):
            made.spare_one(one["name"], constraint, {one["name"]: value})
    first = made.rows[0]
    made.break_one(table.key[-1], "primaryKey", {name: first[name] for name in table.key})
    made.spare_one(table.key[-1], "primaryKey", {})
    for name in references(table):
        made.orphan(name)
        made.spare_one(name, "foreignKey", {})
    return made


def constraints(table: Table) -> set[str]:
    """What a schema demands, each as the id of the mutant that must be killed for it."""
    found = {f"{table.name}.{table.key[-1]} primaryKey", *(f"{table.name}.{name} foreignKey" for name in references(table))}
    for one in table.fields:
        demands = {name for name, value in one["constraints"].items() if value is not False}
        if one["type"] != "string":
            demands.add("type")
        if one.get("format", "default") != "default":
            demands.add("format")
        found |= {f"{table.name}.{one['name']} {name}" for name in demands}
    return found


def broken(made: Bench, one: dict) -> Iterator[tuple[str, str]]:
    """Each constraint of a field with a cell that breaks it and no other."""
    limits, example = one["constraints"], ordinary(made, 0)[one["name"]]
    if one["type"] != "string":
        yield "type", OF_NO_TYPE[one["type"]]
    for name, limit in limits.items():
        if name == "required" and limit:
            yield name, ""
        elif name == "pattern":
            yield name, _first(one, (mark.format(example) for mark in MARKS), breaking=name)
        elif name == "enum":
            yield name, f"{limit[0]}_x"
        elif name in {"minimum", "maximum"}:
            yield name, str(int(limit) + (1 if name == "maximum" else -1))
        elif name == "maxLength":
            longer = (start + filling * limit for start in (example, *STARTS) for filling in FILLINGS)
            yield name, _first(one, (cell[: limit + 1] for cell in longer), breaking=name)
        elif name == "minLength":
            yield name, _first(one, (filling * (limit - 1) for filling in FILLINGS), breaking=name)
        elif name == "unique" and limit:
            yield name, example


def allowed(made: Bench, one: dict) -> Iterator[tuple[str, str]]:
    """The cells at the very edge of a field's constraints: each code, the lowest and highest number,
    the shortest and longest text, an empty cell where one may be, also twice in a unique column; the
    example where there is no edge."""
    limits, is_key = one["constraints"], one["name"] in made.table.key or one["name"] in references(made.table)
    if not limits["required"]:
        yield ("unique" if limits.get("unique") else "required"), ""
    if one["name"] in made.table.key:
        return
    if not limits.get("unique") and one["name"] not in references(made.table):
        if one["type"] != "string":
            yield "type", str(one["example"])
        if "pattern" in limits:
            yield "pattern", str(one["example"])
    for code in limits.get("enum", ()):
        yield "enum", code
    for name in ("minimum", "maximum"):
        if name in limits:
            yield name, str(limits[name])
    for name in ("minLength", "maxLength"):
        if name in limits and not limits.get("unique") and not is_key:
            longer = (
                (start + filling * limits[name])[: limits[name]] for start in (one["example"], *STARTS) for filling in FILLINGS
            )
            yield name, _first(one, longer)


def ordinary(made: Bench, number: int) -> Row:
    """A sound row with a key of its own. A value that must be unique stands in the first row only,
    if it may be left out."""
    table, row = made.table, {}
    varied = _varied(table)
    for one in table.fields:
        name, limits = one["name"], one["constraints"]
        row[name] = str(one["example"])
        if limits.get("unique") and not limits["required"] and number:
            row[name] = ""
        elif name == varied or limits.get("unique"):
            row[name] = numbered(one, number)
    for name, target in references(table).items():
        if target == table.name:
            row[name] = numbered(definition(table, table.key[0]), 0)
    return row


def numbered(one: dict, number: int) -> str:
    """The sound value of a field that has this number."""
    example = str(one["example"])
    if one["type"] == "integer":
        return str(int(one["constraints"].get("minimum", 1)) + number)
    if not number:
        return example
    candidates = [
        f"{example}-{number}",
        f"{example}a{number}",
        *(f"{example[:-width]}{number:0{width}}" for width in (10, 6, 4)),
    ]
    return _first(one, candidates)


def sound(one: dict, cell: str) -> set[str]:
    """The constraints on text that a cell breaks."""
    limits = one["constraints"]
    checks = {
        "pattern": re.fullmatch(limits.get("pattern", ".*"), cell, re.DOTALL) is None,
        "maxLength": len(cell) > limits.get("maxLength", len(cell)),
        "minLength": len(cell) < limits.get("minLength", 0),
        "enum": cell not in limits.get("enum", [cell]),
    }
    return {name for name, is_broken in checks.items() if is_broken}


def references(table: Table) -> dict[str, str]:
    """The fields that point to another table, with its name."""
    keys = table.schema.get("foreignKeys", [])
    assert all(len(one["fields"]) == 1 for one in keys), "a key of several fields is not mutated yet"
    return {one["fields"][0]: one["reference"]["resource"] or table.name for one in keys}


def definition(table: Table, name: str) -> dict:
    return next(one for one in table.fields if one["name"] == name)


def write(made: Bench, root: Path) -> Package:
    """The table and the keys that it points to, as a package in the folder `root`."""
    root.mkdir()
    columns = made.table.columns
    tables = [
        _written(
            root, made.table.name, made.table.schema, [list(columns), *([row[name] for name in columns] for row in made.rows)]
        )
    ]
    for key in made.table.schema.get("foreignKeys", []):
        name, fields = key["reference"]["resource"], key["reference"]["fields"]
        if name and name not in {one.name for one in tables}:
            schema = {"fields": [{"name": fields[0], "type": "string", "constraints": {}}], "primaryKey": fields}
            tables.append(_written(root, name, schema, [fields, *([one] for one in sorted(made.keys.get(name, ())))]))
    return Package(root, {"resources": [{"name": one.name, "path": one.file} for one in tables]}, tuple(tables))


def _written(root: Path, name: str, schema: dict, rows: list[list[str]]) -> Table:
    path = root / f"{name}.csv"
    path.write_bytes(to_bytes(rows))
    assert len(list(csv.reader(path.open(encoding="utf-8", newline="")))) == len(rows)
    return Table(name, path.name, path, schema)


def _varied(table: Table) -> str:
    """The part of the key that tells the rows apart: a number, else the last that is no code."""
    parts = [definition(table, name) for name in table.key]
    numbers = [one["name"] for one in parts if one["type"] == "integer"]
    return [*[one["name"] for one in parts if "enum" not in one["constraints"]], *numbers][-1]


def _first(one: dict, candidates: Iterator[str] | list[str], breaking: str = "") -> str:
    """The first candidate that breaks the one constraint and no other, or none at all."""
    wanted = {breaking} if breaking else set()
    return next(cell for cell in candidates if sound(one, cell) == wanted)
