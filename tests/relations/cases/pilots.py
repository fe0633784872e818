"""Cases of the rules on pilot applications."""

from tests.relations.cases import Case

PROGRAMMES = [
    {"programme_id": "sandbox", "programme_type": "fintech_sandbox", "region_id": "CN-110000"},
    {"programme_id": "capital", "programme_type": "capital_market_pilot", "region_id": "CN-110000"},
    {"programme_id": "national", "programme_type": "national_pilot", "region_id": "CN"},
]
REGIONS = [
    {"region_id": "CN"},
    {"region_id": "CN-110000", "parent_region_id": "CN"},
    {"region_id": "CN-110101", "parent_region_id": "CN-110000"},
    {"region_id": "CN-310000", "parent_region_id": "CN"},
]


def events(*steps: tuple[str, str]) -> dict:
    return {
        "pilot_events": [
            {"pilot_id": "p", "event_seq": str(seq), "event": event, "event_date": date}
            for seq, (event, date) in enumerate(steps, 1)
        ]
    }


def pilots(*rows: dict) -> dict:
    return {"pilot_applications": [{"pilot_id": f"p{at}", **row} for at, row in enumerate(rows, 1)], "programmes": PROGRAMMES}


def using(stated: str, *technologies: str) -> dict:
    listed = [{"pilot_id": "p1", "technology": one} for one in technologies]
    return {"pilot_applications": [{"pilot_id": "p1", "uses_blockchain": stated}], "pilot_technologies": listed}


def batches(*counts: str | None) -> dict:
    return {
        "programme_batches": [
            {"programme_id": "sandbox", "batch": str(seq), "application_count": count} for seq, count in enumerate(counts, 1)
        ]
    }


CASES = [
    Case(
        "events-in-order",
        rejects="a second event before the first",
        wrong=events(("launched", "2020-08"), ("reported", "2020-07-31")),
        finds=[("pilot_events", 3, "event_date", "2020-07-31")],
        passes="a second event in the month of the first",
        right=events(("launched", "2020-08-15"), ("reported", "2020-08")),
    ),
    Case(
        "event-stages",
        rejects="a proposal after the launch, a launch after the expansion, approval after the exit",
        wrong=events(
            ("launched", "2020"),
            ("proposed", "2020"),
            ("expanded", "2021"),
            ("launched", "2021"),
            ("exited", "2022"),
            ("approved", "2022"),
        ),
        finds=[
            ("pilot_events", 3, "event", "proposed"),
            ("pilot_events", 5, "event", "launched"),
            ("pilot_events", 7, "event", "approved"),
        ],
        passes="a whole life in order, launched again after a pause, with a report after the exit",
        right=events(
            ("proposed", "2019"),
            ("public_comment", "2020"),
            ("approved", "2020"),
            ("registered", "2020"),
            ("launched", "2020"),
            ("launched", "2021"),
            ("completed", "2022"),
            ("exited", "2022"),
            ("reported", "2023"),
        ),
    ),
    Case(
        "event-stages",
        rejects="public comment after the approval",
        wrong=events(("approved", "2020"), ("public_comment", "2020")),
        finds=[("pilot_events", 3, "event", "public_comment")],
        passes="public comment on a service that works already, and a launch after its building was finished",
        right=events(("launched", "2019"), ("public_comment", "2020"), ("completed", "2020"), ("launched", "2021")),
    ),
    Case(
        "sandbox-programme",
        rejects="sandbox applications in a national pilot and in no programme",
        wrong=pilots({"pilot_type": "sandbox_application", "programme_id": "national"}, {"pilot_type": "sandbox_application"}),
        finds=[("pilot_applications", 2, "programme_id", "national"), ("pilot_applications", 3, "programme_id", "")],
        passes="sandbox applications of the central bank and of the securities regulator",
        right=pilots(
            {"pilot_type": "sandbox_application", "programme_id": "sandbox"},
            {"pilot_type": "sandbox_application", "programme_id": "capital"},
        ),
    ),
    Case(
        "sandbox-pilot",
        rejects="a court system in a fintech sandbox",
        wrong=pilots({"pilot_type": "judicial", "programme_id": "sandbox"}),
        finds=[("pilot_applications", 2, "pilot_type", "judicial")],
        passes="a court system in a national pilot and one in no programme",
        right=pilots({"pilot_type": "judicial", "programme_id": "national"}, {"pilot_type": "judicial"}),
    ),
    Case(
        "pilot-in-programme-region",
        rejects="a pilot of Shanghai in the sandbox of Beijing",
        wrong=pilots({"programme_id": "sandbox", "region_id": "CN-310000"}) | {"regions": REGIONS},
        finds=[("pilot_applications", 2, "region_id", "CN-310000")],
        passes="pilots of a district of Beijing, of no region, and of Shanghai in a national programme",
        right=pilots(
            {"programme_id": "sandbox", "region_id": "CN-110101"},
            {"programme_id": "sandbox"},
            {"programme_id": "national", "region_id": "CN-310000"},
        )
        | {"regions": REGIONS},
    ),
    Case(
        "uses-blockchain",
        rejects="a yes without blockchain among the technologies",
        wrong=using("yes", "big_data"),
        finds=[("pilot_applications", 2, "uses_blockchain", "yes")],
        passes="a yes with a distributed ledger",
        right=using("yes", "distributed_ledger", "big_data"),
    ),
    Case(
        "uses-blockchain",
        rejects="a no without any technology",
        wrong=using("no"),
        finds=[("pilot_applications", 2, "uses_blockchain", "no")],
        passes="a no with other technologies",
        right=using("no", "big_data"),
    ),
    Case(
        "uses-blockchain",
        rejects="an unknown with a smart contract",
        wrong=using("unknown", "smart_contract"),
        finds=[("pilot_applications", 2, "uses_blockchain", "unknown")],
        passes="an unknown with one technology that the title names",
        right=using("unknown", "mobile_5g"),
    ),
    Case(
        "batch-programme",
        rejects="a batch of no programme",
        wrong=pilots({"batch": "2"}),
        finds=[("pilot_applications", 2, "batch", "2")],
        passes="a programme without batches",
        right=pilots({"programme_id": "sandbox"}, {"programme_id": "sandbox", "batch": "2"}),
    ),
    Case(
        "batch-exists",
        rejects="a pilot in a third batch of two",
        wrong=pilots({"programme_id": "sandbox", "batch": "3"}) | batches("6", "11"),
        finds=[("pilot_applications", 2, "batch", "3")],
        passes="a pilot in the second batch, and one whose batch is not known",
        right=pilots({"programme_id": "sandbox", "batch": "2"}, {"programme_id": "sandbox"}) | batches("6", "11"),
    ),
    Case(
        "batch-count",
        rejects="two pilots in a batch of one",
        wrong=pilots({"programme_id": "sandbox", "batch": "1"}, {"programme_id": "sandbox", "batch": "1"}) | batches("1"),
        finds=[("programme_batches", 2, "application_count", "1")],
        passes="two pilots of a batch of eleven, and one of a batch of unknown size",
        right=pilots({"programme_id": "sandbox", "batch": "1"}, {"programme_id": "sandbox", "batch": "2"}) | batches("1", None),
    ),
]
