"""Random edits of the small package: more rows, other values, rows lost, every reference still leading somewhere.

Enters: material and a source of chance. Leaves: other material.
"""

from dataclasses import replace
from random import Random

from release.material import Material

DATES = ("2015", "2017-06", "2018", "2018-02", "2018-10-01", "2019-12-31", "2021-03-05")
REGIONS = ("CN", "CN-990000", "CN-990100", "CN-990102", "CN-990121", "CN-zone-qingling-gaoxinqu")
POLICIES = ("yunhai-2018-blockchain-opinions", "yunhai-2021-blockchain-action-plan")
SOURCES = ("src-3b80398704", "src-f6430ff80b")
COPIED = ("policies", "pilot_applications", "searches", "citations")  # tables that get further rows, with keys of their own
LOST = ("citations", "pilot_events", "policy_actors", "pilot_actors", "policy_targets", "searches", "policy_relations")
VALUES = {
    ("policies", "issued_date"): ("", *DATES),
    ("policies", "published_date"): ("", *DATES),
    ("policies", "effective_date"): ("", *DATES),
    ("policies", "period_end_year"): ("", "2017", "2018", "2030"),
    ("policies", "scope"): ("dedicated", "section", "mention"),
    ("policies", "stance"): ("promote", "restrict"),
    ("policies", "legal_status"): ("draft", "expired", "in_force", "repealed", "superseded", "unknown"),
    ("policies", "region_id"): REGIONS,
    ("policies", "doc_number"): ("", "云政发〔2018〕30号"),
    ("policy_actors", "role"): ("issuer", "joint_issuer", "responsible_lead", "responsible_support"),
    ("policy_actors", "agency_id"): ("", "yh-gov", "yh-finance"),
    ("policy_actors", "name_as_stated"): ("省政府", "Government of Yunhai"),
    ("policy_relations", "relation"): ("supersedes", "amends"),
    ("policy_relations", "related_policy_id"): ("", *POLICIES),
    ("policy_targets", "target_kind"): ("goal", "support"),
    ("pilot_applications", "region_id"): ("", *REGIONS),
    ("pilot_applications", "pilot_type"): ("sandbox_application", "judicial"),
    ("pilot_events", "event"): ("approved", "exited", "reported", "launched"),
    ("pilot_events", "event_date"): DATES,
    ("pilot_actors", "role"): ("lead", "supervisor", "user"),
    ("regions", "valid_from"): ("", "2018", "2018-02"),
    ("regions", "valid_to"): ("", "2018", "2018-02"),
    ("sources", "tier"): ("aggregator", "official", "media", "data_package"),
    ("citations", "verdict"): ("contradicts", "implies", "states"),
    ("citations", "field"): ("row", "actors", "topics", "issued_date", "region_id", "technologies"),
    ("citations", "source_id"): SOURCES,
    ("citations", "value_as_stated"): ("", "about 2018"),
    ("searches", "outcome"): ("found_known", "found_new", "not_found", "unusable"),
    ("searches", "region_id"): REGIONS,
}
SHARE_CHANGED, SHARE_LOST, COPIES = 0.5, 0.2, 4


def edited(material: Material, chance: Random) -> Material:
    """The package with further rows, of which some lost and many cells changed."""
    columns = {one.name: one.columns for one in material.package.tables}
    rows = {name: [list(row) for row in content] for name, content in material.rows.items()}
    for name in COPIED:
        rows[name] += [[f"{row[0]}-{at}", *row[1:]] for at in range(COPIES) for row in rows[name]]
    for name in LOST:
        rows[name] = [row for row in rows[name] if chance.random() > SHARE_LOST]
    for (name, column), values in VALUES.items():
        at = columns[name].index(column)
        for row in rows[name]:
            if chance.random() < SHARE_CHANGED:
                row[at] = chance.choice(values)
    return replace(material, rows={name: tuple(map(tuple, content)) for name, content in rows.items()})
