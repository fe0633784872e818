"""How well the facts are backed, and where was searched."""

from collections import Counter, defaultdict

from figures.numbers.regions import names
from figures.tables import COUNTRY, Row, Tables, provinces
from validate.evidence import SUPPORTS, WHOLE_ROW

TITLE = {"en": "Evidence and coverage", "zh": "依据与覆盖"}
TIERS = ("official", "state_media", "media", "industry", "aggregator", "data_package")
SEARCHED = {"policy": "policies", "pilot": "pilot_applications"}  # subject of a search: the table of what is found
TABLE_TITLES = {
    "policies": {"en": "Policies", "zh": "政策"},
    "policy_targets": {"en": "Targets", "zh": "量化目标"},
    "pilot_applications": {"en": "Pilots", "zh": "试点应用"},
    "pilot_events": {"en": "Pilot events", "zh": "试点事件"},
    "programmes": {"en": "Programmes", "zh": "计划"},
    "programme_batches": {"en": "Batches", "zh": "批次"},
    "agencies": {"en": "Agencies", "zh": "公共机关"},
    "organisations": {"en": "Organisations", "zh": "其他组织"},
}


def numbers(tables: Tables) -> dict:
    """`cells`: for each table with citations, how many `filled` cells state a fact, and how many of them are `cited`
    (a source states or implies the cell or its row), `official` (an official one does) and `contradicted`;
    `tiers`: sources of each tier, with labels; `searched`: for each subject and province-level region, `rows`
    held and `searches` made."""
    tiers = Counter(row["tier"] for row in tables["sources"])
    labels = {lang: tables.label("tier", lang) for lang in ("en", "zh")}
    return {
        "cells": cells(tables),
        "tiers": [{"code": one, "en": labels["en"][one], "zh": labels["zh"][one], "sources": tiers[one]} for one in TIERS],
        "searched": {
            "policy": _searched(tables, "policies", "policy"),
            "pilot": _searched(tables, "pilot_applications", "pilot"),
        },
    }


def cells(tables: Tables) -> list[dict]:
    """One entry a table with citations: `table`, `filled`, `cited`, `official`, `contradicted`."""
    official = {row["source_id"] for row in tables["sources"] if row["tier"] == "official"}
    said: dict[str, set] = defaultdict(set)
    for row in tables["citations"]:
        place = row["subject_table"], row["subject_id"], row["field"]
        said["cited" if row["verdict"] in SUPPORTS else "contradicted"].add(place)
        if row["verdict"] in SUPPORTS and row["source_id"] in official:
            said["official"].add(place)
    return [{"table": name} | _cells(tables, name, said) for name in tables.facts]


def total(counted: list[dict], what: str) -> int:
    """A number of `cells`, of all tables together."""
    return sum(one[what] for one in counted)


def words(counted: dict, lang: str) -> str:
    filled, cited, official = (total(counted["cells"], what) for what in ("filled", "cited", "official"))
    sources = {one["code"]: one["sources"] for one in counted["tiers"]}
    unsearched = {subject: sum(not one["searches"] for one in rows) for subject, rows in counted["searched"].items()}
    if lang == "zh":
        return (
            f"{filled:,} 个陈述事实的单元格中，{cited / filled:.0%} 有来源，{official / filled:.0%} 有官方来源；"
            f"{sum(sources.values())} 个来源中 {sources['official']} 个为官方。"
            f"34 个地区中，未按名称检索过政策的 {unsearched['policy']} 个，未检索过试点的 {unsearched['pilot']} 个。"
        )
    return (
        f"Of {filled:,} cells that state a fact {cited / filled:.0%} are cited, {official / filled:.0%} to an official source; "
        f"{sources['official']} of {sum(sources.values())} sources are official. Of 34 regions {unsearched['policy']} were not "
        f"searched by name for policies and {unsearched['pilot']} not for pilots."
    )


def _cells(tables: Tables, name: str, said: dict[str, set]) -> dict[str, int]:
    counts = Counter({"filled": 0, "cited": 0, "official": 0, "contradicted": 0})
    for row in tables[name]:
        record = "#".join(row[part] for part in tables.keys[name])
        for column in (one for one in tables.facts[name] if row[one]):
            counts["filled"] += 1
            counts["contradicted"] += (name, record, column) in said["contradicted"]
            for what in ("cited", "official"):
                counts[what] += (name, record, column) in said[what] or (name, record, WHOLE_ROW) in said[what]
    return dict(counts)


def _searched(tables: Tables, table: str, subject: str) -> list[dict]:
    above = provinces(tables["regions"])

    def counted(rows: list[Row]) -> Counter:
        return Counter(above[row["region_id"]] for row in rows if row["region_id"])

    held, searches = counted(tables[table]), counted([row for row in tables["searches"] if row["subject"] == subject])
    return [
        names(row) | {"rows": held[one], "searches": searches[one]}
        for row in tables["regions"]
        if above[one := row["region_id"]] == one != COUNTRY
    ]
