"""Cases of the rules on names."""

from tests.relations.cases import Case

AGENCY = {"agency_id": "bj-gov", "name_zh": "北京市人民政府", "name_en": "Beijing Government"}
BANK = {"organisation_id": "abc", "name_zh": "中国农业银行"}
ALIASES = [
    {"name": "北京市人民政府", "agency_id": "bj-gov"},
    {"name": "Beijing Government", "agency_id": "bj-gov"},
    {"name": "中国农业银行", "organisation_id": "abc"},
    {"name": "农行", "organisation_id": "abc"},
]


def named(aliases: list[dict], *stated: dict) -> dict:
    actors = [{"policy_id": "p", "actor_seq": str(seq), **row} for seq, row in enumerate(stated, 1)]
    return {"agencies": [AGENCY], "organisations": [BANK], "aliases": aliases, "policy_actors": actors}


CASES = [
    Case(
        "chinese-in-han",
        rejects="an English title and name in Chinese columns",
        wrong={
            "policies": [{"policy_id": "p", "title_zh": "Beijing Plan"}],
            "organisations": [{"organisation_id": "o", "name_zh": "Baidu"}],
        },
        finds=[("policies", 2, "title_zh", "Beijing Plan"), ("organisations", 2, "name_zh", "Baidu")],
        passes="a name of Latin letters and one Han character, and a label without any",
        right={
            "organisations": [{"organisation_id": "o", "name_zh": "BSN网"}],
            "codes": [{"list": "technology", "code": "mobile_5g", "label_zh": "5G"}],
        },
    ),
    Case(
        "english-without-han",
        rejects="Chinese words in an English title and summary",
        wrong={"policies": [{"policy_id": "p", "title_en": "Plan 计划", "summary_en": "It names 区块链."}]},
        finds=[("policies", 2, "title_en", "Plan 计划"), ("policies", 2, "summary_en", "It names 区块链.")],
        passes="accents and typographic marks",
        right={"policies": [{"policy_id": "p", "title_en": "Xi’an “Plan” – Café", "summary_en": "It aims at ≥ 5."}]},
    ),
    Case(
        "simplified",
        rejects="traditional characters in a title and in the name of a region",
        wrong={
            "policies": [{"policy_id": "p", "title_zh": "區块鏈发展計划"}],
            "regions": [{"region_id": "CN-810000", "short_name_zh": "廣州"}],
        },
        finds=[("policies", 2, "title_zh", "區块鏈发展計划"), ("regions", 2, "short_name_zh", "廣州")],
        passes="characters that both scripts use, also those that are simplified forms elsewhere, and a name as stated",
        right={
            "policies": [{"policy_id": "p", "title_zh": "乾县后里区于都征求著作干部"}],
            "policy_actors": [{"policy_id": "p", "actor_seq": "1", "name_as_stated": "金融監督管理委員會"}],
        },
    ),
    Case(
        "name-in-aliases",
        rejects="names kept and stated that no alias has",
        wrong=named(ALIASES[2:], {"organisation_id": "abc", "name_as_stated": "农业银行"}),
        finds=[
            ("agencies", 2, "name_zh", "北京市人民政府"),
            ("agencies", 2, "name_en", "Beijing Government"),
            ("policy_actors", 2, "name_as_stated", "农业银行"),
        ],
        passes="a short name that is an alias, and a stated name that is linked with nobody",
        right=named(ALIASES, {"organisation_id": "abc", "name_as_stated": "农行"}, {"name_as_stated": "亳州市"}),
    ),
    Case(
        "name-resolves",
        rejects="a bank's name as that of an agency, and an alias that leads to another agency",
        wrong=named(
            [{"name": "北京市人民政府", "agency_id": "sh-gov"}, *ALIASES[1:]], {"agency_id": "bj-gov", "name_as_stated": "农行"}
        ),
        finds=[("agencies", 2, "name_zh", "北京市人民政府"), ("policy_actors", 2, "name_as_stated", "农行")],
        passes="two names of one bank",
        right=named(
            ALIASES,
            {"organisation_id": "abc", "name_as_stated": "农行"},
            {"organisation_id": "abc", "name_as_stated": "中国农业银行"},
        ),
    ),
]
