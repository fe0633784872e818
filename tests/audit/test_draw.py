"""What is drawn, and the sheet that auditors get of it."""

from hashlib import sha256

from maintain.audit.draw import sample
from maintain.audit.sheet import COLUMNS, sheet
from tests.audit.literal import ACTORS, AGAINST, DATE, STEP, release

ALL = [DATE, ACTORS, AGAINST, STEP]


def ordered(name: str) -> list[str]:
    """The order of the three citations that back a cell, by the sentence of audit/README.md."""
    ids = [one["citation_id"] for one in (DATE, ACTORS, STEP)]
    return sorted(ids, key=lambda one: sha256(f"audit-{name}|{one}".encode()).hexdigest())


def drawn(name: str, size: int) -> list[str]:
    return [one["citation_id"] for one in sample(ALL, name, size)]


def test_what_contradicts_is_not_drawn_and_the_order_is_that_of_the_digests():
    assert drawn("2026-11", 9) == ordered("2026-11")


def test_the_orders_of_two_audits_are_known():
    assert drawn("2026-12", 9) == ["cit-0000000002", "cit-0000000004", "cit-0000000001"]
    assert drawn("2027-01", 9) == ["cit-0000000004", "cit-0000000002", "cit-0000000001"]


def test_a_larger_sample_begins_with_the_smaller_one():
    assert drawn("2026-11", 2) == drawn("2026-11", 9)[:2]


def test_the_order_of_the_rows_does_not_matter():
    assert sample(reversed(ALL), "2026-11", 9) == sample(ALL, "2026-11", 9)


def test_a_sheet_has_cell_record_and_page_and_leaves_out_what_is_judged():
    page = ("https://example.org/1", "A page", "A paper")
    assert sheet(release(ALL), [DATE, ACTORS, STEP], {ACTORS["citation_id"]}) == [
        COLUMNS,
        ("cit-0000000001", "", "", "2020-06-30", "行动计划", "policies", "p-1", "issued_date", "states", "", "", *page),
        ("cit-0000000004", "", "", "2021", "A Pilot", "pilot_events", "t-1#1", "event_date", "states", "", "", *page),
    ]
