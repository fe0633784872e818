"""What a single cell can have been: one value, several, none that can be told, or just what it says."""

import pytest

from maintain.repair.forms import form_of
from maintain.repair.readings import judge
from tests.repair.table import THINGS

ONE = [
    ("day", "2020/6/30", "2020-06-30"),
    ("day", "2020/6/1", "2020-06-01"),  # no month is allowed here
    ("day", "2020-6-1", "2020-06-01"),
    ("day", "2020年6月1日", "2020-06-01"),
    ("day", "2020.06.01", "2020-06-01"),
    ("day", "30/6/2020", "2020-06-30"),
    ("day", "6/30/2020", "2020-06-30"),
    ("day", "7/7/2020", "2020-07-07"),
    ("day", "7.6.2020", "2020-06-07"),
    ("day", "30-Jun-2020", "2020-06-30"),
    ("day", "June 30, 2020", "2020-06-30"),
    ("day", "2020-06-01 00:00:00", "2020-06-01"),
    ("day", "２０２０／６／１", "2020-06-01"),
    ("since", "2020/6/30", "2020-06-30"),
    ("since", "２０２０－０６", "2020-06"),
    ("since", "2,020", "2020"),
    ("since", "'2020-06", "2020-06"),
    ("since", " 2020\u00a0", "2020"),
    ("seq", "1,000", "1000"),
    ("seq", "3.0", "3"),
    ("seq", "003", "3"),
    ("seq", "+3", "3"),
    ("seq", "３", "3"),
    ("seq", "20%", "20"),  # 0.2 is no whole number
    ("year", "2,020", "2020"),
    ("year", "2020.00", "2020"),
    ("amount", "100000000.0", "100000000"),
    ("amount", "100,000,000.50", "100000000.5"),
    ("amount", "1 000 000", "1000000"),
    ("amount", "1'000'000", "1000000"),
    ("amount", "¥1,500,000.00", "1500000"),
    ("amount", "(20)", "-20"),
    ("amount", "1.500", "1.5"),
    ("amount", "-0.00", "0"),
    ("is_open", "TRUE", "true"),
    ("is_open", "FALSCH", "false"),
    ("kind", "TRUE", "yes"),
    ("kind", "FALSE", "no"),
    ("kind", "Part", "part"),
    ("thing_id", "ａ－１", "a-1"),
    ("note", " a\u00a0b\n", "a b"),
    ("note", "2020/6/1", "2020/6/1"),  # free text says what it says
    ("note", "ＡＢ，TRUE", "ＡＢ，TRUE"),
    ("note", "1,000", "1,000"),
]
AS_THEY_ARE = [
    ("day", "2020-02-30"),
    ("day", "2020/2/30"),
    ("day", "soon"),
    ("since", "2020.6"),  # June, or October without its zero?
    ("seq", "1,00"),
    ("amount", "20,5"),  # among commas no decimal mark
    ("seq", "6000"),
    ("amount", "1.2.3"),
    ("amount", "12 apples"),
    ("kind", "maybe"),
    ("thing_id", "A 1"),
]
SEVERAL = [
    ("since", "2020/6/1", ",", {"2020-06-01", "2020-06"}),
    ("since", "2020-06-01 00:00", ",", {"2020-06-01", "2020-06"}),
    ("day", "6/7/2020", ",", {"2020-06-07", "2020-07-06"}),
    ("day", "44012", ",", {"2020-06-30", "2024-07-01"}),
    ("day", "20-06-30", ",", {"2020-06-30", "1920-06-30", "2030-06-20", "1930-06-20"}),
    ("amount", "20%", ",", {"20", "0.2"}),
    ("amount", "1.500", ";", {"1.5", "1500"}),
    ("amount", "1.234", "\t", {"1.234", "1234"}),  # in form, and yet
    ("amount", "1,500", ";", {"1.5", "1500"}),
    ("seq", "1.000", ";", {"1", "1000"}),
    ("amount", "0,500", ";", {"0.5"}),  # no thousands begin with a zero
]
MONTHS = [("since", "Jun-20"), ("since", "2020/6"), ("since", "2020-6"), ("since", "2020年6月"), ("since", "June 2020")]
LOST = [
    ("amount", "1E+08", "scientific"),
    ("amount", "1.23457E+11", "scientific"),
    ("seq", "1.00E+03", "scientific"),
    ("thing_id", "1.00E+10", "scientific"),
    ("note", "1.23E+16", "scientific"),
    ("seq", "3-Jan", "became-date"),
    ("kind", "2/1/2020", "became-date"),
    ("since", "30-Jun", "without-year"),
    ("day", "6月30日", "without-year"),
    ("note", "#NAME?", "error-value"),
    ("day", "########", "error-value"),
    ("note", "å…¬å\u008f¸", "misread"),
    ("kind", "pa\ufffdt", "misread"),
    ("note", "a\nb", "merged"),
    ("note", "\nb,c", "merged"),
    ("note", "a" * 32767, "cut"),
]
NEAR_LOST = [
    ("note", "1e8"),
    ("note", "E+08"),
    ("note", "# 1"),
    ("note", "café—“Société”"),
    ("note", "why? who??"),
    ("note", "a" * 32766),
    ("note", "a" * 32768),
]


def judged(field: str, cell: str, delimiter: str = ",") -> object:
    form = form_of(next(one for one in THINGS.fields if one["name"] == field))
    verdict = judge(cell, form, delimiter)
    return verdict.sign or set(verdict.readings)


@pytest.mark.parametrize(("field", "cell", "reading"), ONE)
def test_a_cell_with_one_reading_is_that(field: str, cell: str, reading: str):
    assert judged(field, cell) == {reading}


@pytest.mark.parametrize(("field", "cell"), [*AS_THEY_ARE, *NEAR_LOST])
def test_a_cell_without_a_reading_stays_for_the_gate_to_report(field: str, cell: str):
    assert judged(field, cell) == {cell}


@pytest.mark.parametrize(("field", "cell", "delimiter", "readings"), SEVERAL)
def test_a_cell_with_several_readings_is_open(field: str, cell: str, delimiter: str, readings: set[str]):
    assert judged(field, cell, delimiter) == readings


@pytest.mark.parametrize(("field", "cell"), MONTHS)
def test_a_month_may_hide_a_day(field: str, cell: str):
    assert judged(field, cell) > {"2020-06", "2020-06-01", "2020-06-30"}


@pytest.mark.parametrize(("field", "cell", "sign"), LOST, ids=[f"{one[2]} {one[1][:20]!r}" for one in LOST])
def test_a_cell_that_shows_a_loss_is_lost(field: str, cell: str, sign: str):
    assert judged(field, cell) == sign
