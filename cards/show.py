"""`python -m cards show RECORD [--out FILE]`: the card of a record.

Enters: a shelf and the key of a record. Leaves: its card, a TOML text. Comments give the labels of codes, the
names of keys, what contradicts a cell, and who refers to the record; `apply` reads none of them.
"""

from collections.abc import Iterator, Sequence

from cards import toml
from cards.kinds import Child
from cards.record import Record, digest, gather
from cards.shelf import Place, Shelf
from validate.catalogue import visible
from validate.history.belonging import CITATIONS, SOURCES
from validate.history.versions import Row, record
from validate.references import references

CITED = ("fields", "verdict", "value_as_stated", "note")
LONGEST_NOTE = 200
MOST_NAMED = 8  # rows that refer to the record, named for each column


def card(shelf: Shelf, name: str) -> str:
    """The card of the record with a key. Raises CannotRun if there is none."""
    found = gather(shelf, shelf.find(name))
    parts = [_head(shelf, found), *_root(shelf, found)]
    for table, places in found.children.items():
        parts += _children(shelf, found, shelf.kind(found.place[0]).children[table], places)
    parts += [_source(shelf, one) for one in found.sources]
    return "\n\n".join([*parts, *_referring(shelf, found)]) + "\n"


def _head(shelf: Shelf, found: Record) -> str:
    kind, key = shelf.kind(found.place[0]).name, record(found.place[1])
    return "\n".join((
        visible(f"# {kind} {key}: {shelf.name_of(found.place[0], key)}", LONGEST_NOTE),
        "# Edit, then run: nox -s apply -- THIS_FILE      编辑后运行：nox -s apply -- 本文件",
        "# A changed or removed cell that was released needs a [[reasons]] block; apply prints it, ready to paste.",
        "[card]",
        f"record = {toml.text(key)}",
        f"digest = {toml.text(digest(shelf, found))}  # apply refuses the card if the tables were changed since",
    ))  # fmt: skip


def _root(shelf: Shelf, found: Record) -> Iterator[str]:
    table, _ = found.place
    row = shelf.row(found.place)
    disputed = _disputed(shelf, found, found.place)
    lines = [f"[{table}]"]
    for field in shelf.tables[table].fields:
        name = field["name"]
        notes = [_label(shelf, table, field, row), *disputed.get(name, ())]
        lines.append(_line(name, toml.cell(field, row[name]), notes))
    yield "\n".join(lines)
    yield from _citations(shelf, found, found.place, table)


def _children(shelf: Shelf, found: Record, child: Child, places: Sequence[Place]) -> Iterator[str]:
    name = child.table.name
    fields = [one for one in child.table.fields if one["name"] in child.columns]
    for place in places:
        row, disputed = shelf.row(place), _disputed(shelf, found, place)
        lines = [f"[[{name}]]  # {visible(record(place[1]), LONGEST_NOTE)}"]
        for field in fields:
            column = field["name"]
            if row[column] or _says_nobody(child, column, row):
                notes = [_label(shelf, name, field, row), *disputed.get(column, ())]
                lines.append(_line(column, toml.cell(field, row[column]), notes))
        yield "\n".join(lines)
        yield from _citations(shelf, found, place, name)


def _says_nobody(child: Child, column: str, row: Row) -> bool:
    """An actor without a link says so, since apply looks up one that says nothing."""
    return column == "agency_id" and child.table.has("name_as_stated", "organisation_id") and not row["organisation_id"]


def _citations(shelf: Shelf, found: Record, place: Place, section: str) -> Iterator[str]:
    """The citations of a row, those that say the same of several fields as one; contradictions first."""
    order = ("row", *shelf.tables[place[0]].columns)
    groups: dict[tuple[str, ...], list[str]] = {}
    for key in found.citations.get(place, ()):
        row = shelf.rows(CITATIONS)[key]
        said = (row["verdict"], row["source_id"], row["value_as_stated"], row["note"])
        groups.setdefault(said, []).append(row["field"])
    for (verdict, source, stated, note), fields in sorted(groups.items()):
        fields.sort(key=lambda one: (order.index(one) if one in order else len(order), one))
        row = shelf.rows(SOURCES)[source,]
        lines = [f"[[{section}.citations]]" + ("  # !! CONTRADICTS  与来源不符" if verdict == "contradicts" else "")]
        lines.append(f"fields = [{', '.join(map(toml.text, fields))}]")
        label = shelf.labels.get(("verdict", verdict), "")
        lines.append(_line("verdict", toml.text(verdict), [label]))
        lines.append(_line("url", toml.text(row["url"]), [row["title"] or row["publisher"]]))
        lines += [f"{name} = {toml.text(value)}" for name, value in (("value_as_stated", stated), ("note", note)) if value]
        yield "\n".join(lines)


def _source(shelf: Shelf, key: str) -> str:
    row = shelf.rows(SOURCES)[key,]
    lines = [f"[[{SOURCES}]]  # {visible(key)}"]
    for field in shelf.tables[SOURCES].fields:
        name = field["name"]
        if row[name] and name != "source_id":
            lines.append(_line(name, toml.cell(field, row[name]), [_label(shelf, SOURCES, field, row)]))
    return "\n".join(lines)


def _referring(shelf: Shelf, found: Record) -> Iterator[str]:
    """A comment with the rows that refer to the record and do not hang on it."""
    own = set(found.places())
    rows: dict[str, list[str]] = {}
    for field, place in shelf.referring(found.place):
        if place not in own:
            name = record(place[1])
            if place[0] == CITATIONS:
                cited = shelf.row(place)
                name = f"{cited['subject_table']} {cited['subject_id']} {cited['field']}"
            rows.setdefault(f"{place[0]}.{field}", []).append(name)
    if rows:
        lines = ["# Referred to by  被引用于:"]
        for column, names in rows.items():
            more = f", … ({len(names)})" if len(names) > MOST_NAMED else ""
            lines.append(f"#   {column}: {', '.join(visible(one, LONGEST_NOTE) for one in names[:MOST_NAMED])}{more}")
        yield "\n".join(lines)


def _disputed(shelf: Shelf, found: Record, place: Place) -> dict[str, list[str]]:
    """What sources that contradict a cell state instead, by column."""
    notes: dict[str, list[str]] = {}
    for key in found.citations.get(place, ()):
        row = shelf.rows(CITATIONS)[key]
        if row["verdict"] == "contradicts":
            publisher = shelf.rows(SOURCES)[row["source_id"],]["publisher"]
            notes.setdefault(row["field"], []).append(f"!! {publisher}: {row['value_as_stated']}")
    return notes


def _label(shelf: Shelf, table: str, field: dict, row: Row) -> str:
    """What a code or a key means."""
    value = row[field["name"]]
    if not value:
        return ""
    label = shelf.labels.get((field["name"], value))
    if label:
        return label
    for fields, other, _ in references(shelf.tables[table]):
        if fields == [field["name"]]:
            return shelf.name_of(other, value)
    return ""


def _line(name: str, value: str, notes: Sequence[str]) -> str:
    note = visible("; ".join(one for one in notes if one), LONGEST_NOTE)
    return f"{name} = {value}" + (f"  # {note}" if note else "")
