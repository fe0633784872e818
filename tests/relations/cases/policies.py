"""Cases of the rules on policies: numbers, titles, issuers."""

from tests.relations.cases import Case


def policy(policy_id: str = "p", **cells: str) -> dict:
    return {"policy_id": policy_id, **cells}


def actor(seq: int, role: str, policy_id: str = "p") -> dict:
    return {"policy_id": policy_id, "actor_seq": str(seq), "role": role}


def number(text: str) -> dict:
    return {"policies": [policy(doc_number=text)]}


CASES = [
    Case(
        "number-brackets",
        rejects="a year in full-width round brackets",
        wrong=number("银发（2020）95号"),
        finds=[("policies", 2, "doc_number", "银发（2020）95号")],
        passes="a year in tortoise-shell brackets after other brackets, and numbers without a bracketed year",
        right={
            "policies": [
                policy("a", doc_number="财办建（函）〔2020〕3号"),
                policy("b", doc_number="国家互联网信息办公室令第3号"),
            ]
        },
    ),
    Case(
        "number-brackets",
        rejects="square, round, lenticular and half-mended brackets, in policies and in changes of regions",
        wrong={
            "policies": [
                policy("a", doc_number="银发[2020]95号"),
                policy("b", doc_number="银发(2020)95号"),
                policy("c", doc_number="银发【2020】95号"),
                policy("d", doc_number="银发〔2020]95号"),
                policy("e", doc_number="银发〔20〕95号"),
            ],
            "region_changes": [{"change_id": "c", "doc_number": "民函［2018］48号"}],
        },
        finds=[
            ("policies", 2, "doc_number", "银发[2020]95号"),
            ("policies", 3, "doc_number", "银发(2020)95号"),
            ("policies", 4, "doc_number", "银发【2020】95号"),
            ("policies", 5, "doc_number", "银发〔2020]95号"),
            ("policies", 6, "doc_number", "银发〔20〕95号"),
            ("region_changes", 2, "doc_number", "民函［2018］48号"),
        ],
        passes="a number without Chinese words",
        right=number("FSDC Paper (2017) 30"),
    ),
    Case(
        "number-year",
        rejects="numbers of other years than the issue, and of a year after the publication",
        wrong={
            "policies": [
                policy("a", doc_number="国发〔2020〕29号", issued_date="2021-12-12"),
                policy("b", doc_number="国发〔2022〕1号", issued_date="2021-11-12"),
                policy("c", doc_number="GB/T 42752-2022", issued_date="2023-05-23"),
                policy("d", doc_number="银发〔2022〕42号", published_date="2021-06-01"),
            ]
        },
        finds=[
            ("policies", 2, "doc_number", "国发〔2020〕29号"),
            ("policies", 3, "doc_number", "国发〔2022〕1号"),
            ("policies", 4, "doc_number", "GB/T 42752-2022"),
            ("policies", 5, "doc_number", "银发〔2022〕42号"),
        ],
        passes="a number of December signed in January, one published years later, and one whose day of issue is unknown",
        right={
            "policies": [
                policy("a", doc_number="国发〔2020〕29号", issued_date="2021-01-04"),
                policy("b", doc_number="国发〔2020〕29号", published_date="2023-05-01"),
                policy("c", doc_number="国发〔2020〕29号", issued_date="2020"),
                policy("d", doc_number="FSDC Paper No. 30", issued_date="2017-05"),
            ]
        },
    ),
    Case(
        "title-once",
        rejects="a title that differs in brackets, spaces and case only, in Chinese and in English",
        wrong={
            "policies": [
                policy(
                    "a",
                    title_zh="北京市区块链计划（2020—2022年）",
                    title_en="Beijing Plan",
                    region_id="CN-110000",
                    issued_date="2020-06-18",
                ),
                policy(
                    "b",
                    title_zh="北京市 区块链计划(2020-2022年)",
                    title_en="Beijing plan.",
                    region_id="CN-110000",
                    published_date="2020",
                ),
            ]
        },
        finds=[("policies", 3, "title_zh", "北京市 区块链计划(2020-2022年)"), ("policies", 3, "title_en", "Beijing plan.")],
        passes="the same title in another year, in another region, and of a draft",
        right={
            "policies": [
                policy("a", title_zh="区块链计划", region_id="CN-110000", issued_date="2020-06-18"),
                policy("b", title_zh="区块链计划", region_id="CN-110000", issued_date="2021-01-01"),
                policy("c", title_zh="区块链计划", region_id="CN-310000", issued_date="2020-06-18"),
                policy("d", title_zh="区块链计划（征求意见稿）", region_id="CN-110000", issued_date="2020-05-18"),
            ]
        },
    ),
    Case(
        "title-bare",
        rejects="a title in book-title marks, of the policy and of a related one",
        wrong={
            "policies": [policy(title_zh="《区块链行动计划》")],
            "policy_relations": [{"policy_id": "p", "relation": "amends", "relation_seq": "1", "related_title": "《目录》"}],
        },
        finds=[("policies", 2, "title_zh", "《区块链行动计划》"), ("policy_relations", 2, "related_title", "《目录》")],
        passes="a title that names another document, and one that names two",
        right={
            "policies": [
                policy("a", title_zh="关于印发《区块链行动计划》的通知"),
                policy("b", title_zh="《甲办法》和《乙办法》"),
            ]
        },
    ),
    Case(
        "policy-has-actor",
        rejects="a policy without actors and without a reason",
        wrong={"policies": [policy("p"), policy("q")], "policy_actors": [actor(1, "issuer", "q")]},
        finds=[("policies", 2, "actor_gap", "")],
        passes="a policy without actors that says why",
        right={"policies": [policy(actor_gap="not_seen")], "policy_actors": []},
    ),
    Case(
        "actor-gap-open",
        rejects="a reason for a gap beside an actor",
        wrong={"policies": [policy(actor_gap="not_seen")], "policy_actors": [actor(1, "issuer")]},
        finds=[("policies", 2, "actor_gap", "not_seen")],
        passes="a reason beside the actors of another policy",
        right={"policies": [policy(actor_gap="not_seen"), policy("q")], "policy_actors": [actor(1, "issuer", "q")]},
    ),
    Case(
        "issuer-first",
        rejects="joint issuers without an issuer, and two issuers",
        wrong={
            "policy_actors": [
                actor(1, "joint_issuer", "p"),
                actor(2, "joint_issuer", "p"),
                actor(1, "issuer", "q"),
                actor(2, "issuer", "q"),
            ]
        },
        finds=[("policy_actors", 2, "role", "joint_issuer"), ("policy_actors", 5, "role", "issuer")],
        passes="an issuer after a body that leads the work",
        right={"policy_actors": [actor(1, "responsible_lead"), actor(2, "issuer"), actor(3, "joint_issuer")]},
    ),
    Case(
        "issuer-count",
        rejects="a count below the number of issuers listed",
        wrong={"policies": [policy(issuer_count="1")], "policy_actors": [actor(1, "issuer"), actor(2, "joint_issuer")]},
        finds=[("policies", 2, "issuer_count", "1")],
        passes="a count above the list, and a list with a body that only leads the work",
        right={"policies": [policy(issuer_count="1")], "policy_actors": [actor(1, "issuer"), actor(2, "responsible_lead")]},
    ),
]
