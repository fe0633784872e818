"""The code lists of the dictionary, with the number of cells that hold each code.

Enters: the package. Leaves: Markdown.
"""

import csv
from collections import Counter
from itertools import groupby

from maintain.dictionary.words import WORDS
from maintain.markdown import anchor, code, head, plain, row
from validate.package import Package, Table

CODES = "codes"


def read(package: Package) -> dict[str, list[dict]]:
    """The rows of each list by its name, with the number of cells that hold the code as `used`."""
    used = _uses(package)
    (table,) = (one for one in package.tables if one.name == CODES)
    rows = [one | {"used": used[one["list"], one["code"]]} for one in rows_of(table)]
    return {name: list(of_list) for name, of_list in groupby(rows, key=lambda one: one["list"])}


def rows_of(table: Table) -> list[dict]:
    """The rows of a table as they stand in its file."""
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(table: Table) -> list[str]:
    """The columns of a table that hold codes."""
    return [one["name"] for one in table.fields if "enum" in one["constraints"]]


def section(package: Package, name: str, rows: list[dict], lang: str) -> str:
    """The section of one list."""
    words = WORDS[lang]
    places = [f"{one.name}.{name}" for one in package.tables if name in coded(one)]
    with_unit = any(one["unit"] for one in rows)
    columns = ["code", "label", "label_other", "definition", *(["unit"] if with_unit else []), "used"]
    lines = [
        f"### {anchor(f'{CODES}.{name}')}{code(name)}", "",
        f"{words['used_in']}: {words['comma'].join(f'[{code(one)}](#{one})' for one in places)}", "",
        *head(words[one] for one in columns),
    ]  # fmt: skip
    return "\n".join([*lines, *(_code(one, with_unit, lang) for one in rows)])


def _code(entry: dict, with_unit: bool, lang: str) -> str:
    other = "zh" if lang == "en" else "en"
    cells = [
        f"{anchor('.'.join((CODES, entry['list'], entry['code'])))}{code(entry['code'])}",
        *(plain(entry[name]) for name in (f"label_{lang}", f"label_{other}", "definition_en")),
    ]
    if with_unit:
        cells.append(f"[{code(entry['unit'])}](#{CODES}.unit.{entry['unit']})" if entry["unit"] else "")
    return row([*cells, _used(entry, lang)])


def _used(entry: dict, lang: str) -> str:
    """How many cells hold the code, or why none does."""
    words, reason = WORDS[lang], entry["unused_reason_en"]
    return f"{entry['used']}{words['stop']}{words['kept']}{plain(reason)}" if reason else str(entry["used"])


def _uses(package: Package) -> Counter:
    """How many cells outside the list of codes itself hold each code, by list and code."""
    found: Counter = Counter()
    for table in package.tables:
        columns = coded(table) if table.name != CODES else []
        for one in rows_of(table) if columns else []:
            found.update((name, one[name]) for name in columns if one[name])
    return found
