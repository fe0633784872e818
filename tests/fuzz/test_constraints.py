"""A cell that breaks a constraint of its schema is always found, at its line; a table made by the schemas passes.

Enters: the schemas of mini. The cells are made from the constraints, the tables from the fields and keys.
"""

import csv
import io
import re
from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.damage import MINI
from tests.fuzz.making import Copy, bounded, judge
from validate.canonical import key_of, to_bytes
from validate.package import Table, load

NUMBERS = ("integer", "number", "year")
KINDS = ("required", "enum", "pattern", "minimum", "maximum", "maxLength", "type", "key", "reference")
OF_SMALL = ("policies", "redirects", "regions", "sources")
FREE_TEXT = st.text(st.sampled_from("abcdefghij XYZ中国区块链政策"), min_size=1, max_size=12).map(str.strip).filter(len)
TEXT_RULES = re.compile(r"  |^(?:nan|na|nil|null|none|inf|tbd)$", re.IGNORECASE)


@cache
def tables() -> dict[str, Table]:
    return {one.name: one for one in load(MINI).tables}


def rows_of(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO((MINI / table.file).read_bytes().decode("utf-8"), newline="")))


# --- what breaks a constraint -------------------------------------------------------------------

Breach = tuple[str, str, str]  # table, field, kind


@cache
def breaches() -> list[Breach]:
    """Every constraint of every field of the small package, its key, and its references."""
    found = []
    for name in OF_SMALL:
        table = tables()[name]
        for field in table.fields:
            limits = field["constraints"]
            found += [(name, field["name"], kind) for kind in limits if limits[kind] is not False]
            if field["type"] != "string":
                found.append((name, field["name"], "type"))
        found.append((name, table.key[-1], "key"))
        for key in table.schema.get("foreignKeys", []):
            if key["reference"]["resource"] in {"", *OF_SMALL}:
                fields = key["fields"]
                found.append((name, fields if isinstance(fields, str) else fields[-1], "reference"))
    return found


def breaking(field: dict, kind: str) -> st.SearchStrategy[str]:
    """Values that the constraint `kind` of a field refuses, though they look like others."""
    limits = field["constraints"]
    some = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1, max_size=10)
    if kind == "required":
        return st.just("")
    if kind == "enum":
        near = st.sampled_from(limits["enum"]).flatmap(
            lambda code: st.sampled_from([code + "x", code[1:] or "x", code.upper()])
        )
        return (near | some).filter(lambda value: value not in limits["enum"])
    if kind == "pattern":
        example = str(field["example"])
        near = st.integers(0, len(example)).flatmap(lambda at: some.map(lambda new: example[:at] + new + example[at:]))
        return (near | some).filter(lambda value: not re.fullmatch(limits["pattern"], value))
    if kind in {"minimum", "maximum"}:
        bound = int(limits[kind])
        beyond = st.integers(1, 10**6).map(lambda more: bound + more if kind == "maximum" else bound - more)
        return beyond.map(str)
    if kind == "maxLength":
        return st.integers(1, 300).map(lambda more: "a" * (limits["maxLength"] + more))
    if kind == "type":
        return some.filter(lambda value: not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:-[0-9]{2}-[0-9]{2})?", value))
    return some


@bounded(60)
@given(data=st.data())
def test_a_cell_that_breaks_a_constraint_is_found_at_its_line(small_copy: Copy, data: st.DataObject):
    name, column, kind = data.draw(st.sampled_from(breaches()))
    table = tables()[name]
    rows = rows_of(table)
    line = data.draw(st.integers(2, len(rows)))
    at = table.columns.index(column)
    before = rows[line - 1][at]
    if kind == "key":
        assume(len(rows) > 2)
        other = data.draw(st.sampled_from([one for one in range(1, len(rows)) if one != line - 1]))
        rows[line - 1][at] = rows[other][at]
        assume(
            [rows[line - 1][table.columns.index(part)] for part in table.key]
            == [rows[other][table.columns.index(part)] for part in table.key]
        )
    else:
        rows[line - 1][at] = data.draw(breaking(table.fields[at], kind))
        assume(rows[line - 1][at] != before and any(rows[line - 1]))
    root = small_copy.with_file(table.file, to_bytes(rows))
    lines = range(2, len(rows) + 1) if kind == "key" else [line]
    for layers in ([], ["structure"], ["relations"]):  # the quick ones first
        outcome = judge(root, layers)
        if [one for at_line in lines for one in outcome.at(table.file, at_line)]:
            return
    raise AssertionError(f"{name}.{column} breaks {kind} unseen: {rows[line - 1][at]!r}")


@bounded(12)
@given(data=st.data())
def test_a_cell_that_breaks_a_constraint_is_found_by_structure_and_by_relations_alone(small_copy: Copy, data: st.DataObject):
    name, column, kind = data.draw(st.sampled_from([one for one in breaches() if one[2] in {"required", "enum", "pattern"}]))
    table = tables()[name]
    rows = rows_of(table)
    at = table.columns.index(column)
    value = data.draw(breaking(table.fields[at], kind))
    assume("\x00" not in value)
    assume(any(cell for place, cell in enumerate(rows[1]) if place != at))
    rows[1][at] = value
    root = small_copy.with_file(table.file, to_bytes(rows))
    for layer in ("structure", "relations"):
        assert [one for one in judge(root, [layer]).at(table.file, 2) if one.rule.startswith(layer)], (
            layer,
            name,
            column,
            value,
        )


# --- tables that are valid ------------------------------------------------------------------------


def valid(field: dict, keys: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """Values that a field's schema and the text layer allow; `keys` are those of other tables."""
    limits = field["constraints"]
    if field["name"] in keys:
        filled = st.sampled_from(keys[field["name"]])
    elif "enum" in limits:
        filled = st.sampled_from(limits["enum"])
    elif "pattern" in limits:
        filled = st.from_regex(rf"\A(?:{limits['pattern']})\Z").filter(
            lambda value: len(value) <= min(limits.get("maxLength", 99), 99) and _plain(field, value)
        )
    elif field["type"] in NUMBERS:
        low, high = int(limits.get("minimum", 0)), int(limits.get("maximum", 9999))
        filled = st.integers(low, high).map(str)
    elif field["type"] == "date":
        filled = st.dates().map(lambda day: day.isoformat())
    else:
        filled = FREE_TEXT.filter(lambda value: not TEXT_RULES.search(value))
    return filled if limits.get("required") else filled | st.just("")


def _plain(field: dict, value: str) -> bool:
    """Whether no rule of the text layer speaks against a value that fits its pattern."""
    if field.get("form") == "partial-date":
        return _is_day(value)
    return not TEXT_RULES.search(value) and "&" not in value and "\n" not in value


def _is_day(value: str) -> bool:
    parts = [int(one) for one in value.split("-")]
    return value[:4] != "0000" and (len(parts) < 3 or parts[2] <= 28)


@st.composite
def valid_rows(draw: st.DrawFn, table: Table, keys: dict[str, list[str]], most: int = 5) -> list[list[str]]:
    """Rows of a table in the order of their keys, each key once."""
    others = {one["name"]: keys[one["name"]] for one in table.fields if one["name"] in keys and one["name"] not in table.key}
    cells = st.tuples(*(valid(one, others) for one in table.fields)).map(list)
    places = [table.columns.index(part) for part in table.key]
    rows = draw(st.lists(cells, max_size=most, unique_by=lambda row: tuple(row[at] for at in places)))
    return sorted(rows, key=key_of(table))


@bounded(15)
@given(data=st.data())
def test_tables_made_by_their_schemas_pass_text_structure_and_models(small_copy: Copy, data: st.DataObject):
    regions = [row[0] for row in rows_of(tables()["regions"])[1:]]
    made = {}
    for name in ("policies", "redirects"):
        table = tables()[name]
        rows = data.draw(valid_rows(table, {"region_id": regions}), label=name)
        made[table.file] = to_bytes([list(table.columns), *rows])
    outcome = judge(small_copy.with_files(made))
    models = [
        one for one in outcome.findings if not one.rule.startswith("relations.") or one.rule.startswith("relations.model-")
    ]
    assert models == []
