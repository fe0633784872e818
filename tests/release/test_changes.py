"""CHANGES.md and changes.csv of a release."""

from release.changes import files
from tests.history.literal import table, version
from tests.release.test_compare import NEW, OLD
from validate.history.comparison import Comparison

HEADER = "table,record,field,change,old,new,revision_kind,note_en"


def test_a_first_release_says_so():
    found = files(None, "0.1.0")
    assert found["changes.csv"].decode() == f"{HEADER}\n"
    assert found["CHANGES.md"].decode() == (
        "# Changes in `0.1.0`\n\n"
        "This is the first release: there is nothing before it to compare with, so changes.csv has no rows.\n"
    )


def test_every_change_is_a_row_with_its_reason():
    assert files(Comparison(OLD, NEW), "0.2.0")["changes.csv"].decode().splitlines() == [
        HEADER,
        "policies,c,,redirected,,a,correction,Double",
        "policies,d,,added,,,,",
        "policies,a,year,changed,2020,2019,correction,Misprint",
        "policies,b,title_en,changed,Rules,Rule,,",
        "policies,b,year,changed,2021,,,",
        "redirects,c,,added,,,,",
        "revisions,next#policies#a#year,,added,,,,",
        "revisions,next#policies#c#row,,added,,,,",
    ]


def test_a_change_of_a_column_is_a_row():
    old = version(t=table("id x y", "a 1 2"))
    new = version(t=table("id x z", "a 1 3", x={"type": "integer"}))
    assert files(Comparison(old, new), "1.0.0")["changes.csv"].decode().splitlines()[1:] == [
        "t,*,y,removed,,,,",
        "t,*,x,schema,type: string,type: integer,,",
        "t,*,z,added,,,,",
    ]


def test_the_page_names_both_versions_and_the_table_of_all():
    page = files(Comparison(OLD, NEW), "0.2.0")["CHANGES.md"].decode()
    assert page.startswith("# Changes in `0.2.0` since `0.1.0`\n\nEvery change stands in changes.csv")
    assert "- Changed `a.year`: `2020` → `2019` (`correction`: `Misprint`)\n" in page


def test_the_same_changes_are_the_same_bytes():
    assert files(Comparison(OLD, NEW), "0.2.0") == files(Comparison(OLD, NEW), "0.2.0")
