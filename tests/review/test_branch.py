"""What only the base branch can tell, each with a near miss."""

from dataclasses import replace

from review.branch import check
from review.sides import Side
from tests.history.literal import REDIRECTS, table, version

KEPT = {"released/data/t.csv": b"id\na\n", "released/datapackage.json": b"{}"}
NEXT = {"released/data/t.csv": b"id\na\nb\n", "released/datapackage.json": b"{}"}
EDITED = KEPT | {"released/data/t.csv": b"id\nb\n"}


def side(copy: dict[str, bytes], own: dict[str, bytes] = NEXT, number: str = "0.1.0", *redirects: str, rows=("a x",)) -> Side:
    tables = {"t": table("id x", *rows), "redirects": table(REDIRECTS, *redirects)}
    return Side(version(number, **tables), None, copy, own)


def files(*arguments: Side | None) -> list[str]:
    found = check(*arguments)
    assert all(set(one.words) == {"en", "zh"} for one in found)
    return [one.file for one in found]


def test_an_edited_release_is_told_though_its_hashes_may_fit():
    assert files(side(KEPT), side(EDITED)) == ["released/data/t.csv"]


def test_a_file_of_the_release_that_came_or_went_is_told():
    assert files(side(KEPT), side({})) == sorted(KEPT)
    assert files(side(KEPT), side(KEPT | {"released/data/u.csv": b""})) == ["released/data/u.csv"]


def test_an_untouched_release_is_not_told():
    assert files(side(KEPT), side(KEPT, number="0.2.0")) == []


def test_a_change_that_is_a_release_may_write_there_what_the_package_is():
    assert files(side(KEPT), side(NEXT, NEXT, "0.2.0")) == []
    assert files(side(KEPT), side(NEXT, NEXT, "0.1.0")) == ["released/data/t.csv"]
    assert files(side(KEPT), side(EDITED, NEXT, "0.2.0")) == ["released/data/t.csv"]
    assert files(side(KEPT), side(NEXT, NEXT, "next")) == ["released/data/t.csv"]


def test_a_first_release_may_write_there_under_the_version_that_it_has():
    assert files(side({}), side(NEXT, NEXT)) == []
    assert files(side({}), side(EDITED, NEXT)) == sorted(EDITED)


def of(copy: dict[str, bytes], released: str) -> Side:
    """A side whose copy says of which release it is."""
    return replace(side(copy), released=version(released))


def test_a_copy_is_as_its_tag_has_it_whatever_the_base_has():
    assert files(of(KEPT, "0.1.0"), of(NEXT, "0.2.0"), of({}, "0.2.0")) == []
    assert files(of(EDITED, "0.2.0"), of(EDITED, "0.2.0"), of({}, "0.2.0")) == ["released/data/t.csv"]


def test_a_copy_of_an_older_release_is_told_though_that_was_tagged():
    assert files(of(KEPT, "0.2.0"), of(NEXT, "0.1.0"), of({}, "0.1.0")) == ["released/data/t.csv"]


def test_a_redirect_of_the_base_that_is_gone_is_told():
    base = side(KEPT, NEXT, "0.1.0", "b a Same 0.2.0")
    (one,) = check(base, side(KEPT))
    assert one.file == "data/redirects.csv" and "The redirect of b is gone" in one.words["en"]


def test_a_redirect_may_go_when_its_old_key_lives_again_or_be_mended():
    base = side(KEPT, NEXT, "0.1.0", "b a Same 0.2.0")
    assert check(base, side(KEPT, rows=("a x", "b y"))) == []
    assert check(base, side(KEPT, NEXT, "0.1.0", "b a Other 0.2.0")) == []
