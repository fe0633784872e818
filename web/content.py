"""What the page knows: the tables of a package in a compact form, with the words that describe them.

Enters: a package and its rows. Leaves: plain lists and dicts, ready for JSON. A table is stored by column;
a column whose cells repeat is a list of its different cells and, for each row, a place in it.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import validate
from release.material import Material, Rows
from release.metadata.citation import sentence
from release.metadata.descriptor import day, downloads, licences
from validate.catalogue import visible
from validate.package import Table
from validate.references import references

TRADITIONAL = Path(validate.__file__).with_name("relations") / "traditional_characters.txt"
GRID = Path(__file__).with_name("tile_grid.csv")
LEFT_OUT = {"region_changes", "revisions"}  # long, or said better by changes.csv
NOT_SHOWN = {
    "citations": {"citation_id"}, "aliases": {"note"}, "searches": {"search_id", "query", "corpus", "note"},
}  # fmt: skip
ORDERS = {  # instead of by keys that are digests: like beside like takes less room
    "citations": ("subject_table", "subject_id", "field", "verdict"),
    "aliases": ("organisation_id", "agency_id", "name"),
    "sources": ("url",),
    "searches": ("region_id", "subject"),
}
PLACES, SPELLINGS, NAMED = "regions", "aliases", ("agencies", "organisations")
CHANGES = ("table", "record", "field", "change", "old", "new", "revision_kind", "note_en")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def content(material: Material, changes: Rows) -> dict:
    """Everything that the page shows. `changes` are the rows of changes.csv, in its columns."""
    package = material.package
    descriptor = package.descriptor
    tables = {one.name: _table(one, _kept(material, one)) for one in package.tables if one.name not in LEFT_OUT}
    titles = {one["name"]: one for one in package.resources}
    for name, table in tables.items():
        table["title"] = [titles[name].get("title", name), titles[name].get("title_zh", name)]
    return {
        "name": package.name,
        "version": package.version,
        "date": day(package),
        "title": [descriptor.get("title", package.name), descriptor.get("title_zh", package.name)],
        "description": [descriptor.get("description", ""), descriptor.get("description_zh", "")],
        "homepage": descriptor.get("homepage", ""),
        "citation": sentence(package),
        "licences": [[one.get("name", ""), one.get("path", "")] for one in licences(package)],
        "downloads": [[one.file, one.title, one.size or 0] for one in downloads(package)],
        "tables": tables,
        "changes": [[inert(cell) for cell in row] for row in changes],
        "tiles": tiles(GRID),
        "traditional": traditional(
            TRADITIONAL, {one for rows in material.rows.values() for row in rows for one in "".join(row)}
        ),
    }


def _characters(material: Material) -> set[str]:
    return {one for rows in material.rows.values() for row in rows for cell in row for one in cell}


def traditional(path: Path, used: Collection[str]) -> list[str]:
    """Each traditional character followed by its simplified form, where that is among the characters `used`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [one.replace(" ", "") for one in lines if not one.startswith("#")]
    return [one for one in pairs if one[1] in used]


def tiles(path: Path) -> list[list]:
    """The province-level regions as equal tiles: key, row, column, both counted from 0."""
    with path.open(encoding="utf-8", newline="") as file:
        return [[f"CN-{one['region_code']}", int(one["row"]), int(one["col"])] for one in csv.DictReader(file)]


def inert(cell: str) -> str:
    """A cell without characters that hide, or that turn the direction of what follows: they are shown as their code."""
    return _HIDDEN.sub(lambda one: visible(one.group()), cell)


def encoded(cells: Sequence[str]) -> list:
    """A column: its cells, or `[different cells, places]` where that is shorter."""
    different = sorted(set(cells))
    if len(different) * 2 > len(cells):
        return list(cells)
    place = {cell: at for at, cell in enumerate(different)}
    return [different, [place[cell] for cell in cells]]


def _table(table: Table, rows: Rows) -> dict:
    """A table: its key, its fields as `[name, title, title_zh, description, description_zh, what it holds]`, its columns."""
    leads_to = {fields[0]: other for fields, other, _ in references(table) if len(fields) == 1}
    kept = [at for at, one in enumerate(table.columns) if one not in NOT_SHOWN.get(table.name, ())]
    if {*ORDERS.get(table.name, ())} <= {*table.columns}:
        order = [table.columns.index(one) for one in ORDERS.get(table.name, ())]
        rows = sorted(rows, key=lambda row: [row[at] for at in order])
    fields = [_field(table.fields[at], leads_to) for at in kept]
    columns = [encoded([inert(row[at]) for row in rows]) for at in kept]
    key = [one for one in table.key if one not in NOT_SHOWN.get(table.name, ())]
    return {"key": key, "rows": len(rows), "fields": fields, "columns": columns}


def _field(field: dict, leads_to: dict[str, str]) -> list[str]:
    name = field["name"]
    words = [str(field.get(one, "")) for one in ("title", "title_zh", "description", "description_zh")]
    return [name, *words, _holds(field, leads_to.get(name, ""))]


def _holds(field: dict, other: str) -> str:
    """What a cell is: `code`, `>TABLE` for a key of another table, `number`, or plain text (empty)."""
    if other:
        return f">{other}"
    if "enum" in field.get("constraints", {}):
        return "code"
    return "number" if field.get("type") in {"integer", "number"} else ""


def _kept(material: Material, table: Table) -> Rows:
    """The rows to show: all, but of places and spellings only those that a reader can meet."""
    if table.name == PLACES and table.has("region_id", "parent_region_id", "level"):
        return _places(material, table)
    if table.name == SPELLINGS and table.has("name"):
        return _spellings(material, table)
    return material.rows[table.name]


def _places(material: Material, table: Table) -> Rows:
    """The places that something refers to, the provinces, and what lies above them."""
    rows = material.rows[table.name]
    own, above, level = (table.columns.index(one) for one in ("region_id", "parent_region_id", "level"))
    parent = {row[own]: row[above] for row in rows}
    wanted = {row[own] for row in rows if row[level] in {"country", "province"}}
    for place in _referred(material):
        while place in parent and place not in wanted:
            wanted.add(place)
            place = parent[place]
    return [row for row in rows if row[own] in wanted]


def _spellings(material: Material, table: Table) -> Rows:
    """The spellings that are not the name itself."""
    named = {cell for one in NAMED for row in material.rows.get(one, ()) for cell in row}
    at = table.columns.index("name")
    return [row for row in material.rows[table.name] if row[at] not in named]


def _referred(material: Material) -> Iterator[str]:
    """The keys of places in the other tables that are shown."""
    for table in material.package.tables:
        if table.name == PLACES or table.name in LEFT_OUT:
            continue
        for fields, other, _ in references(table):
            if other == PLACES:
                yield from _column(material.rows[table.name], table.columns.index(fields[0]))


def _column(rows: Rows, at: int) -> Iterable[str]:
    return {row[at] for row in rows}
