"""The derived tables, each on the smallest rows that show a case."""

import json
from pathlib import Path

import polars as pl
import pytest

from release.derived import contested, coverage, jurisdiction_view, pilots_wide, policies_wide, region_year_panel, schema
from release.derived.frames import Frames

SCHEMAS = Path(__file__).parents[2] / "schemas"
PLACES = [
    {"region_id": "CN", "level": "country", "name_zh": "国"},
    {"region_id": "CN-110000", "level": "province", "parent_region_id": "CN", "name_zh": "京"},
    {"region_id": "CN-110101", "level": "county", "parent_region_id": "CN-110000", "valid_to": "2019"},
    {"region_id": "CN-110102", "level": "county", "parent_region_id": "CN-110000", "valid_from": "2020"},
    {"region_id": "CN-810000", "level": "province", "parent_region_id": "CN", "region_type": "sar"},
]
Row = dict[str, str]


def given(**rows: list[Row]) -> Frames:
    """Frames of all tables that are needed, with the given rows; a cell that a row leaves out is null."""
    return {name: _frame(name, rows.get(name, [])) for name in schema.SOURCES}


def _frame(name: str, rows: list[Row]) -> pl.DataFrame:
    columns = [one["name"] for one in json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))["fields"]]
    assert {one for row in rows for one in row} <= set(columns)
    return pl.DataFrame([{one: row.get(one) for one in columns} for row in rows], schema=dict.fromkeys(columns, pl.String))


def cells(frame: pl.DataFrame, *columns: str) -> list[tuple]:
    return sorted(frame.select(columns).rows(), key=str)


def policy(name: str = "p", region: str = "CN-110000", **more: str) -> Row:
    return {"policy_id": name, "region_id": region, "scope": "dedicated", "stance": "promote", "legal_status": "unknown"} | more


def event(number: int, name: str, date: str) -> Row:
    return {"pilot_id": "a", "event_seq": str(number), "event": name, "event_date": date}


# pilots_wide


@pytest.mark.parametrize(
    ("events", "status", "date"),
    [
        (["launched 2020-01-02"], "launched", "2020-01-02"),
        (["approved 2020", "launched 2021", "exited 2022-03"], "exited", "2022-03"),
        (["approved 2020", "reported 2021"], "approved", "2020"),
        (["approved 2020", "exited 2021", "reported 2022"], "exited", "2021"),
        (["reported 2020", "reported 2022"], "reported", "2022"),
        (["launched 2020-05", "expanded 2020"], "expanded", "2020"),
    ],
)
def test_the_status_of_a_pilot_is_its_last_step_and_a_report_is_no_step(events: list[str], status: str, date: str):
    rows = [event(at, *one.split()) for at, one in enumerate(events, 1)]
    frame = pilots_wide.derive(given(regions=PLACES, pilot_applications=[{"pilot_id": "a"}], pilot_events=rows))
    assert cells(frame, "status", "status_date", "event_count") == [(status, date, len(events))]


def test_the_tenth_event_comes_after_the_ninth():
    rows = [event(9, "approved", "2020"), event(10, "launched", "2021")]
    assert cells(pilots_wide.status(given(pilot_events=rows)["pilot_events"]), "first_event", "status") == [
        ("approved", "launched")
    ]


def test_a_pilot_without_events_region_and_citations_has_a_row():
    frame = pilots_wide.derive(given(regions=PLACES, pilot_applications=[{"pilot_id": "a"}]))
    assert cells(frame, "pilot_id", "status", "event_count", "region_name_zh", "province_id", "citation_count") == [
        ("a", None, 0, None, None, 0)
    ]


# policies_wide


def test_bodies_stand_in_the_order_of_the_source_and_unknown_ones_as_it_prints_them():
    actors = [
        {"policy_id": "p", "actor_seq": "10", "role": "joint_issuer", "name_as_stated": "某局"},
        {"policy_id": "p", "actor_seq": "9", "role": "issuer", "agency_id": "x", "name_as_stated": "y"},
        {"policy_id": "p", "actor_seq": "1", "role": "responsible_lead", "name_as_stated": "Some Office"},
    ]
    agencies = [{"agency_id": "x", "name_zh": "市政府", "name_en": "City Government"}]
    frame = policies_wide.derive(given(regions=PLACES, policies=[policy()], policy_actors=actors, agencies=agencies))
    assert cells(frame, "issuer_ids", "issuer_names", "issuer_names_en", "responsible_ids", "responsible_names_en") == [
        ("x", "市政府|某局", "City Government", "", "Some Office")
    ]


def test_contradictions_name_the_column_or_the_target_and_do_not_make_a_source_good():
    citations = [
        {"subject_table": "policies", "subject_id": "p", "field": "row", "verdict": "contradicts", "source_id": "official"},
        {"subject_table": "policies", "subject_id": "p", "field": "row", "verdict": "states", "source_id": "media"},
        {
            "subject_table": "policy_targets",
            "subject_id": "p#2",
            "field": "due_year",
            "verdict": "contradicts",
            "source_id": "media",
        },
        {"subject_table": "policies", "subject_id": "other", "field": "scope", "verdict": "contradicts", "source_id": "media"},
        {"subject_table": "pilot_events", "subject_id": "p#1", "field": "event", "verdict": "states", "source_id": "official"},
    ]
    sources = [{"source_id": one, "tier": one} for one in ("official", "media")]
    frame = policies_wide.derive(given(regions=PLACES, policies=[policy()], citations=citations, sources=sources))
    assert cells(frame, "citation_count", "source_count", "contradicted_fields", "best_source_tier") == [
        (3, 2, "policy_targets#2.due_year|row", "media")
    ]


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"issued_date": "2020-12", "published_date": "2021-01-01"}, "2020"),
        ({"published_date": "2021", "effective_date": "2022-01-01"}, "2021"),
        ({"effective_date": "2022-01-01"}, "2022"),
        ({}, None),
    ],
)
def test_a_policy_has_the_year_of_the_first_of_its_three_dates_that_is_known(dates: Row, year: str | None):
    assert cells(policies_wide.derive(given(regions=PLACES, policies=[policy(**dates)])), "policy_year") == [(year,)]


# region_year_panel


def panel(last: int = 2018, **rows: list[Row]) -> pl.DataFrame:
    frame = region_year_panel.derive(given(regions=PLACES, **rows), last)
    return frame.filter(pl.col("region_id") == "CN-110000").sort("year")


def test_the_panel_is_balanced_even_without_rows():
    frame = region_year_panel.derive(given(regions=PLACES), 2018)
    assert cells(frame, "region_id", "year", "new_policies") == [
        (region, year, 0) for region in ("CN-110000", "CN-810000") for year in (2016, 2017, 2018)
    ]


def test_units_below_count_with_their_province_and_the_country_does_not():
    rows = [policy("a", "CN-110101", issued_date="2017-05"), policy("b", "CN", issued_date="2017")]
    assert panel(policies=rows).select("year", "new_policies", "new_provincial_policies", "total_policies").rows() == [
        (2016, 0, 0, 0), (2017, 1, 0, 1), (2018, 0, 0, 1),
    ]  # fmt: skip


def test_what_is_older_than_the_panel_is_in_the_totals_only():
    frame = panel(policies=[policy(issued_date="2014")])
    assert frame.select("new_policies", "total_policies", "first_dedicated_year", "years_since_first_dedicated").rows() == [
        (0, 1, 2014, 2), (0, 1, 2014, 3), (0, 1, 2014, 4),
    ]  # fmt: skip


def test_years_since_the_first_are_blank_before_it_and_zero_in_it():
    frame = panel(policies=[policy(issued_date="2017-12-31")])
    assert frame.select("ever_dedicated", "has_dedicated", "years_since_first_dedicated").rows() == [
        (1, 0, None),
        (1, 1, 0),
        (1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("more", "dedicated", "plan"),
    [
        ({}, 2017, 2017),
        ({"legal_status": "draft"}, None, None),
        ({"scope": "section"}, None, None),
        ({"stance": "restrict"}, 2017, None),
        ({"region": "CN-110101"}, 2017, None),
        ({"region": "CN"}, None, None),
        ({"issued_date": None}, None, None),
    ],
)
def test_what_counts_as_the_first_dedicated_policy_and_plan(more: Row, dedicated: int | None, plan: int | None):
    frame = panel(policies=[policy(**{"issued_date": "2017"} | more)])
    assert set(frame.select("first_dedicated_year", "first_plan_year").rows()) == {(dedicated, plan)}


def test_what_has_no_date_is_counted_apart():
    frame = panel(
        policies=[policy("a"), policy("b", legal_status="draft")],
        pilot_applications=[{"pilot_id": "a", "region_id": "CN-110102", "pilot_type": "sandbox_application"}],
    )
    assert set(
        frame.select(
            "total_policies", "undated_policies", "undated_dedicated_policies", "total_pilots", "undated_pilots"
        ).rows()
    ) == {(0, 2, 1, 0, 1)}


def test_a_pilot_counts_in_the_year_of_its_first_event():
    pilots = [{"pilot_id": "a", "region_id": "CN-110102", "pilot_type": "sandbox_application"}]
    events = [event(1, "public_comment", "2017"), event(2, "exited", "2018-01-01")]
    frame = panel(pilot_applications=pilots, pilot_events=events)
    assert frame.select("new_pilots", "new_sandbox_applications", "total_pilots").rows() == [
        (0, 0, 0), (1, 1, 1), (0, 0, 1),
    ]  # fmt: skip


# jurisdiction_view


def applying(*policies: Row, **rows: list[Row]) -> list[tuple]:
    frame = jurisdiction_view.derive(given(regions=PLACES, policies=list(policies), **rows))
    return cells(frame, "region_id", "policy_id", "applies_as")


def test_a_national_policy_is_passed_on_but_not_to_regions_with_laws_of_their_own():
    assert applying(policy("p", "CN")) == [("CN", "p", "own"), ("CN-110000", "p", "inherited")]
    assert applying(policy("p", "CN-810000")) == [("CN-810000", "p", "own")]


def test_a_policy_is_not_passed_upwards_and_a_draft_applies_nowhere():
    assert applying(policy("p", "CN-110102")) == [("CN-110102", "p", "own")]
    assert applying(policy("p", "CN-110000", legal_status="draft")) == []


def test_a_region_that_had_ended_inherits_nothing_and_its_successor_nothing_that_had_ended():
    old, new = policy("old", "CN-110101"), policy("new", "CN-110102")
    earlier = policy("e", issued_date="2018", period_end_year="2019")
    later = policy("l", issued_date="2020-01")
    found = [one for one in applying(old, new, earlier, later) if one[0] not in ("CN-110000",)]
    assert found == [
        ("CN-110101", "e", "inherited"), ("CN-110101", "old", "own"),
        ("CN-110102", "l", "inherited"), ("CN-110102", "new", "own"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "span"),
    [
        ({"issued_date": "2020-02"}, ("issued", "2020-02-01", "2020-02-29", "unknown", None, None)),
        (
            {"issued_date": "2020", "published_date": "2021-01-05"},
            ("published", "2021-01-05", "2021-01-05", "unknown", None, None),
        ),
        ({"effective_date": "2020", "legal_status": "in_force"}, ("effective", "2020-01-01", "2020-12-31", "open", None, None)),
        ({"legal_status": "repealed"}, ("not_known", None, None, "ended", None, None)),
        ({"period_end_year": "2022"}, ("not_known", None, None, "period_end", "2022-12-31", "2022-12-31")),
    ],
)
def test_from_when_until_when_a_policy_applies(more: Row, span: tuple):
    frame = jurisdiction_view.derive(given(regions=PLACES, policies=[policy(**more)]))
    assert cells(frame, *SPAN) == [span]


SPAN = ("from_basis", "from_earliest", "from_latest", "until_basis", "until_earliest", "until_latest")


def test_a_policy_applies_until_the_day_before_the_first_that_took_its_place():
    relations = [{"policy_id": one, "relation": "supersedes", "related_policy_id": "old"} for one in ("new", "newer")]
    policies = [
        policy("old", legal_status="superseded", period_end_year="2025"),
        policy("new", effective_date="2021-03"),
        policy("newer", effective_date="2022"),
    ]
    frame = jurisdiction_view.derive(given(regions=PLACES, policies=policies, policy_relations=relations))
    assert cells(frame.filter(pl.col("policy_id") == "old"), *SPAN[3:]) == [("superseded", "2021-02-28", "2021-03-30")]


# coverage


def test_nothing_found_is_not_the_same_as_not_searched():
    searches = [
        {"region_id": "CN", "subject": "policy", "searched_date": "2021-01-02", "outcome": "not_found", "new_row_count": "0"},
        {"region_id": "CN", "subject": "policy", "searched_date": "2021-01-01", "outcome": "unusable", "new_row_count": "0"},
        {
            "region_id": "CN-110000",
            "subject": "policy",
            "searched_date": "2021-01-01",
            "outcome": "found_new",
            "new_row_count": "2",
        },
    ]
    codes = [{"list": "subject", "code": "policy"}]
    frame = coverage.derive(given(regions=PLACES[:2], codes=codes, searches=searches, policies=[policy(region="CN-110000")]))
    columns = ("region_id", "row_count", "row_count_below", "search_count", "last_searched_date", "best_outcome", "state")
    assert cells(frame, *columns) == [
        ("CN", 0, 1, 2, "2021-01-02", "not_found", "not_found"),
        ("CN-110000", 1, 0, 1, "2021-01-01", "found_new", "held"),
    ]


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([], "not_searched"),
        (["not_found"], "not_found"),
        (["unusable"], "unusable"),
        (["unusable", "not_found"], "not_found"),
        (["not_found", "found_new"], "found_elsewhere"),
    ],
)
def test_why_a_region_has_no_row(outcomes: list[str], state: str):
    searches = [
        {"region_id": "CN", "subject": "pilot", "searched_date": "2021-01-01", "outcome": one, "new_row_count": "1"}
        for one in outcomes
    ]
    codes = [{"list": "subject", "code": "pilot"}]
    assert cells(coverage.derive(given(regions=PLACES[:1], codes=codes, searches=searches)), "state") == [(state,)]


# contested


def citation(name: str, verdict: str, **more: str) -> Row:
    return {
        "citation_id": name,
        "subject_table": "policies",
        "subject_id": "p",
        "field": "issued_date",
        "verdict": verdict,
    } | more


def test_both_sides_of_a_contested_cell_stand_beside_each_other():
    citations = [
        citation("c", "contradicts", source_id="x", value_as_stated="2020-06-09"),
        citation("s", "states", source_id="y", value_as_stated="end of June"),
        citation("r", "implies", source_id="z", field="row"),
        citation("o", "states", source_id="w", field="title_zh"),
    ]
    sources = [
        {"source_id": one, "tier": tier}
        for one, tier in (("x", "official"), ("y", "media"), ("z", "industry"), ("w", "official"))
    ]
    frame = contested.derive(given(policies=[policy(issued_date="2020-06-30")], citations=citations, sources=sources))
    columns = ("kept_value", "contradicting_value", "supporting_source_ids", "supporting_values", "best_supporting_tier")
    assert cells(frame, *columns) == [("2020-06-30", "2020-06-09", "y|z", "end of June", "media")]


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"field": "row"}, None),
        ({"field": "actors"}, "省局|市局"),
        ({"subject_table": "policy_targets", "subject_id": "p#2", "field": "due_year"}, "2022"),
        ({"subject_table": "pilot_events", "subject_id": "a#1", "field": "event_date"}, "2021"),
    ],
)
def test_the_value_that_is_contested(more: Row, kept: str | None):
    frame = contested.derive(
        given(
            policies=[policy()],
            policy_actors=[
                {"policy_id": "p", "actor_seq": number, "name_as_stated": name}
                for number, name in (("10", "市局"), ("9", "省局"))
            ],
            policy_targets=[{"policy_id": "p", "target_seq": "2", "due_year": "2022"}],
            pilot_events=[event(1, "launched", "2021")],
            citations=[citation("c", "contradicts", source_id="x", **more)],
            sources=[{"source_id": "x", "tier": "media"}],
        ),
    )
    assert cells(frame, "kept_value", "supporting_source_count", "best_supporting_tier") == [(kept, 0, None)]
