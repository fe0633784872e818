"""The smallest version that a difference admits."""

import pytest

from tests.history.literal import REDIRECTS, table, version
from validate.history import bump
from validate.history.bump import Level
from validate.history.diff import compare

PLANS = table("id title", "a Plan", "b Rules")


def coded(*codes: str):
    return table("id title", "a Plan", "b Rules", title={"constraints": {"enum": list(codes)}})


CASES = [
    ("nothing", {"t": PLANS}, {"t": PLANS}, Level.NONE),
    ("a corrected value", {"t": PLANS}, {"t": table("id title", "a Plan", "b Rule")}, Level.PATCH),
    ("a new row", {"t": PLANS}, {"t": table("id title", "a Plan", "b Rules", "c Note")}, Level.MINOR),
    ("a row that left", {"t": PLANS}, {"t": table("id title", "a Plan")}, Level.MINOR),
    ("a new citation", {"citations": PLANS}, {"citations": table("id title", "a Plan", "b Rules", "c Note")}, Level.PATCH),
    ("a citation that left", {"citations": PLANS}, {"citations": table("id title", "a Plan")}, Level.PATCH),
    ("a new redirect", {"redirects": table(REDIRECTS)}, {"redirects": table(REDIRECTS, "b a Same 0.2.0")}, Level.PATCH),
    ("a new code", {"codes": PLANS}, {"codes": table("id title", "a Plan", "b Rules", "c Note")}, Level.MINOR),
    ("a code that left", {"codes": PLANS}, {"codes": table("id title", "a Plan")}, Level.MAJOR),
    ("a new table", {"t": PLANS}, {"t": PLANS, "u": PLANS}, Level.MINOR),
    ("a table that left", {"t": PLANS, "u": PLANS}, {"t": PLANS}, Level.MAJOR),
    ("a new column", {"t": PLANS}, {"t": table("id title note", "a Plan x", "b Rules -")}, Level.MINOR),
    ("a column that left", {"t": PLANS}, {"t": table("id", "a", "b")}, Level.MAJOR),
    ("another name", {"t": PLANS}, {"t": table("id name", "a Plan", "b Rules", name={"formerly": "title"})}, Level.MAJOR),
    ("another type", {"t": PLANS}, {"t": table("id title", "a Plan", "b Rules", title={"type": "year"})}, Level.MAJOR),
    ("another key", {"t": PLANS}, {"t": table("id title", "a Plan", "b Rules", key=2)}, Level.MAJOR),
    ("an allowed value less", {"t": coded("Plan", "Rules", "x")}, {"t": coded("Plan", "Rules")}, Level.MAJOR),
    ("an allowed value more", {"t": coded("Plan", "Rules")}, {"t": coded("Plan", "Rules", "x")}, Level.MINOR),
    ("another description", {"t": PLANS}, {"t": table("id title", "a Plan", "b Rules", title={"title": "T"})}, Level.PATCH),
]


@pytest.mark.parametrize(("old", "new", "wanted"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_the_level_of(old: dict, new: dict, wanted: Level):
    difference = compare(version(**old), version(**new))
    assert bump.level(difference) == wanted
    assert [one.level for one in bump.demands(difference)][:1] == [wanted] * bool(wanted)


@pytest.mark.parametrize(("value", "wanted"), [("false", Level.MAJOR), ("true", Level.MINOR)])
def test_a_cell_that_may_be_empty_now_breaks_readers(value: str, wanted: Level):
    sides = [{"constraints": {"required": one}} for one in (value != "true", value == "true")]
    old, new = (version(t=table("id title", "a Plan", title=one)) for one in sides)
    assert bump.level(compare(old, new)) == wanted


def test_another_licence_breaks_users_and_other_keywords_do_not():
    for name, wanted in (("licenses", Level.MAJOR), ("keywords", Level.PATCH)):
        new = version(t=PLANS)
        new.metadata[name] = ["x"]
        assert bump.level(compare(version(t=PLANS), new)) == wanted


def test_why_is_said_in_both_languages_the_gravest_first():
    difference = compare(version(t=PLANS), version(t=table("id title", "a Plans", "b Rules", "c Note")))
    assert [(one.level.name, one.why["en"], one.why["zh"]) for one in bump.demands(difference)] == [
        ("MINOR", "t: new rows (1)", "t：新增行（1）"),
        ("PATCH", "t: cells changed (1)", "t：更改的单元格（1）"),
    ]


@pytest.mark.parametrize(
    ("released", "wanted", "smallest"),
    [
        ("0.1.0", Level.NONE, "0.1.0"),
        ("0.1.0", Level.PATCH, "0.1.1"),
        ("0.1.9", Level.MINOR, "0.2.0"),
        ("0.9.3", Level.MAJOR, "1.0.0"),
        ("1.10.2", Level.MINOR, "1.11.0"),
        ("draft", Level.PATCH, ""),
    ],
)
def test_the_smallest_version(released: str, wanted: Level, smallest: str):
    assert bump.smallest(released, wanted) == smallest


@pytest.mark.parametrize(
    ("version", "is_admissible"),
    [
        ("0.2.0", True),
        ("0.10.0", True),
        ("1.0.0", True),
        ("0.1.9", False),
        ("0.1.0", False),
        ("0.2", False),
        ("0.2.0-rc1", False),
    ],
)
def test_a_version_is_admissible_after_new_rows(version: str, is_admissible: bool):
    assert bump.is_admissible("0.1.0", version, Level.MINOR) == is_admissible
