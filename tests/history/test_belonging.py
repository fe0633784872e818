"""Which row is a part of which."""

from pathlib import Path

from cards.kinds import ROOTS, kind_of
from tests.history.literal import table, version
from validate.history.belonging import HANGING, Link, links, referring, whole
from validate.package import load
from validate.titles import title

ROOT = Path(__file__).resolve().parents[2]
ALIASES = table(
    "name agency_id organisation_id",
    "Office office -",
    "Firm - firm",
    links={"agency_id": "agencies.agency_id", "organisation_id": "organisations.organisation_id"},
)
TARGETS = table("policy_id target_seq agency_id", "plan 1 office", key=2,
    links={"policy_id": "policies.policy_id", "agency_id": "agencies.agency_id"})  # fmt: skip


def named(**tables):
    return version(**tables).tables


def test_a_row_belongs_to_the_record_whose_key_its_own_goes_on_from():
    targets = named(policy_targets=TARGETS)["policy_targets"]
    assert links(targets) == (Link(("policy_id",), "policies", True),)
    assert whole(targets.rows["plan", "1"], links(targets)) == ("policies", "plan")


def test_a_row_that_only_refers_to_a_record_is_no_part_of_it():
    pilots = named(pilots=table("pilot_id agency_id", "one office", links={"agency_id": "agencies.agency_id"}))["pilots"]
    assert links(pilots) == ()
    assert whole(pilots.rows["one",], links(pilots)) is None


def test_an_alias_belongs_to_the_agency_or_organisation_that_it_names():
    aliases = named(aliases=ALIASES)["aliases"]
    owners = [whole(row, links(aliases)) for row in aliases.rows.values()]
    assert owners == [("agencies", "office"), ("organisations", "firm")]


def test_a_row_of_another_version_without_the_column_belongs_to_none():
    aliases = named(aliases=ALIASES)["aliases"]
    assert whole({"name": "Office"}, links(aliases)) is None


def test_a_citation_belongs_to_its_subject():
    row = {"citation_id": "cit-1", "subject_table": "policy_targets", "subject_id": "plan#1"}
    assert whole(row, ()) == ("policy_targets", "plan#1")


def test_a_row_that_refers_to_its_own_table_is_no_part_of_it():
    tree = table("a b", "x y", key=2, links={"a": "regions.a"})
    assert links(named(regions=tree)["regions"]) == ()


def test_every_filled_cell_that_leads_to_another_row_is_found():
    found = list(referring(named(aliases=ALIASES, policy_targets=TARGETS)))
    assert found == [
        (("agencies", "office"), "agency_id", ("aliases", ("Office",))),
        (("organisations", "firm"), "organisation_id", ("aliases", ("Firm",))),
        (("policies", "plan"), "policy_id", ("policy_targets", ("plan", "1"))),
        (("agencies", "office"), "agency_id", ("policy_targets", ("plan", "1"))),
    ]


def test_every_table_that_hangs_on_others_refers_to_them_by_those_columns():
    tables = {one.name: one for one in load(ROOT).tables}
    for name, columns in HANGING.items():
        assert [one.fields for one in links(tables[name])] == [(column,) for column in columns]


def test_the_cards_of_this_package_have_these_parts():
    tables = {one.name: one for one in load(ROOT).tables}
    parts = {name: list(kind_of(root, tables).children) for name, root in ROOTS.items()}
    assert parts == {
        "policy": ["policy_actors", "policy_measures", "policy_targets", "policy_topics", "policy_relations"],
        "pilot": ["pilot_events", "pilot_actors", "pilot_technologies"],
        "agency": ["aliases"],
        "organisation": ["aliases"],
        "programme": ["programme_batches"],
        "region": ["region_changes"],
        "source": [],
    }


def test_a_row_is_called_by_its_name_in_the_language_or_in_the_other():
    assert title({"name_en": "Office", "name_zh": "办"}, "zh") == "办"
    assert title({"title_zh": "", "title_en": "Plan"}, "zh") == "Plan"
    assert title({"title": "Page", "url": "https://a.example"}, "en") == "Page"
    assert title({"policy_id": "plan"}, "en") == ""
