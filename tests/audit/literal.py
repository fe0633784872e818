"""A small release in literals: a policy with one event of a pilot, cited by two pages."""

from maintain.audit.results import Result
from validate.history.versions import Row, TableVersion, Version

POLICY = {"policy_id": "p-1", "title_zh": "行动计划", "title_en": "Action Plan", "issued_date": "2020-06-30"}
PILOT = {"pilot_id": "t-1", "name_zh": "", "name_en": "A Pilot"}
EVENT = {"pilot_id": "t-1", "event_seq": "1", "event_date": "2021"}
SOURCE = {"source_id": "src-0000000001", "url": "https://example.org/1", "title": "A page", "publisher": "A paper"}
OWNER = {"fields": ["pilot_id"], "reference": {"resource": "pilot_applications", "fields": ["pilot_id"]}}


def cited(number: int, table: str, subject: str, field: str, verdict: str = "states") -> Row:
    """A citation."""
    return {
        "citation_id": f"cit-{number:010x}", "subject_table": table, "subject_id": subject, "field": field,
        "source_id": "src-0000000001", "verdict": verdict, "value_as_stated": "", "note": "",
    }  # fmt: skip


DATE = cited(1, "policies", "p-1", "issued_date")
ACTORS = cited(2, "policies", "p-1", "actors", "implies")
AGAINST = cited(3, "policies", "p-1", "issued_date", "contradicts")
STEP = cited(4, "pilot_events", "t-1#1", "event_date")


def table(name: str, key: list[str], rows: list[Row], foreign: list[dict] = []) -> TableVersion:  # noqa: B006
    fields = [{"name": one} for one in rows[0]] if rows else []
    schema = {"fields": fields, "primaryKey": key, "foreignKeys": foreign}
    return TableVersion(name, schema, {}, {tuple(one[part] for part in key): one for one in rows})


def release(citations: list[Row], policy: Row = POLICY) -> Version:
    """Version 0.1.0 with these citations."""
    tables = (
        table("policies", ["policy_id"], [policy]),
        table("pilot_applications", ["pilot_id"], [PILOT]),
        table("pilot_events", ["pilot_id", "event_seq"], [EVENT], [OWNER]),
        table("sources", ["source_id"], [SOURCE]),
        table("citations", ["citation_id"], citations),
    )
    return Version({"version": "0.1.0"}, {one.name: one for one in tables})


def result(citation: Row, value: str = "", outcome: str = "supported", note: str = "") -> Result:
    return Result(citation["citation_id"], "0.1.0", value, outcome, note)
