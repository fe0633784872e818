"""`python -m cards new KIND [--out FILE]`: an empty card with every field.

Enters: the shelf and the table of the record. Leaves: a TOML text. Comments say what each field is, whether it must be
filled, and which codes there are; blocks that stay empty count for nothing.
"""

from collections.abc import Iterator

from cards import toml
from cards.kinds import ACTORS
from cards.shelf import Shelf
from validate.evidence import WHOLE_ROW
from validate.history.belonging import ALIASES, CITATIONS, SOURCES
from validate.package import Table

LINKS = ("agency_id", "organisation_id")  # of an actor: looked up by its name unless written
WIDTH = 116


def empty_card(shelf: Shelf, table: str) -> str:
    """The empty card of a record of `table`."""
    kind = shelf.kind(table)
    parts = [_head(kind.name), "\n".join([f"[{table}]", *_fields(shelf, kind.table, kind.table.columns)])]
    parts += _citations(shelf, kind.table)
    for child in kind.children.values():
        parts.append("\n".join([_block(child.table), *_fields(shelf, child.table, child.columns)]))
        parts += _citations(shelf, child.table)
    if kind.name != "source":
        columns = [one for one in shelf.tables[SOURCES].columns if one != "source_id"]
        about = "# One for each page that is not a source yet  每个尚未收录的网页一块"
        parts.append("\n".join([f"[[{SOURCES}]]", about, *_fields(shelf, shelf.tables[SOURCES], columns)]))
    if set(kind.children) & set(ACTORS):
        about = "# One for each new spelling of an actor's name  每个新的主体名称写法一块"
        aliases = shelf.tables[ALIASES]
        parts.append("\n".join([f"[[{ALIASES}]]", about, *_fields(shelf, aliases, aliases.columns)]))
    return "\n\n".join(parts) + "\n"


def _head(name: str) -> str:
    return "\n".join((
        f"# A new {name}. Fill in, then run: nox -s apply -- THIS_FILE      填写后运行：nox -s apply -- 本文件",
        "# Fields marked * must be filled. Copy a block for each further entry; empty blocks count for nothing.",
        "# 标 * 的字段必填。每多一项就复制一块；空块不计。",
    ))  # fmt: skip


def _block(table: Table) -> str:
    return f"[[{table.name}]]"


def _fields(shelf: Shelf, table: Table, columns: "tuple[str, ...] | list[str]") -> Iterator[str]:
    for field in table.fields:
        if field["name"] in columns:
            yield from _about(shelf, table, field)
            mark = "# " if table.name in ACTORS and field["name"] in LINKS else ""
            yield f"{mark}{field['name']} = {toml.text('')}"


def _about(shelf: Shelf, table: Table, field: dict) -> Iterator[str]:
    """Comments on a field: title, whether it must be filled, what it holds, an example, its codes."""
    must = "* " if field["constraints"].get("required") and not _is_minted(table, field["name"]) else ""
    yield f"# {must}{field.get('title', '')} · {field.get('title_zh', '')}: {field.get('description', '')}"
    if field["name"] in table.schema["evidence"]:
        yield "#   Needs a citation once it is filled  填写后须有引证"
    if field["name"] in table.key and _is_minted(table, field["name"]):
        yield "#   Left empty, the key is made by the convention  留空则按惯例生成"
    codes = field["constraints"].get("enum")
    if codes:
        yield from (f"#   {one}  {shelf.labels.get((field['name'], str(one)), '')}" for one in codes)
    else:
        yield f"#   e.g. {field.get('example', '')}"


def _is_minted(table: Table, name: str) -> bool:
    made = {"policies", "pilot_applications", "region_changes", SOURCES}
    return name in table.key and table.name in made


def _citations(shelf: Shelf, table: Table) -> Iterator[str]:
    """An empty citation, where rows of the table may have one."""
    fields = {one["name"]: one for one in shelf.tables[CITATIONS].fields}
    if table.name not in fields["subject_table"]["constraints"].get("enum", ()):
        return
    lines = [
        f"[[{table.name}.citations]]",
        "# One for each page and verdict: what the page says of which fields  每页每判定一块",
    ]
    if WHOLE_ROW in table.schema["evidence"]:
        lines += ['# Needed once for the row itself: fields = ["row"]  整行须有引证：fields = ["row"]']
    lines += ['fields = []  # such as ["issued_date", "region_id"]; "row" is the whole row  整行写 row']
    for name in ("verdict", "url", "value_as_stated", "note"):
        if name == "url":
            lines += ["# * Address of the page  网页地址", 'url = ""']
        else:
            lines += [*_about(shelf, shelf.tables[CITATIONS], fields[name]), f'{name} = ""']
    yield "\n".join(lines)
