"""The part of the dictionary that a table has: what a row is, its keys, its fields.

Enters: the package and a table. Leaves: Markdown.
"""

from collections.abc import Iterator

from maintain.dictionary.words import WORDS
from maintain.markdown import anchor, code, head, plain, row
from validate.package import Package, Table

TERMS = {
    "https://schema.org/": "schema",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://data.europa.eu/eli/ontology#": "eli",
}


def section(package: Package, table: Table, lang: str) -> str:
    """The whole section of a table."""
    words, about = WORDS[lang], resource(package, table)
    lines = [
        f"### {anchor(table.name)}{code(table.name)} – {plain(said(about, 'title', lang))}",
        "",
        plain(said(about, "description", lang)),
        "",
        f"- {words['primary_key']}{words['colon']}{words['comma'].join(link(table, one) for one in table.key)}",
        *_references(package, table, lang),
        *_promises(table, lang),
        *([f"- {words['made'].format(file=code(about['path']))}"] if about.get("derived") else []),
        "",
        *head(words[one] for one in ("field", "means", "form", "limits", "example")),
    ]
    return "\n".join([*lines, *(_field(table, one, lang) for one in table.fields)])


def resource(package: Package, table: Table) -> dict:
    """The descriptor's resource of a table."""
    return next(one for one in package.resources if one.get("name") == table.name)


def said(entry: dict, name: str, lang: str) -> str:
    """A title or description in the language."""
    return entry.get(name if lang == "en" else f"{name}_{lang}", "")


def link(table: Table, column: str) -> str:
    """A link to a field of a table, which shows the name of the field."""
    return f"[{code(column)}](#{table.name}.{column})"


def far(table: Table, key: dict) -> str:
    """The table to which a foreign key leads."""
    return key["reference"]["resource"] or table.name


def _references(package: Package, table: Table, lang: str) -> Iterator[str]:
    words, comma = WORDS[lang], WORDS[lang]["comma"]
    for key in table.schema["foreignKeys"]:
        other = far(table, key)
        own = comma.join(link(table, one) for one in key["fields"])
        yield f"- {words['foreign_keys']}{words['colon']}{own} → [{code(other)}](#{other})"
    referring = [
        f"[{code(f'{one.name}.{column}')}](#{one.name}.{column})"
        for one in package.tables
        for key in one.schema["foreignKeys"]
        if far(one, key) == table.name
        for column in key["fields"]
    ]
    if referring:
        yield f"- {words['referred']}{words['colon']}{comma.join(referring)}"


def _promises(table: Table, lang: str) -> Iterator[str]:
    """How a key is derived, and that each row has evidence, where a schema says so."""
    words, derived = WORDS[lang], table.schema["derivedKey"]
    if derived["fields"]:
        fields = words["comma"].join(code(one) for one in derived["fields"])
        how = words["derived_how"].format(prefix=code(derived["prefix"]), fields=fields)
        yield f"- {words['derived']}{words['colon']}{how}"
    if "row" in table.schema["evidence"]:
        yield f"- {words['row_evidence']}"


def _field(table: Table, field: dict, lang: str) -> str:
    place = f"{table.name}.{field['name']}"
    title, description = (plain(said(field, name, lang)) for name in ("title", "description"))
    meaning = f"**{title}**{WORDS[lang]['stop']}{description}"
    cells = (f"{anchor(place)}{code(field['name'])}", meaning, _form(table, field, lang), _limits(field, lang))
    return row((*cells, code(field["example"])))


def _form(table: Table, field: dict, lang: str) -> str:
    """Type, whether it may be empty, and what else holds of the field as a whole."""
    words, limits = WORDS[lang], field["constraints"]
    parts = [words["types"][field.get("form", field["type"])], words["required" if limits.get("required") else "optional"]]
    parts += [words["unique"]] if limits.get("unique") else []
    parts += [words["cited"]] if field["name"] in table.schema["evidence"] else []
    if field.get("rdfType"):
        parts.append(f"{words['term']} {_term(field['rdfType'])}")
    return "<br>".join(parts)


def _limits(field: dict, lang: str) -> str:
    words, limits = WORDS[lang], field["constraints"]
    parts = []
    if "enum" in limits:
        parts.append(f"{words['codes']} [{code(field['name'])}](#codes.{field['name']})")
    if "pattern" in limits and "form" not in field:
        parts.append(f"{words['pattern']} {code(limits['pattern'])}")
    for name, word in (("minLength", "shortest"), ("maxLength", "longest")):
        if name in limits:
            parts.append(words[word].format(limits[name]))
    low, high = limits.get("minimum"), limits.get("maximum")
    if low is not None and high is not None:
        parts.append(f"{low} – {high}")
    elif low is not None or high is not None:
        parts.append(f"≥ {low}" if high is None else f"≤ {high}")
    return "<br>".join(parts)


def _term(address: str) -> str:
    """A term of a vocabulary, short, with its address."""
    for base, prefix in TERMS.items():
        if address.startswith(base):
            return f"[{prefix}:{address.removeprefix(base)}]({address})"
    return f"<{address}>"
