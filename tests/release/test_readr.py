"""The script for R: one column specification a table, in the order of the schema."""

from release.editions import readr
from tests.damage import MINI
from validate.package import load


def test_a_table_has_its_columns_with_their_types():
    script = readr.script(load(MINI))
    assert (
        "  pilot_events = readr::cols_only(\n"
        "    pilot_id = readr::col_character(),\n"
        "    event_seq = readr::col_integer(),\n"
        "    event = readr::col_character(),\n"
        "    event_date = readr::col_character()\n"
        "  )" in script
    )
    assert '  pilot_events = "data/pilot_events.csv"' in script
    assert "value_low = readr::col_double()" in script
    assert "searched_date = readr::col_date()" in script


def test_every_table_is_there():
    script = readr.script(load(MINI))
    assert [one.name for one in load(MINI).tables if f"  {one.name} = readr::cols_only(" not in script] == []
