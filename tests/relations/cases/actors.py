"""Cases of the rules on authorities and organisations."""

from tests.relations.cases import Case

REGIONS = [
    {"region_id": "CN", "level": "country", "region_type": "country"},
    {"region_id": "CN-430000", "level": "province", "region_type": "province", "parent_region_id": "CN"},
    {"region_id": "CN-430100", "level": "prefecture", "region_type": "prefecture_city", "parent_region_id": "CN-430000"},
    {"region_id": "CN-440000", "level": "province", "region_type": "province", "parent_region_id": "CN"},
    {"region_id": "CN-zone-changsha", "level": "zone", "region_type": "high_tech_zone", "parent_region_id": "CN-430100"},
    {"region_id": "CN-zone-dawanqu", "level": "zone", "region_type": "cross_region", "parent_region_id": "CN"},
]
AGENCIES = [
    {"agency_id": "cn", "region_id": "CN"},
    {"agency_id": "hn", "region_id": "CN-430000"},
    {"agency_id": "cs", "region_id": "CN-430100"},
    {"agency_id": "gd", "region_id": "CN-440000"},
]


def actor(policy_id: str, agency_id: str, role: str = "issuer") -> dict:
    return {"policy_id": policy_id, "actor_seq": "1", "role": role, "agency_id": agency_id}


def issued(agency_id: str, region_id: str, role: str = "issuer") -> dict:
    policy = {"policy_id": "p", "region_id": region_id}
    return {"agencies": AGENCIES, "regions": REGIONS, "policies": [policy], "policy_actors": [actor("p", agency_id, role)]}


def several(*pairs: tuple[str, str]) -> dict:
    policies = [{"policy_id": f"p{at}", "region_id": region} for at, (_, region) in enumerate(pairs)]
    actors = [actor(f"p{at}", agency) for at, (agency, _) in enumerate(pairs)]
    return {"agencies": AGENCIES, "regions": REGIONS, "policies": policies, "policy_actors": actors}


def acting(dated: str, **validity: str) -> dict:
    agency = dict(agency_id="cbirc", successor_agency_id="nfra", **validity)
    return {
        "agencies": [agency],
        "policies": [{"policy_id": "p", "issued_date": dated}],
        "policy_actors": [actor("p", "cbirc")],
    }


CASES = [
    Case(
        "actor-one-link",
        rejects="an actor that is an agency and an organisation, of a policy and of a pilot",
        wrong={
            "policy_actors": [{"policy_id": "p", "actor_seq": "1", "agency_id": "a", "organisation_id": "o"}],
            "pilot_actors": [{"pilot_id": "p", "actor_seq": "1", "agency_id": "a", "organisation_id": "o"}],
        },
        finds=[("policy_actors", 2, "organisation_id", "o"), ("pilot_actors", 2, "organisation_id", "o")],
        passes="an actor that is an agency, one that is an organisation, and one that is only named",
        right={
            "policy_actors": [
                {"policy_id": "p", "actor_seq": "1", "agency_id": "a"},
                {"policy_id": "p", "actor_seq": "2", "organisation_id": "o"},
                {"policy_id": "p", "actor_seq": "3"},
            ]
        },
    ),
    Case(
        "alias-one-link",
        rejects="an alias of two actors and one of none",
        wrong={"aliases": [{"name": "甲", "agency_id": "a", "organisation_id": "o"}, {"name": "乙"}]},
        finds=[("aliases", 2, "organisation_id", "o"), ("aliases", 3, "organisation_id", "")],
        passes="an alias of an agency and one of an organisation",
        right={"aliases": [{"name": "甲", "agency_id": "a"}, {"name": "乙", "organisation_id": "o"}]},
    ),
    Case(
        "agency-level",
        rejects="a county office in a province, and a zone committee in the country",
        wrong={
            "agencies": [
                {"agency_id": "a", "level": "county", "region_id": "CN-430000"},
                {"agency_id": "b", "level": "zone", "region_id": "CN"},
            ],
            "regions": REGIONS,
        },
        finds=[("agencies", 2, "level", "county"), ("agencies", 3, "level", "zone")],
        passes="a zone committee in its zone and one in the city around it",
        right={
            "agencies": [
                {"agency_id": "a", "level": "zone", "region_id": "CN-zone-changsha"},
                {"agency_id": "b", "level": "zone", "region_id": "CN-430100"},
            ],
            "regions": REGIONS,
        },
    ),
    Case(
        "agency-within-parent",
        rejects="an office of Hunan under the government of Guangdong",
        wrong={
            "agencies": [
                {"agency_id": "gd", "region_id": "CN-440000"},
                {"agency_id": "hn-x", "region_id": "CN-430000", "parent_agency_id": "gd"},
            ],
            "regions": REGIONS,
        },
        finds=[("agencies", 3, "parent_agency_id", "gd")],
        passes="an office of Changsha under a ministry, and one under its own province",
        right={
            "agencies": [
                *AGENCIES,
                {"agency_id": "cs-x", "region_id": "CN-430100", "parent_agency_id": "cn"},
                {"agency_id": "cs-y", "region_id": "CN-430100", "parent_agency_id": "hn"},
            ],
            "regions": REGIONS,
        },
    ),
    Case(
        "issuer-region",
        rejects="a policy of the province issued by a city, and one of Hunan by Guangdong",
        wrong=several(("cs", "CN-430000"), ("gd", "CN-430000")),
        finds=[("policy_actors", 2, "agency_id", "cs"), ("policy_actors", 3, "agency_id", "gd")],
        passes="a policy for the city by the city, the province and the country, and one for a cross-regional zone by a member",
        right=several(
            ("cs", "CN-430100"), ("hn", "CN-430100"), ("cn", "CN-430100"), ("hn", "CN-zone-changsha"), ("gd", "CN-zone-dawanqu")
        ),
    ),
    Case(
        "issuer-region",
        rejects="a joint issuer from another province",
        wrong=issued("gd", "CN-430000", "joint_issuer"),
        finds=[("policy_actors", 2, "agency_id", "gd")],
        passes="a city that leads the work of a policy of the province",
        right=issued("cs", "CN-430000", "responsible_lead"),
    ),
    Case(
        "agency-existed",
        rejects="a regulator that acts on the day of its end",
        wrong=acting("2023-05-18", valid_to="2023-05-18"),
        finds=[("policy_actors", 2, "agency_id", "cbirc")],
        passes="a regulator that acts on the day before, the day of its end known",
        right=acting("2023-05-17", valid_to="2023-05-18"),
    ),
    Case(
        "agency-existed",
        rejects="a bureau that acts before its founding",
        wrong=acting("2023-09", valid_from="2023-10-25"),
        finds=[("policy_actors", 2, "agency_id", "cbirc")],
        passes="a bureau that acts in the month of its founding",
        right=acting("2023-10", valid_from="2023-10-25"),
    ),
]
