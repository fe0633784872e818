"""Cases of the rules on relations between policies."""

from tests.relations.cases import Case


def relation(policy_id: str, kind: str, related: str | None = None, seq: int = 1, title: str | None = None) -> dict:
    return {
        "policy_id": policy_id,
        "relation": kind,
        "relation_seq": str(seq),
        "related_policy_id": related,
        "related_title": title,
    }


def dated(**dates: dict) -> list[dict]:
    return [{"policy_id": policy_id, **cells} for policy_id, cells in dates.items()]


CASES = [
    Case(
        "relation-other",
        rejects="a policy that amends itself",
        wrong={"policy_relations": [relation("a", "amends", "a")]},
        finds=[("policy_relations", 2, "related_policy_id", "a")],
        passes="a policy that amends another",
        right={"policy_relations": [relation("a", "amends", "b")]},
    ),
    Case(
        "relation-one-target",
        rejects="a relation with a key and a title, and one with neither",
        wrong={"policy_relations": [relation("a", "amends", "b", title="某目录"), relation("b", "amends")]},
        finds=[("policy_relations", 2, "related_title", "某目录"), ("policy_relations", 3, "related_title", "")],
        passes="a relation with a key, and one with a title",
        right={"policy_relations": [relation("a", "amends", "b"), relation("b", "amends", title="某目录")]},
    ),
    Case(
        "relation-once",
        rejects="the same relation twice, by key and by title",
        wrong={
            "policy_relations": [
                relation("a", "amends", "b", 1),
                relation("a", "amends", "b", 2),
                relation("c", "amends", title="某目录"),
                relation("c", "amends", seq=2, title="某目录"),
            ]
        },
        finds=[("policy_relations", 3, "related_policy_id", "b"), ("policy_relations", 5, "related_title", "某目录")],
        passes="two relations to the same policy",
        right={"policy_relations": [relation("a", "based_on", "b"), relation("a", "supersedes", "b")]},
    ),
    Case(
        "relation-one-way",
        rejects="two policies that supersede each other, and two of which each follows the other",
        wrong={
            "policy_relations": [
                relation("a", "supersedes", "b"),
                relation("b", "supersedes", "a"),
                relation("c", "amends", "d"),
                relation("d", "implements", "c"),
            ]
        },
        finds=[("policy_relations", 3, "related_policy_id", "a"), ("policy_relations", 5, "related_policy_id", "c")],
        passes="a notice that forwards its own annex",
        right={"policy_relations": [relation("a", "annex_of", "b"), relation("b", "forwards", "a")]},
    ),
    Case(
        "relation-in-time",
        rejects="policies that implement what was issued, or published, after them",
        wrong={
            "policies": dated(
                a={"issued_date": "2020-01-01"},
                b={"issued_date": "2020-01-02"},
                c={"published_date": "2020-01"},
                d={"published_date": "2020-02"},
                e={"published_date": "2020-01-01"},
                f={"issued_date": "2020-01-02"},
            ),
            "policy_relations": [
                relation("a", "implements", "b"),
                relation("c", "implements", "d"),
                relation("e", "implements", "f"),
            ],
        },
        finds=[
            ("policy_relations", 2, "related_policy_id", "b"),
            ("policy_relations", 3, "related_policy_id", "d"),
            ("policy_relations", 4, "related_policy_id", "f"),
        ],
        passes="the same day, an unknown day of the same month, a basis published late, and an annex dated later",
        right={
            "policies": dated(
                a={"issued_date": "2020-01-02"},
                b={"issued_date": "2020-01-02"},
                c={"issued_date": "2020-01-15"},
                d={"issued_date": "2020-01"},
                e={"issued_date": "2020-01-01"},
                f={"published_date": "2020-03-01"},
                g={"issued_date": "2020-01-01", "published_date": "2020-01-01"},
                h={"issued_date": "2019-12-01", "published_date": "2020-05-01"},
            ),
            "policy_relations": [
                relation("a", "implements", "b"),
                relation("c", "implements", "d"),
                relation("e", "implements", "f"),
                relation("g", "implements", "h"),
                relation("b", "annex_of", "f"),
            ],
        },
    ),
]
