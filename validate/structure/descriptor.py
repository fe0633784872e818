"""The descriptor and the Table Schemas: well formed, complete, free of typos.

Enters: a package. Leaves: findings at the line of `datapackage.json` or of a schema file.
Sources of truth: the JSON schemas of Data Package v2 in `profiles/`, and what frictionless
leaves open (unknown properties, references between schemas, patterns that do not compile or do not end).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import jsonschema

from validate import patterns
from validate.findings import Finding
from validate.json_lines import member_lines, pointer
from validate.package import DESCRIPTOR, Package, Table

PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
ADDRESS = "https://datapackage.org/profiles/2.0/"
HASH = re.compile(r"sha256:[0-9a-f]{64}")

# Properties of this project beside the standard's; the custom ones are explained in docs/decisions.md.
OURS_IN_PACKAGE = {"title_zh", "description_zh"}
OURS_IN_RESOURCE = {"title_zh", "description_zh", "formerly", "derived"}
OURS_IN_SCHEMA = {"evidence", "derivedKey"}
OURS_IN_FIELD = {"title_zh", "description_zh", "form", "formerly"}

WANTED_IN_PACKAGE = (
    "$schema", "name", "title", "title_zh", "description", "description_zh", "version", "created",
    "licenses", "contributors", "sources", "keywords",
)  # fmt: skip
WANTED_IN_RESOURCE = (
    "name", "type", "path", "title", "title_zh", "description", "description_zh", "format", "mediatype",
    "encoding", "dialect", "schema", "bytes", "hash",
)  # fmt: skip
FIXED_IN_RESOURCE = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
DIALECT = {"delimiter": ",", "header": True, "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}
WHOLE_ROW = "row"  # in `evidence`: the row as a whole needs some

Place = tuple[str | int, ...]


class _File:
    """A JSON file of the package, able to say on which line a member stands."""

    def __init__(self, root: Path, file: str, table: str = ""):
        text = (root / file).read_text(encoding="utf-8-sig", errors="replace")
        self.file, self.table, self.content, self.lines = file, table, json.loads(text), member_lines(text)

    def finding(self, rule: str, place: Place, value: object = "", **details: str) -> Finding:
        known = next(place[:end] for end in range(len(place), -1, -1) if place[:end] in self.lines)
        return Finding(rule, self.table, self.file, self.lines[known], pointer(place), value=_short(value), details=details)


def check(package: Package) -> list[Finding]:
    """Everything wrong with the descriptor and the schema files."""
    described = _File(package.root, DESCRIPTOR)
    found = [
        *profile_errors(described, _profile()),
        *foreign_profile(described, "datapackage.json"),
        *unknown_properties(described, (), _profile(), OURS_IN_PACKAGE),
        *missing_properties(described, (), WANTED_IN_PACKAGE),
        *unfit_date(described),
        *repeated_names(described, ("resources",)),
    ]
    for at, resource in enumerate(_objects(described.content.get("resources"))):
        if not resource:
            continue
        place = ("resources", at)
        found += unknown_properties(described, place, _resource_profile(), OURS_IN_RESOURCE)
        found += missing_properties(described, place, WANTED_IN_RESOURCE)
        found += unfit_properties(described, place, resource)
    for table in package.tables:
        found += _schema_findings(package, table)
    return found


def unsound_tables(package: Package, found: list[Finding]) -> frozenset[str]:
    """Tables whose schema, or whose entry in the descriptor, has a finding, or whose name is another's too."""
    uses = Counter(one.name for one in package.tables)
    broken = {one.table for one in found if one.table} | {name for name, count in uses.items() if count > 1}
    entries = {
        pointer(("resources", at)): str(one.get("name")) for at, one in enumerate(_objects(package.descriptor.get("resources")))
    }
    profile = [one.field for one in found if one.rule == "structure.profile"]
    blamed = {name for entry, name in entries.items() if any(is_within(field, entry) for field in profile)}
    return frozenset(broken | blamed)


def is_within(field: str, entry: str) -> bool:
    """Whether a place in the descriptor is an entry or a part of it: `resources[1]` is no part of `resources[10]`."""
    return field == entry or field.startswith((f"{entry}.", f"{entry}["))


def _schema_findings(package: Package, table: Table) -> list[Finding]:
    if not table.schema_file:
        return []
    schema = _File(package.root, table.schema_file, table.name)
    found = [
        *profile_errors(schema, _schema_profile()),
        *foreign_profile(schema, "tableschema.json"),
        *unknown_properties(schema, (), _schema_profile(), OURS_IN_SCHEMA),
        *repeated_names(schema, ("fields",)),
        *patterns_that_fail(schema),
        *unfit_patterns(schema),
        *other_missing_values(schema),
        *broken_keys(schema),
        *broken_names(schema, package),
        *broken_references(schema, package),
    ]
    for at, field in enumerate(table.fields):
        profile = _field_profile(field["type"])
        found += unknown_properties(schema, ("fields", at), profile, OURS_IN_FIELD)
        found += unknown_properties(schema, ("fields", at, "constraints"), profile["properties"]["constraints"], set())
    return found


def profile_errors(file: _File, profile: dict) -> Iterator[Finding]:
    """A file fits the JSON schema of Data Package v2."""
    for error in jsonschema.Draft7Validator(profile).iter_errors(file.content):
        deepest = _cause(error)
        yield file.finding("structure.profile", tuple(deepest.absolute_path), deepest.instance, reason=_short(deepest.message))


def _cause(error: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """The innermost error. Of the kinds that a field may have, the one that it names is meant."""
    while error.context:
        of_other_kinds = {one.schema_path[0] for one in error.context if one.path and one.path[-1] == "type"}
        of_its_kind = [one for one in error.context if one.schema_path[0] not in of_other_kinds]
        if of_other_kinds and not of_its_kind:
            error = next(one for one in error.context if one.path and one.path[-1] == "type")
            error.message = f"{error.instance!r} is no type of field"
        else:
            error = jsonschema.exceptions.best_match(of_its_kind)
    return error


def foreign_profile(file: _File, name: str) -> Iterator[Finding]:
    """A file declares the version of the standard that it is checked against."""
    declared = file.content.get("$schema")
    if declared is not None and declared != ADDRESS + name:
        yield file.finding("structure.profile-address", ("$schema",), declared, wanted=ADDRESS + name)


def unknown_properties(file: _File, place: Place, profile: dict, ours: set[str]) -> Iterator[Finding]:
    """Each property is one of the standard or one of ours; a typo would switch a rule off."""
    for name in _at(file.content, place):
        if name not in profile["properties"] and name not in ours:
            known = ", ".join(sorted([*profile["properties"], *ours]))
            yield file.finding("structure.property-unknown", (*place, name), name, known=known)


def missing_properties(file: _File, place: Place, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """What an analyst needs to use the package is filled in."""
    holder = _at(file.content, place)
    for name in wanted:
        if holder.get(name) in (None, "", [], {}):
            yield file.finding("structure.property-missing", (*place, name), name=name)


def unfit_properties(file: _File, place: Place, resource: dict) -> Iterator[Finding]:
    """Each table is plain CSV as the canonical form has it, with a SHA-256 hash."""
    for name, wanted in FIXED_IN_RESOURCE.items():
        if name in resource and resource[name] != wanted:
            yield file.finding("structure.property-unfit", (*place, name), resource[name], wanted=wanted)
    dialect = resource.get("dialect")
    if isinstance(dialect, dict) and not _is_plain(dialect):
        yield file.finding("structure.property-unfit", (*place, "dialect"), dialect, wanted='{"delimiter": ","}')
    if isinstance(resource.get("schema"), dict):
        yield file.finding("structure.property-unfit", (*place, "schema"), "{…}", wanted="schemas/….schema.json")
    if "hash" in resource and not HASH.fullmatch(str(resource["hash"])):
        yield file.finding("structure.property-unfit", (*place, "hash"), resource["hash"], wanted="sha256:…")


def unfit_date(file: _File) -> Iterator[Finding]:
    """The date of the package, which stands for today, is a date."""
    created = file.content.get("created")
    if isinstance(created, str) and created and not _is_date(created):
        yield file.finding("structure.property-unfit", ("created",), created, wanted="2026-01-31T00:00:00Z")


def repeated_names(file: _File, place: Place) -> Iterator[Finding]:
    """Names of resources and of fields are given once."""
    listed = _objects(_at(file.content, place[:-1]).get(place[-1]))
    uses = Counter(str(one.get("name")) for one in listed)
    for at, one in enumerate(listed):
        if uses[str(one.get("name"))] > 1:
            yield file.finding("structure.name-repeated", (*place, at, "name"), one.get("name"))


def patterns_that_fail(file: _File) -> Iterator[Finding]:
    """A pattern is a regular expression that compiles."""
    for place, pattern in _patterns(file):
        if reason := _broken(pattern):
            yield file.finding("structure.pattern-broken", place, pattern, reason=reason)


def unfit_patterns(file: _File) -> Iterator[Finding]:
    """A pattern comes to an end on every cell, and means the same to every engine."""
    for place, pattern in _patterns(file):
        if not _broken(pattern) and (reason := patterns.fault(pattern)):
            yield file.finding("structure.pattern-unfit", place, pattern, reason=reason)


def _patterns(file: _File) -> Iterator[tuple[Place, str]]:
    for at, field in enumerate(_objects(file.content.get("fields"))):
        constraints = field.get("constraints")
        pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
        if isinstance(pattern, str):
            yield ("fields", at, "constraints", "pattern"), pattern


def _broken(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return _short(error)
    return ""


def other_missing_values(file: _File) -> Iterator[Finding]:
    """The empty cell is the only missing value, of a table and of each field."""
    places = [(), *(("fields", at) for at, _ in enumerate(_objects(file.content.get("fields"))))]
    for place in places:
        declared = _at(file.content, place).get("missingValues", [""])
        if isinstance(declared, list) and declared != [""]:
            yield file.finding("structure.property-unfit", (*place, "missingValues"), declared, wanted='[""]')


def broken_keys(file: _File) -> Iterator[Finding]:
    """A primary key names fields of its schema."""
    key = file.content.get("primaryKey")
    names = {str(one.get("name")) for one in _objects(file.content.get("fields"))}
    if not key:
        yield file.finding("structure.property-missing", ("primaryKey",), name="primaryKey")
    for name in names_in(key):
        if str(name) not in names:
            yield file.finding("structure.reference-broken", ("primaryKey",), name, target="fields")


def broken_names(file: _File, package: Package) -> Iterator[Finding]:
    """What a derived key is made of, and what needs evidence, are fields; `source_id.url` is one of the table
    to which `source_id` refers."""
    names = {str(one.get("name")) for one in _objects(file.content.get("fields"))}
    derived = file.content.get("derivedKey")
    parts = derived.get("fields") if isinstance(derived, dict) else None
    listed = (
        (("derivedKey", "fields"), parts, names | _fields_referred_to(file, package)),
        (("evidence",), file.content.get("evidence"), {*names, WHOLE_ROW}),
    )
    for place, given, known in listed:
        for at, name in enumerate(given if isinstance(given, list) else []):
            if str(name) not in known:
                yield file.finding("structure.reference-broken", (*place, at), name, target="fields")


def _fields_referred_to(file: _File, package: Package) -> set[str]:
    columns = {one.name: one.columns for one in package.tables}
    found = set()
    for key in _objects(file.content.get("foreignKeys")):
        reference = key.get("reference") if isinstance(key.get("reference"), dict) else {}
        for own in names_in(key.get("fields")):
            found |= {f"{own}.{name}" for name in columns.get(str(reference.get("resource") or file.table), ())}
    return found


def broken_references(file: _File, package: Package) -> Iterator[Finding]:
    """A foreign key names fields of its own table and the whole key of another."""
    own = {str(one.get("name")) for one in _objects(file.content.get("fields"))}
    listed = Counter(str(one.get("name")) for one in _objects(package.descriptor.get("resources")))
    keys = {one.name: one.key for one in package.tables if listed[one.name] == 1}
    for at, key in enumerate(_objects(file.content.get("foreignKeys"))):
        reference = key.get("reference") if isinstance(key.get("reference"), dict) else {}
        target = str(reference.get("resource") or file.table)
        place = ("foreignKeys", at)
        for name in names_in(key.get("fields")):
            if str(name) not in own:
                yield file.finding("structure.reference-broken", (*place, "fields"), name, target=file.table)
        if target not in listed:
            yield file.finding("structure.reference-broken", (*place, "reference", "resource"), target, target=DESCRIPTOR)
        elif target in keys and names_in(reference.get("fields")) != keys[target]:
            yield file.finding(
                "structure.reference-broken", (*place, "reference", "fields"), reference.get("fields"), target=target
            )


def names_in(fields: object) -> tuple:
    """The fields of a key, which the standard lets be one name or a list of names."""
    return tuple(fields) if isinstance(fields, list) else (fields,) if isinstance(fields, str) else ()


def _is_plain(dialect: dict) -> bool:
    """Whether a dialect names the comma, and nothing else but what holds without it."""
    return DIALECT | dialect == DIALECT and "delimiter" in dialect


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text[:10]) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _objects(listed: object) -> list[dict]:
    """The objects of a list; others keep their place as an empty object."""
    return [one if isinstance(one, dict) else {} for one in listed] if isinstance(listed, list) else []


def _at(content: dict, place: Place) -> dict:
    """The object that stands at a place; an empty one where there is none."""
    for part in place:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return {}
    return content if isinstance(content, dict) else {}


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text[:200]


@cache
def _profile() -> dict:
    return json.loads(PROFILE.read_text(encoding="utf-8"))


def _resource_profile() -> dict:
    return _profile()["properties"]["resources"]["items"]


def _schema_profile() -> dict:
    return _resource_profile()["properties"]["schema"]


def _field_profile(kind: object) -> dict:
    """The profile of a field of type `kind` (of a text field where there is no such type)."""
    profiles = _schema_profile()["properties"]["fields"]["items"]["oneOf"]
    return next(
        (one for one in profiles if kind in one["properties"]["type"].get("enum", [one["properties"]["type"].get("const")])),
        profiles[0],
    )
