"""Cases of the rules on dates."""

from tests.relations.cases import Case

CASES = [
    Case(
        "dates-in-order",
        rejects="a document published before it was issued and in force before both",
        wrong={
            "policies": [
                {"policy_id": "p", "issued_date": "2020-06-18", "published_date": "2020-06-17", "effective_date": "2020-05"}
            ]
        },
        finds=[
            ("policies", 2, "published_date", "2020-06-17"),
            ("policies", 2, "effective_date", "2020-05"),
            ("policies", 2, "effective_date", "2020-05"),
        ],
        passes="a publication in the month of issue, its day unknown, and in force in that year",
        right={
            "policies": [{"policy_id": "p", "issued_date": "2020-06-18", "published_date": "2020-06", "effective_date": "2020"}]
        },
    ),
    Case(
        "period-in-order",
        rejects="a plan that ends before it starts, and a count whose end is before its start",
        wrong={
            "policies": [{"policy_id": "p", "period_start_year": "2022", "period_end_year": "2020"}],
            "reference_counts": [{"reference_count_id": "r", "period_start": "2020-02", "period_end": "2020-01-31"}],
        },
        finds=[("policies", 2, "period_end_year", "2020"), ("reference_counts", 2, "period_end", "2020-01-31")],
        passes="a plan of one year, and a count to the end of the month in which it starts",
        right={
            "policies": [{"policy_id": "p", "period_start_year": "2020", "period_end_year": "2020"}],
            "reference_counts": [{"reference_count_id": "r", "period_start": "2020-02-20", "period_end": "2020-02"}],
        },
    ),
    Case(
        "validity-in-order",
        rejects="a unit and an authority that end before they begin",
        wrong={
            "regions": [{"region_id": "CN-330103", "valid_from": "2021", "valid_to": "2019"}],
            "agencies": [{"agency_id": "a", "valid_from": "2020-05-02", "valid_to": "2020-05-01"}],
        },
        finds=[("regions", 2, "valid_to", "2019"), ("agencies", 2, "valid_to", "2020-05-01")],
        passes="a unit that begins and ends in one year, and one without an end",
        right={
            "regions": [
                {"region_id": "CN-330103", "valid_from": "2021", "valid_to": "2021"},
                {"region_id": "CN", "valid_from": "1949"},
            ]
        },
    ),
    Case(
        "not-after-created",
        rejects="an event, a search, a change and an end that have not happened yet",
        wrong={
            "pilot_events": [{"pilot_id": "p", "event_seq": "1", "event_date": "2026-11-23"}],
            "searches": [{"search_id": "s", "searched_date": "2026-11-23"}],
            "region_changes": [{"change_id": "c", "change_year": "2027"}],
            "agencies": [{"agency_id": "a", "valid_to": "2026-12"}],
        },
        finds=[
            ("pilot_events", 2, "event_date", "2026-11-23"),
            ("searches", 2, "searched_date", "2026-11-23"),
            ("region_changes", 2, "change_year", "2027"),
            ("agencies", 2, "valid_to", "2026-12"),
        ],
        passes="the day and the year of the package itself, and plans that lie ahead",
        right={
            "pilot_events": [
                {"pilot_id": "p", "event_seq": "1", "event_date": "2026-11-22"},
                {"pilot_id": "p", "event_seq": "2", "event_date": "2026"},
            ],
            "policies": [
                {"policy_id": "p", "effective_date": "2027-01-01", "period_start_year": "2027", "period_end_year": "2030"}
            ],
            "policy_targets": [{"policy_id": "p", "target_seq": "1", "due_year": "2030"}],
        },
        options={"created": "2026-11-22"},
    ),
    Case(
        "due-year-near",
        rejects="goals due before their policy and more than thirty years after it",
        wrong={
            "policies": [{"policy_id": "p", "issued_date": "2020-12-30", "published_date": "2021-01-05"}],
            "policy_targets": [
                {"policy_id": "p", "target_seq": "1", "due_year": "2019"},
                {"policy_id": "p", "target_seq": "2", "due_year": "2051"},
            ],
        },
        finds=[("policy_targets", 2, "due_year", "2019"), ("policy_targets", 3, "due_year", "2051")],
        passes="goals due in the year of issue, in the thirtieth year, and of a policy without a date in its first year",
        right={
            "policies": [
                {"policy_id": "p", "issued_date": "2020-12-30", "published_date": "2021-01-05"},
                {"policy_id": "q", "period_start_year": "2022"},
            ],
            "policy_targets": [
                {"policy_id": "p", "target_seq": "1", "due_year": "2020"},
                {"policy_id": "p", "target_seq": "2", "due_year": "2050"},
                {"policy_id": "q", "target_seq": "1", "due_year": "2022"},
            ],
        },
    ),
]
