"""The data dictionary, docs/dictionary.md and docs/dictionary.zh-CN.md.

Enters: the descriptor, the Table Schemas, the table of codes.
Leaves: a page in English or Chinese, with a place for each table (`#policies`), field
(`#policies.scope`), code list (`#codes.scope`) and code (`#codes.scope.dedicated`).
"""

from maintain.dictionary import codes, diagram, tables
from maintain.dictionary.words import WORDS
from maintain.markdown import anchor, code, head, plain, row
from validate.package import Package

FILES = {"en": "dictionary.md", "zh": "dictionary.zh-CN.md"}


def page(package: Package, lang: str, notice: str) -> str:
    """The whole page in the language `en` or `zh`."""
    words = WORDS[lang]
    lists = codes.read(package)
    parts = [
        f"{notice}\n# {words['title']}",
        words["intro"].format(other=FILES["zh" if lang == "en" else "en"]),
        f"## {words['diagram']}",
        words["diagram_intro"],
        diagram.mermaid(package),
        f"## {words['tables']}",
        "\n".join(_contents(package, lang)),
        *(tables.section(package, one, lang) for one in package.tables),
        f"## {anchor('code-lists')}{words['lists']}",
        words["lists_intro"],
        *(codes.section(package, name, rows, lang) for name, rows in lists.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _contents(package: Package, lang: str) -> list[str]:
    words = WORDS[lang]
    lines = head((words["table"], words["means"], words["key"]))
    for table in package.tables:
        resource = tables.resource(package, table)
        key = ", ".join(code(one) for one in table.key)
        lines.append(row((f"[{code(table.name)}](#{table.name})", plain(tables.said(resource, "title", lang)), key)))
    return lines
