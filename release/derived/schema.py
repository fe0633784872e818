"""The schemas of the derived tables: what they say themselves, and what they take from the tables of the package.

Enters: a package. Leaves: a complete Table Schema for each derived table, and its resource for the descriptor of the release.
Standard library only.

A field in `schemas/NAME.schema.json` that has `of` (`policies.scope`) is that field; further members replace its own, and
`required` the constraint of that name. `with` puts columns after it: `labels` (the words of its code in both languages) or
`bounds` (of a partial date). A coded field under another name keeps its codes as a pattern, since a code list has the name of
its column.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from release.bounds import derived_fields
from validate.package import Package, Table

FOLDER = Path(__file__).with_name("schemas")
DATA = "derived"  # folder of the tables in a release
SOURCES = (
    "policies", "policy_actors", "policy_measures", "policy_targets", "policy_topics", "policy_relations", "regions",
    "agencies", "organisations", "programmes", "pilot_applications", "pilot_events", "pilot_actors",
    "pilot_technologies", "sources", "citations", "searches", "codes",
)  # fmt: skip
DIALECT = {"header": True, "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}


def marked(package: Package) -> frozenset[str]:
    """The tables that the descriptor marks as derived from others."""
    return frozenset(one["name"] for one in package.resources if one.get("derived") is True)


def names() -> list[str]:
    """The derived tables that have a schema here."""
    return sorted(one.name.removesuffix(".schema.json") for one in FOLDER.glob("*.schema.json"))


def source(name: str) -> dict:
    """The schema of a derived table as it is written."""
    return json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))


def schema(package: Package, name: str) -> dict:
    """The complete Table Schema of a derived table of a package."""
    fields = {f"{table.name}.{one['name']}": one for table in package.tables for one in table.fields}
    written, words = source(name), _words(package)
    whole = [field for one in written["fields"] for field in _fields(one, fields, words)]
    rest = {key: value for key, value in written.items() if key not in {"fields", "resource"}}
    head = {"$schema": rest.pop("$schema"), "fields": whole}
    return head | rest


def resource(name: str) -> dict:
    """The resource of a derived table, without size and hash."""
    return {
        "name": name, "path": f"{DATA}/{name}.csv", "type": "table", **source(name)["resource"], "derived": True,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT,
        "schema": f"schemas/{name}.schema.json",
    }  # fmt: skip


def labelled(name: str) -> Iterator[tuple[str, str]]:
    """The columns of a derived table that have labels, each with its code list."""
    return ((_name(one), one["of"].split(".")[1]) for one in source(name)["fields"] if one.get("with") == "labels")


def bounded(name: str) -> Iterator[str]:
    """The columns of a derived table whose bounds stand beside them."""
    return (_name(one) for one in source(name)["fields"] if one.get("with") == "bounds")


def file_content(package: Package, name: str) -> bytes:
    """The schema file of a derived table in a release."""
    return (json.dumps(schema(package, name), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def table(package: Package, name: str) -> Table:
    file = resource(name)["path"]
    return Table(name, file, package.root / file, schema(package, name), resource(name)["schema"])


def described(package: Package) -> Package:
    """A package with its derived tables named and described as in a release, without their bytes."""
    resources = [*package.descriptor["resources"], *map(resource, names())]
    tables = (table(package, one) for one in names())
    return Package(package.root, package.descriptor | {"resources": resources}, (*package.tables, *tables))


def _name(written: dict) -> str:
    return written.get("name") or written["of"].split(".")[1]


def _words(package: Package) -> dict[tuple[str, str], dict]:
    """The rows of the code lists by list and code, for examples of labels."""
    with next(one.path for one in package.tables if one.name == "codes").open(encoding="utf-8", newline="") as file:
        return {(row["list"], row["code"]): row for row in csv.DictReader(file)}


def _fields(written: dict, known: dict[str, dict], words: dict[tuple[str, str], dict]) -> Iterator[dict]:
    field = _taken(written, known[written["of"]]) if "of" in written else written
    yield field
    if written.get("with") == "bounds":
        yield from derived_fields(field)
    if written.get("with") == "labels":
        yield from _labels(field, written["of"].split(".")[1], words)


def _taken(written: dict, field: dict) -> dict:
    """A field of a table of the package under its own or another name."""
    own = {key: value for key, value in written.items() if key not in {"of", "with", "required"}}
    limits = {name: limit for name, limit in field.get("constraints", {}).items() if name != "unique"}
    limits["required"] = written.get("required", limits.get("required", False))
    if _name(written) != field["name"] and "enum" in limits:
        limits["pattern"] = f"(?:{'|'.join(map(re.escape, limits.pop('enum')))})"
    return field | own | {"constraints": limits}


def _labels(field: dict, code_list: str, words: dict[tuple[str, str], dict]) -> Iterator[dict]:
    example = words.get((code_list, field["example"]), {})
    for language, english, chinese in (("zh", "Chinese", "中文"), ("en", "English", "英文")):
        yield {
            "name": f"{field['name']}_label_{language}", "type": "string",
            "title": f"{field['title']}, {english} label", "title_zh": f"{field['title_zh']}（{chinese}标签）",
            "description": f"{english} label of the code in `{field['name']}`, "
            f"from the list `{code_list}`; empty where that is empty.",
            "description_zh": f"`{field['name']}` 中代码的{chinese}标签，取自代码表 `{code_list}`；该列为空时为空。",
            "example": example.get(f"label_{language}", ""),
            "constraints": {"required": field["constraints"]["required"]},
        }  # fmt: skip
