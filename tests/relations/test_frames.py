"""Reading tables, partial dates and trees."""

from datetime import date

import polars as pl
import pytest

from tests.relations.literal import field, found_by, schema, tables
from validate.package import Package, Table
from validate.relations import run
from validate.relations.faults import MOST, Faults, findings
from validate.relations.frames import earliest, latest
from validate.relations.hierarchy import ancestors, links, on_circles

BOUNDS = [
    ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    ("2019-12", date(2019, 12, 1), date(2019, 12, 31)),
    ("2020-06-18", date(2020, 6, 18), date(2020, 6, 18)),
    ("2020-3-7", None, None),
    ("２０２０", None, None),
    ("2020-13", None, None),
    ("2021-02-29", None, None),
    ("June 2020", None, None),
    ("", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_a_partial_date_has_a_first_and_a_last_day(text, first, last):
    frame = pl.DataFrame({"date": [text]}, schema={"date": pl.String})
    assert frame.select(first=earliest("date"), last=latest("date")).row(0) == (first, last)


def package(root, files: dict[str, str], **fields: list[dict]) -> Package:
    made = []
    for name, text in files.items():
        path = root / f"{name}.csv"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        made.append(Table(name, f"{name}.csv", path, schema(*fields[name], key=(fields[name][0]["name"],))))
    return Package(root, {"created": "2026-11-22T00:00:00Z"}, tuple(made))


def test_a_table_that_is_to_be_skipped_is_not_read(tmp_path):
    broken = package(tmp_path, {"things": "id,x\na,\udcff\n"}, things=[field("id"), field("x")])
    assert run(broken, frozenset({"things"})) == []


@pytest.mark.parametrize("text", ["id,x\na,\udcff\n", "id,y\na,b\n", "id,x\na,b,c\n", ""])
def test_a_table_that_cannot_be_read_is_a_finding_and_no_traceback(tmp_path, text):
    found = run(package(tmp_path, {"things": text}, things=[field("id"), field("x")]), frozenset())
    assert [(one.rule, one.table, one.file) for one in found] == [("relations.table-unreadable", "things", "things.csv")]


def test_a_table_of_a_header_only_is_in_order(tmp_path):
    assert (
        run(
            package(tmp_path, {"things": "id,x\n"}, things=[field("id", required=True), field("x", "integer", minimum=1)]),
            frozenset(),
        )
        == []
    )


def test_a_rule_without_its_column_says_so(tmp_path):
    found = run(
        package(tmp_path, {"aliases": "name,agency_id\na,b\n"}, aliases=[field("name"), field("agency_id")]), frozenset()
    )
    assert [(one.rule, one.value) for one in found] == [("relations.rule-not-run", "alias-one-link")]


def test_a_package_without_a_date_has_no_future():
    given = tables({"pilot_events": [{"pilot_id": "p", "event_seq": "1", "event_date": "2999"}]})
    assert found_by("not-after-created", given) == []


def test_a_flood_is_handed_out_as_its_first_lines_and_a_count():
    given = tables({"policies": [{"policy_id": f"p{at}"} for at in range(MOST + 5)]})
    lines = given.rows("policies").select("line").reverse()
    found = list(findings("title-bare", [Faults("policies", "title_zh", lines)], given))
    assert [one.line for one in found[:2]] == [2, 3]
    assert len(found) == MOST + 1 and found[-1].details == {"more": "5"}


def test_a_key_is_among_its_own_ancestors():
    chain = pl.DataFrame({"key": ["a", "b"], "parent": ["b", "c"]})
    found = ancestors(chain, pl.Series(["a", "z", None]))
    assert sorted(found.rows()) == [("a", "a"), ("a", "b"), ("a", "c"), ("z", "z")]


def test_ancestors_end_also_in_a_circle():
    circle = pl.DataFrame({"key": ["a", "b"], "parent": ["b", "a"]})
    assert sorted(ancestors(circle, pl.Series(["a"])).rows()) == [("a", "a"), ("a", "b")]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 31])
def test_a_circle_of_any_size_is_found_and_its_tail_is_not(size):
    names = [f"n{at}" for at in range(size)]
    mixed = pl.DataFrame({"key": [*names, "tail", "chain"], "parent": [*names[1:], names[0], names[0], "end"]})
    assert sorted(on_circles(mixed)["key"]) == sorted(names)


def test_a_repeated_key_has_one_parent():
    rows = pl.DataFrame({"id": ["a", "a", "b"], "up": ["b", "c", None]})
    assert links(rows, "id", "up").rows() == [("a", "b")]
