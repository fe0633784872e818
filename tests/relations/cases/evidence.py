"""Cases of the rules on citations."""

from tests.relations.cases import Case

POLICIES = [{"policy_id": "p", "title_zh": "某计划", "region_id": "CN", "issued_date": "2020-06-18"}]
TARGETS = [{"policy_id": "p", "target_seq": "1", "value_low": "5"}]


def citation(field: str, subject: str = "policies", key: str = "p", verdict: str = "states", value: str | None = None) -> dict:
    return {
        "citation_id": f"cit-{subject}-{key}-{field}",
        "subject_table": subject,
        "subject_id": key,
        "field": field,
        "verdict": verdict,
        "value_as_stated": value,
    }


def cited(*citations: dict) -> dict:
    return {"citations": list(citations), "policies": POLICIES, "policy_targets": TARGETS}


CASES = [
    Case(
        "citation-subject",
        rejects="citations of a policy and of a target that are gone",
        wrong=cited(citation("row", key="q"), citation("row", "policy_targets", "p#2")),
        finds=[("citations", 2, "subject_id", "q"), ("citations", 3, "subject_id", "p#2")],
        passes="citations of a policy, of a target by both parts of its key, and of a table that was not read",
        right=cited(citation("row"), citation("row", "policy_targets", "p#1"), citation("row", "agencies", "a")),
    ),
    Case(
        "citation-field",
        rejects="a column of another table, a misspelt one, and a list that policies do not have",
        wrong=cited(citation("event_date"), citation("titel_zh"), citation("technologies")),
        finds=[
            ("citations", 2, "field", "event_date"),
            ("citations", 3, "field", "titel_zh"),
            ("citations", 4, "field", "technologies"),
        ],
        passes="a column, the row, and the lists that policies have",
        right=cited(citation("title_zh"), citation("row"), citation("actors"), citation("relations"), citation("topics")),
        options={"unread": ("policy_actors", "policy_relations", "policy_topics")},
    ),
    Case(
        "citation-of-empty",
        rejects="a citation of a date that the cell does not hold",
        wrong=cited(
            citation("effective_date"), citation("issued_date"), citation("value_high", "policy_targets", "p#1", "implies")
        ),
        finds=[("citations", 2, "field", "effective_date"), ("citations", 4, "field", "value_high")],
        passes="citations of filled cells, of the row and of a list",
        right=cited(citation("issued_date"), citation("row"), citation("actors")),
    ),
    Case(
        "contradiction-stated",
        rejects="a contradiction that does not say what the source states",
        wrong=cited(citation("issued_date", verdict="contradicts")),
        finds=[("citations", 2, "value_as_stated", "")],
        passes="a source that states the value, with nothing to add",
        right=cited(citation("issued_date"), citation("title_zh", verdict="contradicts", value="另一计划")),
    ),
    Case(
        "contradiction-differs",
        rejects="a contradiction by the very value of the cell",
        wrong=cited(citation("issued_date", verdict="contradicts", value="2020-06-18")),
        finds=[("citations", 2, "verdict", "contradicts")],
        passes="a contradiction by another day",
        right=cited(citation("issued_date", verdict="contradicts", value="2020-06-19")),
    ),
    Case(
        "evidence",
        rejects="a filled date that nothing cites, and one that is only contradicted",
        wrong=cited(
            citation("title_zh"),
            citation("region_id", verdict="contradicts", value="CN-110000"),
            citation("value_low", "policy_targets", "p#1"),
        ),
        finds=[("policies", 2, "region_id", "CN"), ("policies", 2, "issued_date", "2020-06-18")],
        passes="filled cells that are stated or implied, and empty ones",
        right=cited(
            citation("title_zh"),
            citation("region_id", verdict="implies"),
            citation("issued_date"),
            citation("value_low", "policy_targets", "p#1"),
        ),
    ),
    Case(
        "evidence",
        rejects="an organisation without any source",
        wrong={"citations": [], "organisations": [{"organisation_id": "o"}]},
        finds=[("organisations", 2, "organisation_id", "o")],
        passes="an organisation whose row is cited",
        right={"citations": [citation("row", "organisations", "o", "implies")], "organisations": [{"organisation_id": "o"}]},
    ),
]
