"""Cases of the rules on keys and redirects."""

from hashlib import sha256

from tests.relations.cases import Case


def digest(prefix: str, *values: str) -> str:
    return prefix + sha256("|".join(values).encode()).hexdigest()[:10]


URL = "https://a.cn/x"
SOURCE = {"source_id": digest("src-", URL), "url": URL}


def measures(*seqs: int) -> dict:
    return {"policy_measures": [{"policy_id": "p", "measure_seq": str(one)} for one in seqs]}


def agencies(field: str, **links: str | None) -> dict:
    return {"agencies": [{"agency_id": name, field: other} for name, other in links.items()]}


def redirected(*pairs: tuple[str, str | None]) -> dict:
    return {"redirects": [{"old_id": old, "new_id": new} for old, new in pairs], "policies": [{"policy_id": "living"}]}


def citing(key: str) -> dict:
    cells = {"subject_table": "policies", "subject_id": "p", "field": "row", "verdict": "states"}
    return {"sources": [SOURCE], "citations": [dict(citation_id=key, source_id=SOURCE["source_id"], **cells)]}


CASES = [
    Case(
        "sequence-from-one",
        rejects="a gap, named once",
        wrong=measures(1, 3, 4),
        finds=[("policy_measures", 3, "measure_seq", "3")],
        passes="eleven in a row, which text would sort otherwise",
        right=measures(*range(1, 12)),
    ),
    Case(
        "sequence-from-one",
        rejects="a second relation of a kind without a first",
        wrong={
            "policy_relations": [
                {"policy_id": "p", "relation": "amends", "relation_seq": "1"},
                {"policy_id": "p", "relation": "extends", "relation_seq": "2"},
            ]
        },
        finds=[("policy_relations", 3, "relation_seq", "2")],
        passes="a first relation of each kind, and batches, which need not follow each other",
        right={
            "policy_relations": [
                {"policy_id": "p", "relation": "amends", "relation_seq": "1"},
                {"policy_id": "p", "relation": "extends", "relation_seq": "1"},
            ],
            "programme_batches": [{"programme_id": "s", "batch": "1"}, {"programme_id": "s", "batch": "3"}],
        },
    ),
    Case(
        "no-circles",
        rejects="a circle of three, but not what hangs on it, and one of its own",
        wrong=agencies("parent_agency_id", a="b", b="c", c="a", d="a", e="e", f=None),
        finds=[("agencies", line, "parent_agency_id", value) for line, value in ((2, "b"), (3, "c"), (4, "a"), (6, "e"))],
        passes="a chain of four",
        right=agencies("parent_agency_id", a="b", b="c", c="d", d=None),
    ),
    Case(
        "no-circles",
        rejects="two agencies that succeed each other",
        wrong=agencies("successor_agency_id", a="b", b="a"),
        finds=[("agencies", 2, "successor_agency_id", "b"), ("agencies", 3, "successor_agency_id", "a")],
        passes="two agencies with one successor",
        right=agencies("successor_agency_id", a="c", b="c", c=None),
    ),
    Case(
        "no-circles",
        rejects="regions and organisations inside themselves",
        wrong={
            "regions": [
                {"region_id": "CN-zone-x", "parent_region_id": "CN-zone-y"},
                {"region_id": "CN-zone-y", "parent_region_id": "CN-zone-x"},
            ],
            "organisations": [{"organisation_id": "o", "parent_organisation_id": "o"}],
        },
        finds=[
            ("regions", 2, "parent_region_id", "CN-zone-y"),
            ("regions", 3, "parent_region_id", "CN-zone-x"),
            ("organisations", 2, "parent_organisation_id", "o"),
        ],
        passes="a zone in a zone",
        right={"regions": [{"region_id": "CN-zone-x", "parent_region_id": "CN-zone-y"}, {"region_id": "CN-zone-y"}]},
    ),
    Case(
        "derived-key",
        rejects="the key of an address that was corrected later",
        wrong={"sources": [SOURCE | {"url": "https://a.cn/y"}]},
        finds=[("sources", 2, "source_id", SOURCE["source_id"])],
        passes="the key of its address",
        right={"sources": [SOURCE]},
    ),
    Case(
        "derived-key",
        rejects="the key of a citation that uses the source's key for its address",
        wrong=citing(digest("cit-", "policies", "p", "row", SOURCE["source_id"], "states")),
        finds=[("citations", 2, "citation_id", digest("cit-", "policies", "p", "row", SOURCE["source_id"], "states"))],
        passes="the key of a citation by the address of its source",
        right=citing(digest("cit-", "policies", "p", "row", URL, "states")),
    ),
    Case(
        "derived-key",
        rejects="a corrected address, but not the citations whose keys follow from it",
        wrong=citing(digest("cit-", "policies", "p", "row", URL, "states")) | {"sources": [SOURCE | {"url": "https://a.cn/y"}]},
        finds=[("sources", 2, "source_id", SOURCE["source_id"])],
        passes="the citations of an address that was not touched",
        right=citing(digest("cit-", "policies", "p", "row", URL, "states")),
    ),
    Case(
        "derived-key",
        rejects="a key that forgets an empty part",
        wrong={
            "sources": [SOURCE],
            "reference_counts": [
                {
                    "reference_count_id": digest("ref-", URL, "plans", "2020"),
                    "source_id": SOURCE["source_id"],
                    "counted_en": "plans",
                    "period_end": "2020",
                }
            ],
        },
        finds=[("reference_counts", 2, "reference_count_id", digest("ref-", URL, "plans", "2020"))],
        passes="a key with an empty part between its bars",
        right={
            "sources": [SOURCE],
            "reference_counts": [
                {
                    "reference_count_id": digest("ref-", URL, "plans", "", "2020"),
                    "source_id": SOURCE["source_id"],
                    "counted_en": "plans",
                    "period_end": "2020",
                }
            ],
        },
    ),
    Case(
        "key-once-in-package",
        rejects="an organisation with the key of an agency",
        wrong={"agencies": [{"agency_id": "cnca"}], "organisations": [{"organisation_id": "cnca"}]},
        finds=[("organisations", 2, "organisation_id", "cnca")],
        passes="an organisation whose key begins with that of an agency",
        right={"agencies": [{"agency_id": "cnca"}], "organisations": [{"organisation_id": "cnca-lab"}]},
    ),
    Case(
        "redirect-of-living",
        rejects="a redirect of a key that a policy still has",
        wrong=redirected(("living", None)),
        finds=[("redirects", 2, "old_id", "living")],
        passes="a redirect of a key that is gone",
        right=redirected(("gone", "living")),
    ),
    Case(
        "redirect-chain",
        rejects="a redirect to a redirect",
        wrong=redirected(("gone", "later"), ("later", "living")),
        finds=[("redirects", 2, "new_id", "later")],
        passes="two redirects to one key",
        right=redirected(("gone", "living"), ("later", "living")),
    ),
    Case(
        "redirect-to-living",
        rejects="a redirect to a key that nothing has",
        wrong=redirected(("gone", "nowhere")),
        finds=[("redirects", 2, "new_id", "nowhere")],
        passes="a redirect to nothing, and one to the two-part key of a row",
        right=redirected(("gone", None), ("lost", "p#1")) | {"policy_measures": [{"policy_id": "p", "measure_seq": "1"}]},
    ),
    Case(
        "redirect-to-living",
        rejects="a dead end, but not what another redirect leads on",
        wrong=redirected(("gone", "later"), ("later", "nowhere")),
        finds=[("redirects", 3, "new_id", "nowhere")],
        passes="a redirect to one that leads nowhere on purpose, which is a chain",
        right=redirected(("gone", "later"), ("later", None)),
    ),
]
