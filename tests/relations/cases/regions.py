"""Cases of the rules on regions and their changes."""

from tests.relations.cases import Case


def region(region_id: str, level: str, parent: str | None = None, **cells: str | None) -> dict:
    return {"region_id": region_id, "level": level, "parent_region_id": parent, **cells}


CN = region("CN", "country")
BEIJING = region("CN-110000", "province", "CN", region_type="municipality", iso_3166_2="CN-BJ")
HUBEI = region("CN-420000", "province", "CN", region_type="province", iso_3166_2="CN-HB")
WUHAN = region("CN-420100", "prefecture", "CN-420000")
OLD = region("CN-330103", "county", "CN-330100", name_zh="下城区", valid_from="1949", valid_to="2021")
NEW = region("CN-330105", "county", "CN-330100", name_zh="拱墅区", valid_from="2021")
CHANGE = {
    "change_id": "c",
    "change_year": "2021",
    "change_type": "abolished",
    "old_region_id": "CN-330103",
    "old_name_zh": "下城区",
    "new_region_id": "CN-330105",
    "new_name_zh": "拱墅区",
}


def regions(*rows: dict) -> dict:
    return {"regions": [CN, BEIJING, HUBEI, WUHAN, *rows]}


def changes(*rows: dict) -> dict:
    return {"regions": [OLD, NEW], "region_changes": list(rows)}


def policy_in(region_id: str, dated: str) -> dict:
    return changes(CHANGE) | {"policies": [{"policy_id": "p", "region_id": region_id, "issued_date": dated}]}


def pilot_in(region_id: str, *dates: str) -> dict:
    events = [{"pilot_id": "p", "event_seq": str(seq), "event_date": date} for seq, date in enumerate(dates, 1)]
    return changes(CHANGE) | {"pilot_applications": [{"pilot_id": "p", "region_id": region_id}], "pilot_events": events}


CASES = [
    Case(
        "region-level",
        rejects="a city with the code of a province, and a zone with a code",
        wrong={"regions": [region("CN-420000", "prefecture"), region("CN-420103", "zone"), region("CN-zone-x", "county")]},
        finds=[("regions", 2, "level", "prefecture"), ("regions", 3, "level", "zone"), ("regions", 4, "level", "county")],
        passes="one region of each level",
        right=regions(region("CN-420103", "county"), region("CN-zone-x", "zone")),
    ),
    Case(
        "region-has-parent",
        rejects="a province without a parent, and a country with one",
        wrong={"regions": [region("CN", "country", "CN-420000"), region("CN-420000", "province")]},
        finds=[("regions", 2, "parent_region_id", "CN-420000"), ("regions", 3, "parent_region_id", "")],
        passes="a province in the country",
        right={"regions": [CN, HUBEI]},
    ),
    Case(
        "region-parent-level",
        rejects="a county straight under its province, and a city in a city",
        wrong=regions(
            region("CN-420103", "county", "CN-420000"),
            region("CN-420200", "prefecture", "CN-420100"),
            region("CN-420101", "county", "CN-420000"),
        ),
        finds=[
            ("regions", 6, "parent_region_id", "CN-420000"),
            ("regions", 7, "parent_region_id", "CN-420100"),
            ("regions", 8, "parent_region_id", "CN-420000"),
        ],
        passes="a county that the province administers, a district of a municipality, and zones anywhere",
        right=regions(
            region("CN-429004", "county", "CN-420000"),
            region("CN-110101", "county", "CN-110000"),
            region("CN-110228", "county", "CN-110000"),
            region("CN-420103", "county", "CN-420100"),
            region("CN-zone-x", "zone", "CN-420100"),
            region("CN-zone-y", "zone", "CN"),
        ),
    ),
    Case(
        "region-code",
        rejects="a district in another city, and a city in another province",
        wrong=regions(region("CN-420203", "county", "CN-420100"), region("CN-430100", "prefecture", "CN-420000")),
        finds=[("regions", 6, "parent_region_id", "CN-420100"), ("regions", 7, "parent_region_id", "CN-420000")],
        passes="a district in its city, a county that the province administers, and a zone, which has no code",
        right=regions(
            region("CN-420103", "county", "CN-420100"),
            region("CN-429004", "county", "CN-420000"),
            region("CN-zone-x", "zone", "CN-420100"),
        ),
    ),
    Case(
        "region-outlives-parent",
        rejects="a county that stays in a prefecture that has ended",
        wrong={"regions": [region("CN-522200", "prefecture", valid_to="2015"), region("CN-522201", "county", "CN-522200")]},
        finds=[("regions", 3, "parent_region_id", "CN-522200")],
        passes="a county that ends in the year of its prefecture",
        right={
            "regions": [
                region("CN-522200", "prefecture", valid_to="2015-06-01"),
                region("CN-522201", "county", "CN-522200", valid_to="2015"),
            ]
        },
    ),
    Case(
        "iso-of-provinces",
        rejects="a province without a code, and a city with one",
        wrong={
            "regions": [
                region("CN-420000", "province", "CN"),
                region("CN-420100", "prefecture", "CN-420000", iso_3166_2="CN-WH"),
            ]
        },
        finds=[("regions", 2, "iso_3166_2", ""), ("regions", 3, "iso_3166_2", "CN-WH")],
        passes="a province with a code and a city without",
        right=regions(),
    ),
    Case(
        "region-existed",
        rejects="a policy of 2022 in a district that ended in 2021",
        wrong=policy_in("CN-330103", "2022-01"),
        finds=[("policies", 2, "region_id", "CN-330103")],
        passes="a policy of the year in which the district ended, the day unknown",
        right=policy_in("CN-330103", "2021-08-01"),
    ),
    Case(
        "region-existed",
        rejects="a policy of 2020 in a district set up in 2021",
        wrong=policy_in("CN-330105", "2020"),
        finds=[("policies", 2, "region_id", "CN-330105")],
        passes="a policy of the year in which the district was set up",
        right=policy_in("CN-330105", "2021"),
    ),
    Case(
        "pilot-region-existed",
        rejects="a pilot that begins after its district has ended",
        wrong=pilot_in("CN-330103", "2022-03", "2023"),
        finds=[("pilot_applications", 2, "region_id", "CN-330103")],
        passes="a pilot that begins in its district and is expanded after the end of it",
        right=pilot_in("CN-330103", "2020-03", "2023"),
    ),
    Case(
        "change-sides",
        rejects="a new unit that had a former one, an end without a beginning, a name without a unit",
        wrong=changes(
            CHANGE | {"change_type": "established"},
            CHANGE | {"change_type": "recoded", "new_region_id": None, "new_name_zh": None},
            CHANGE | {"new_region_id": None},
        ),
        finds=[
            ("region_changes", 2, "old_region_id", "CN-330103"),
            ("region_changes", 3, "new_region_id", ""),
            ("region_changes", 4, "new_name_zh", "拱墅区"),
        ],
        passes="a unit that became part of another, one that just ended, one that just began",
        right=changes(
            CHANGE,
            CHANGE | {"new_region_id": None, "new_name_zh": None},
            CHANGE | {"change_type": "established", "old_region_id": None, "old_name_zh": None},
        ),
    ),
    Case(
        "change-names",
        rejects="a change that calls the unit by the name of another",
        wrong=changes(CHANGE | {"old_name_zh": "拱墅区"}),
        finds=[("region_changes", 2, "old_name_zh", "拱墅区")],
        passes="a change that calls the unit by the name it had before it was renamed",
        right=changes(
            CHANGE | {"old_name_zh": "旧名区"},
            {
                "change_id": "d",
                "change_year": "1999",
                "change_type": "rename",
                "old_region_id": "CN-330103",
                "old_name_zh": "旧名区",
                "new_region_id": "CN-330103",
                "new_name_zh": "下城区",
            },
        ),
    ),
    Case(
        "change-ends-old",
        rejects="a change two years before the unit ended, and one of a unit that still stands",
        wrong=changes(CHANGE | {"change_year": "2019"}, CHANGE | {"old_region_id": "CN-330105", "new_region_id": "CN-330103"}),
        finds=[("region_changes", 2, "old_region_id", "CN-330103"), ("region_changes", 3, "old_region_id", "CN-330105")],
        passes="a change in the year of the end, and a change of name of a unit that still stands",
        right=changes(CHANGE, CHANGE | {"change_type": "rename", "old_region_id": "CN-330105"}),
    ),
    Case(
        "change-finds-new",
        rejects="a unit that takes in another before it exists, and one said to begin after it began",
        wrong=changes(CHANGE | {"change_year": "2020"}, CHANGE | {"change_type": "established", "change_year": "2022"}),
        finds=[("region_changes", 2, "new_region_id", "CN-330105"), ("region_changes", 3, "new_region_id", "CN-330105")],
        passes="a unit that takes in another years after it began",
        right=changes(CHANGE | {"change_year": "2023"}),
    ),
]
