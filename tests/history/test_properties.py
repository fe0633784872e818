"""Random edits are found exactly; the difference of two versions makes one of the other."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.literal import of, version
from validate.history.diff import apply, compare
from validate.history.versions import TableVersion, Version

KEYS = st.text("abc#", min_size=1, max_size=2)
CELLS = st.text("xy区 ,", max_size=2)
COLUMNS = ["title", "year", "note", "place"]

same = settings(derandomize=True, deadline=None)  # the same bytes, the same result


def made(
    keys: tuple[str, ...], columns: list[str], cells: dict[tuple[str, ...], list[str]], former: dict[str, str]
) -> TableVersion:
    """A table of these columns with these cells by key."""
    fields = [{"name": name} | ({"formerly": former[name]} if name in former else {}) for name in (*keys, *columns)]
    rows = {key: dict(zip((*keys, *columns), (*key, *row), strict=True)) for key, row in cells.items()}
    return TableVersion("", {"fields": fields, "primaryKey": list(keys)}, {}, rows)


@st.composite
def tables(draw: st.DrawFn, parts: int = 0) -> TableVersion:
    parts = parts or draw(st.integers(1, 2))
    columns = draw(st.lists(st.sampled_from(COLUMNS), unique=True))
    former = draw(st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(COLUMNS), max_size=2))
    row = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
    cells = draw(st.dictionaries(st.tuples(*[KEYS] * parts), row, max_size=5))
    return made(("id", "seq")[:parts], columns, cells, former)


@st.composite
def versions(draw: st.DrawFn) -> Version:
    named = draw(st.dictionaries(st.sampled_from(["p", "q", "r"]), tables(), max_size=3))
    about = {name: {"formerly": draw(st.sampled_from(["p", "q", "r"]))} for name in named if draw(st.booleans())}
    return version(draw(st.sampled_from(["0.1.0", "0.2.0"])), about, **named)


@same
@given(versions(), versions())
def test_the_difference_makes_the_new_version_of_the_old(old: Version, new: Version):
    assert apply(compare(old, new), old) == new


@same
@given(versions())
def test_a_version_does_not_differ_from_itself(one: Version):
    assert compare(one, one).is_empty()


@same
@given(versions(), st.randoms(use_true_random=False))
def test_order_plays_no_part(one: Version, chance: random.Random):
    assert compare(one, shuffled(one, chance)).is_empty() and compare(shuffled(one, chance), one).is_empty()


def shuffled(one: Version, chance: random.Random) -> Version:
    def turned(table: TableVersion) -> TableVersion:
        fields, rows = list(table.schema["fields"]), list(table.rows.items())
        chance.shuffle(fields)
        chance.shuffle(rows)
        names = [field["name"] for field in fields]
        rows = {key: {name: row[name] for name in names} for key, row in rows}
        return TableVersion(table.name, table.schema | {"fields": fields}, table.about, rows)

    return Version(one.metadata, {name: turned(table) for name, table in reversed(one.tables.items())})


@same
@given(tables(parts=1).filter(lambda one: len(one.columns) > 1 and one.rows), st.data())
def test_random_edits_are_found_exactly(table: TableVersion, data: st.DataObject):
    columns = table.columns[1:]
    removed = data.draw(st.sets(st.sampled_from(sorted(table.rows))))
    kept = [key for key in table.rows if key not in removed]
    places = [(key, name) for key in kept for name in columns]
    edits = data.draw(st.dictionaries(st.sampled_from(places), CELLS)) if places else {}
    edits = {(key, name): cell for (key, name), cell in edits.items() if table.rows[key][name] != cell}
    keys = st.tuples(KEYS).filter(lambda one: one not in table.rows)
    added = {key: dict.fromkeys(columns, "new") | {"id": key[0]} for key in data.draw(st.sets(keys, max_size=3))}
    rows = {key: {name: edits.get((key, name), cell) for name, cell in table.rows[key].items()} for key in kept}
    found = of(compare(version(t=table), version(t=TableVersion("", table.schema, {}, rows | added))), "t")
    assert set(found.removed) == removed
    assert found.added == added
    assert {(one.key, one.field): (one.old, one.new) for one in found.changed} == {
        (key, name): (table.rows[key][name], cell) for (key, name), cell in edits.items()
    }
