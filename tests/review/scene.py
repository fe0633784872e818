"""A change written out: a policy added (two issuers, three targets, four sources), a date corrected, a duplicate retired."""

from dataclasses import replace

from review.gate import Verdict
from review.page import Page, page
from review.sides import Side
from tests.history.literal import CITATIONS, REDIRECTS, REVISIONS, table
from tests.history.literal import version as numbered
from validate.history.versions import TableVersion, Version

POLICIES = "policy_id title_en doc_type region_id issued_date confidence"
ACTORS = "policy_id actor_seq role agency_id"
TARGETS = "policy_id target_seq metric value_low"
RELATIONS = "policy_id relation related_policy_id"
SOURCES = "source_id url title publisher published_date tier"
CITED = f"{CITATIONS} value_as_stated note"

CODED = {"doc_type": {"constraints": {"enum": ["plan", "notice"]}}}
STATED = {
    "policies": table(
        POLICIES,
        "harbour-plan Harbour_Plan plan CN 2020 high",
        "twin Twin_Plan plan CN 2020-05 low",
        "town-notice Notice notice CN 2019 high",
        links={"region_id": "regions.region_id"},
        **CODED,
    ),
    "policy_actors": table(ACTORS, "harbour-plan 1 issuer office", "twin 1 issuer office", key=2,
        links={"policy_id": "policies.policy_id", "agency_id": "agencies.agency_id"}),
    "policy_targets": table(TARGETS, "twin 1 firms 10", key=2, links={"policy_id": "policies.policy_id"}),
    "policy_relations": table(RELATIONS, "town-notice implements harbour-plan", key=2,
        links={"policy_id": "policies.policy_id", "related_policy_id": "policies.policy_id"}),
    "agencies": table("agency_id name_en", "office Office", "bureau Bureau"),
    "regions": table("region_id name_en", "CN China"),
    "sources": table(SOURCES, "src-old https://www.example.gov/plan Plan Office 2020-06-30 official"),
    "citations": table(CITED,
        "cit-1 policies harbour-plan issued_date src-old states - -",
        "cit-2 policies twin issued_date src-old states - -",
        links={"source_id": "sources.source_id"}),
    "codes": table("list code label_en label_zh", "doc_type plan Plan 计划", "doc_type notice Notice 通知", key=2),
    "redirects": table(REDIRECTS),
    "revisions": table(REVISIONS, key=4),
}  # fmt: skip
ADDED = {
    "policies": ["new-notice New_Notice notice CN 2021-01 high"],
    "policy_actors": ["new-notice 1 issuer office", "new-notice 2 issuer bureau"],
    "policy_targets": ["new-notice 1 firms 20", "new-notice 2 patents 5", "new-notice 3 parks 1"],
    "sources": [
        "src-a https://www.example.gov/new A Office 2021-01 official",
        "src-b https://news.example.com/b B News 2021-01 media",
        "src-c https://news.example.com/c C News - media",
        "src-d https://paper.example.com/d D Paper - media",
    ],
    "citations": [
        "cit-a policies new-notice issued_date src-a states - -",
        "cit-b policies new-notice issued_date src-b contradicts 2021-02 printed_later",
        "cit-c policies new-notice actors src-a states - -",
        "cit-d policy_targets new-notice#1 value_low src-c implies about_20 -",
        "cit-e policy_targets new-notice#2 value_low src-d states - -",
    ],
    "redirects": ["twin harbour-plan The_same. 0.2.0"],
    "revisions": ["next policies harbour-plan issued_date correction Misprint."],
}


def version(**tables: TableVersion) -> Version:
    """A version of these tables, its rows its own, with what the schema asks evidence for."""
    asked = {"policies": ["issued_date"], "policy_targets": ["value_low"]}
    return numbered(
        **{
            name: replace(
                one,
                schema=one.schema | {"evidence": asked.get(name, [])},
                rows={key: dict(row) for key, row in one.rows.items()},
            )
            for name, one in tables.items()
        }
    )


def with_rows(one: TableVersion, *rows: str) -> TableVersion:
    """A table with further rows."""
    more = table(" ".join(one.columns), *rows, key=len(one.key))
    rows_ = one.rows | more.rows
    return replace(one, rows=rows_, lines={key: at for at, key in enumerate(rows_, 2)})


def without(one: TableVersion, *starts: str) -> TableVersion:
    """A table without the rows whose keys begin so."""
    return replace(one, rows={key: row for key, row in one.rows.items() if not "#".join(key).startswith(starts)})


def with_cell(one: TableVersion, key: str, field: str, cell: str) -> TableVersion:
    """A table with another cell."""
    place = tuple(key.split("#"))
    return replace(one, rows=one.rows | {place: one.rows[place] | {field: cell}})


def changed() -> Version:
    """The version under review."""
    tables = {name: with_rows(one, *ADDED.get(name, ())) for name, one in STATED.items()}
    tables["policies"] = with_cell(without(tables["policies"], "twin"), "harbour-plan", "issued_date", "2020-06-30")
    for name, start in (("policy_actors", "twin"), ("policy_targets", "twin"), ("citations", "cit-2")):
        tables[name] = without(tables[name], start)
    return version(**tables)


def side(one: Version, released: Version | None = None) -> Side:
    return Side(one, released, {}, {})


def reviewed(old: Version, new: Version, released: Version | None = None, verdict: Verdict | None = None) -> Page:
    """The page of a change; the old version is the released one unless another is given."""
    return page(side(old), side(new, released or old), verdict or Verdict(()))
