"""What a cell beside its former self says of a spreadsheet, and what a person may well have written."""

import pytest

from maintain.repair.forms import form_of
from maintain.repair.rewritten import reason
from tests.repair.table import THINGS

NAMED = [
    ("since", "2020-06", "2020-06-01", "first-day"),
    ("since", "2020", "2020-01-01", "first-day"),
    ("note", "公司 A", "?? A", "question-marks"),
    ("note", "Société", "Soci?t?", "question-marks"),
    ("note", "公", "å…¬", "misread"),
    ("note", "司", "˾", "misread"),
    ("note", "007", "7", "rewritten"),
    ("note", "1.50", "1.5", "rewritten"),
    ("note", "1,000", "1000", "rewritten"),
    ("note", "50%", "0.5", "rewritten"),
    ("note", "April 21", "04/21/2026", "rewritten"),
    ("note", "April 21", "2026-04-21", "rewritten"),
    ("note", "1-2", "2-Jan", "rewritten"),
    ("note", "9:30", "09:30:00 AM", "rewritten"),
    ("note", "2020-06-30", "2020年6月30日", "rewritten"),
    ("note", "true", "TRUE", "rewritten"),
    ("amount", "1234567.891", "1234567.89", "rounded"),
    ("amount", "12345678901234567", "12345678901234600", "rounded"),
    ("note", "12345678901234567", "1.23456789012346E+16", "rounded"),
]
MEANT = [
    ("since", "2020-06", "2020-06-02"),
    ("since", "2020-06", "2020"),
    ("since", "2020-06-01", "2020-06"),
    ("note", "公司", "company?"),
    ("note", "what", "what?"),
    ("note", "7", "8"),
    ("note", "April 21", "2020-05-21"),
    ("note", "true", "True"),
    ("note", "2020-06-30", "2020年7月30日"),
    ("amount", "12.5", "12.6"),
    ("amount", "12", "12.5"),
    ("amount", "1200", "1000.5"),
    ("note", "", "1"),
    ("note", "1", ""),
]


def told(field: str, before: str, now: str) -> str | None:
    return reason(before, now, form_of(next(one for one in THINGS.fields if one["name"] == field)))


@pytest.mark.parametrize(("field", "before", "now", "why"), NAMED)
def test_what_a_spreadsheet_makes_is_named(field: str, before: str, now: str, why: str):
    assert told(field, before, now) == why


@pytest.mark.parametrize(("field", "before", "now"), MEANT)
def test_what_a_person_may_well_write_is_not(field: str, before: str, now: str):
    assert told(field, before, now) is None
