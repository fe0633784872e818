"""The first screen of the README: every number on it counted another way, and the parts between the marks."""

import re
from pathlib import Path

import polars as pl
import pytest

from figures import record
from figures.tables import read
from maintain import docs, glance
from tests.figures.test_numbers import frame
from validate.package import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    tables = read(ROOT)
    lines = glance.table(tables, record.counted(tables), load(ROOT), None, "en").splitlines()[2:]
    return dict(re.fullmatch(r"\| \*\*(.+?)\*\* \| (.+) \|", line).groups() for line in lines)


def numbers(text: str) -> list[int]:
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", text)]


def test_how_many_is_what_the_tables_hold(answers: dict[str, str]):
    policies, pilots = frame("policies"), frame("pilot_applications")
    assert numbers(answers["How many"]) == [
        policies.height,
        policies.filter(scope="dedicated").height,
        policies.filter(pl.col("region_id").str.contains(r"^CN$|^CN-zone")).join(
            frame("regions").filter(pl.col("parent_region_id").is_null() | (pl.col("parent_region_id") == "CN")), "region_id"
        ).height,
        frame("policy_targets").height,
        pilots.height,
        pilots.filter(uses_blockchain="yes").height,
        frame("agencies").height,
        frame("sources").height,
        frame("citations").height,
    ]  # fmt: skip


def test_how_good_tells_shares_of_sources_and_of_confidence(answers: dict[str, str]):
    official = (frame("sources")["tier"] == "official").mean()
    assert f"; {official:.0%} of the sources are official" in answers["How good"]
    levels = [(frame("policies")["confidence"] == level).mean() for level in ("high", "medium", "low")]
    assert "high for {:.0%}, medium for {:.0%}, low for {:.0%}".format(*levels) in answers["How good"]
    cells = frame("citations").filter(verdict="contradicts").unique(["subject_table", "subject_id", "field"]).height
    (contradicted,) = re.findall(r"(\d+) cells have a source that contradicts", answers["How good"])
    assert 0 < int(contradicted) <= cells


def test_how_fresh_tells_release_latest_policy_and_last_search(answers: dict[str, str]):
    dates = frame("policies").select(pl.coalesce("issued_date", "published_date", "effective_date")).to_series()
    created = load(ROOT).descriptor["created"][:10]
    searched = frame("searches")["searched_date"].max()
    assert answers["How fresh"] == f"Released on {created}; latest policy {dates.max()}; last search {searched}"


def test_the_citation_has_the_version_of_the_descriptor(answers: dict[str, str]):
    assert f", version {load(ROOT).version}. " in answers["Cite it"]


def test_both_languages_answer_the_same_questions():
    named = [[set(re.findall(r"\{(\w+)", answer)) for answer in glance.ROWS[lang].values()] for lang in ("en", "zh")]
    assert named[0] == named[1]


def test_a_part_is_written_between_its_own_marks_only():
    page = (
        "a\n<!-- generated: one (nox -s docs) -->\nold\n<!-- end of generated part -->\nb\n"
        "<!-- generated: two (nox -s docs) -->\nkept\n<!-- end of generated part -->\n"
    )
    assert docs.with_parts(page, {"one": "new"}) == page.replace("old", "new")
    assert docs.with_parts(page, {"two": "new", "one": "old"}) == page.replace("kept", "new")
