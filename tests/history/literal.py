"""Versions written out: `version(policies=table("policy_id title", "a Plan"))`.

A table is its columns, of which the first is the key unless said otherwise, and rows of words.
"""

from validate.history.diff import Difference, compare
from validate.history.versions import TableVersion, Version
from validate.schema import usable

REVISIONS = "version revised_table revised_record revised_field revision_kind note_en"
REDIRECTS = "old_id new_id reason since"
CITATIONS = "citation_id subject_table subject_id field source_id verdict"


def table(columns: str, *rows: str, key: int = 1, links: dict[str, str] | None = None, **more: dict) -> TableVersion:
    """A table; `-` is an empty cell, `links` its foreign keys by column, `more` properties of fields."""
    names = columns.split()
    fields = [{"name": name, "type": "string", **more.get(name, {})} for name in names]
    schema: dict = {"fields": fields, "primaryKey": names[:key]}
    if links:
        schema["foreignKeys"] = [_link(own, *to.split(".")) for own, to in links.items()]
    cells = [["" if word == "-" else word for word in one.split()] for one in rows]
    keyed = {tuple(one[:key] or one): dict(zip(names, one, strict=True)) for one in cells}
    return TableVersion("", usable(schema), {}, keyed, lines={one: at for at, one in enumerate(keyed, 2)})


def _link(own: str, resource: str, field: str) -> dict:
    return {"fields": [own], "reference": {"resource": resource, "fields": [field]}}


def version(number: str = "0.1.0", about: dict[str, dict] | None = None, **tables: TableVersion) -> Version:
    """A version of these tables; `about` has properties of resources."""
    named = {
        name: TableVersion(name, one.schema, (about or {}).get(name, {}), one.rows, f"data/{name}.csv", one.lines)
        for name, one in tables.items()
    }
    return Version({"name": "mini", "version": number}, named)


def of(difference: Difference, name: str):
    """The difference of one table."""
    return next(one for one in difference.tables if one.name == name)


def between(old: TableVersion, new: TableVersion, **others: TableVersion):
    """The difference of the table `t` in two versions."""
    return of(compare(version(t=old), version(t=new, **others)), "t")
