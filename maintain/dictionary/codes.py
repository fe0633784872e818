"""The code lists of the dictionary. How often a code is used is left out: each new row would make the page stale.

Enters: the package. Leaves: Markdown.
"""

import csv
from itertools import groupby

from maintain.dictionary.words import WORDS
from maintain.markdown import anchor, code, head, plain, row
from validate.package import Package, Table

CODES = "codes"


def read(package: Package) -> dict[str, list[dict]]:
    """The rows of each list by its name."""
    (table,) = (one for one in package.tables if one.name == CODES)
    with table.path.open(encoding="utf-8", newline="") as file:
        return {name: list(rows) for name, rows in groupby(csv.DictReader(file), key=lambda one: one["list"])}


def coded(table: Table) -> list[str]:
    """The columns of a table that hold codes."""
    return [one["name"] for one in table.fields if "enum" in one["constraints"]]


def section(package: Package, name: str, rows: list[dict], lang: str) -> str:
    """The section of one list; units and reasons have a column where there are any."""
    words, other = WORDS[lang], "zh" if lang == "en" else "en"
    places = [f"{one.name}.{name}" for one in package.tables if name in coded(one)]
    columns = ["code", f"label_{lang}", f"label_{other}", "definition_en"]
    columns += ["unit"] if any(entry["unit"] for entry in rows) else []
    lines = [
        f"### {anchor(f'{CODES}.{name}')}{code(name)}", "",
        f"{words['used_in']}{words['colon']}{words['comma'].join(f'[{code(one)}](#{one})' for one in places)}", "",
        *head(words[one] for one in columns),
    ]  # fmt: skip
    return "\n".join([*lines, *(row(_cell(entry, one) for one in columns) for entry in rows)])


def _cell(entry: dict, column: str) -> str:
    if column == "code":
        return f"{anchor('.'.join((CODES, entry['list'], entry['code'])))}{code(entry['code'])}"
    if column == "unit" and entry["unit"]:
        return f"[{code(entry['unit'])}](#{CODES}.unit.{entry['unit']})"
    return plain(entry[column])
