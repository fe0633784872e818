"""The data dictionary, docs/dictionary.md and docs/dictionary.zh-CN.md.

Enters: the descriptor, the Table Schemas, those of the derived tables, the table of codes.
Leaves: a page in English or Chinese, with a place for each table (`#policies`), field
(`#policies.scope`), code list (`#codes.scope`) and code (`#codes.scope.dedicated`).
"""

from collections.abc import Iterable

from maintain.dictionary import codes, diagram, tables
from maintain.dictionary.words import WORDS
from maintain.markdown import anchor, code, head, plain, row
from release.derived import schema
from validate.package import Package, Table

FILES = {"en": "dictionary.md", "zh": "dictionary.zh-CN.md"}


def page(package: Package, lang: str, notice: str) -> str:
    """The whole page in the language `en` or `zh`."""
    words = WORDS[lang]
    lists, derived = codes.read(package), schema.described(package)
    made = [one for one in derived.tables if one.name in schema.marked(derived)]
    parts = [
        f"{notice}\n# {words['title']}",
        words["intro"].format(other=FILES["zh" if lang == "en" else "en"]),
        f"## {words['diagram']}",
        words["diagram_intro"],
        diagram.mermaid(package),
        f"## {words['tables']}",
        _contents(package, package.tables, lang),
        *(tables.section(package, one, lang) for one in package.tables),
        f"## {anchor('derived-tables')}{words['derived_tables']}",
        words["derived_intro"],
        _contents(derived, made, lang),
        *(tables.section(derived, one, lang) for one in made),
        f"## {anchor('code-lists')}{words['lists']}",
        words["lists_intro"],
        *(codes.section(package, name, rows, lang) for name, rows in lists.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _contents(package: Package, listed: Iterable[Table], lang: str) -> str:
    words = WORDS[lang]
    lines = head((words["table"], words["means"], words["key"]))
    for table in listed:
        resource = tables.resource(package, table)
        key = ", ".join(code(one) for one in table.key)
        lines.append(row((f"[{code(table.name)}](#{table.name})", plain(tables.said(resource, "title", lang)), key)))
    return "\n".join(lines)
