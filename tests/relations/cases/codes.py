"""Cases of the rules on code lists."""

from tests.relations.cases import Case
from tests.relations.literal import field, schema

CODES = schema(field("list"), field("code"), field("unit"), field("unused_reason_en"), key=("list", "code"))
THINGS = schema(field("thing_id"), field("colour", enum=["red", "blue"]), key=("thing_id",))
OPTIONS = {"schemas": {"codes": CODES, "things": THINGS}}


def codes(*names: str, **reasons: str) -> list[dict]:
    return [{"list": "colour", "code": one, "unused_reason_en": reasons.get(one)} for one in names]


def things(*colours: str) -> list[dict]:
    return [{"thing_id": f"t{at}", "colour": one} for at, one in enumerate(colours)]


CASES = [
    Case(
        "enum-in-codes",
        rejects="an enum with a value that the list lacks",
        wrong={"codes": codes("red"), "things": []},
        finds=[("things", None, "colour", "blue")],
        passes="an enum in another order than the list",
        right={"codes": codes("blue", "red"), "things": []},
        options=OPTIONS,
    ),
    Case(
        "codes-in-enum",
        rejects="a list with a code that the enum lacks",
        wrong={"codes": codes("blue", "green", "red"), "things": []},
        finds=[("codes", 3, "code", "green")],
        passes="a code of the same name in a list of another column",
        right={"codes": [*codes("blue", "red"), {"list": "other", "code": "green"}], "things": []},
        options=OPTIONS,
    ),
    Case(
        "list-used",
        rejects="a list that no column is named after, once",
        wrong={
            "codes": [*codes("blue", "red"), {"list": "color", "code": "blue"}, {"list": "color", "code": "red"}],
            "things": [],
        },
        finds=[("codes", 4, "list", "color")],
        passes="a list whose column is in a table that was not read",
        right={"codes": codes("blue", "red")},
        options=OPTIONS | {"unread": ("things",)},
    ),
    Case(
        "code-used",
        rejects="a code in no cell",
        wrong={"codes": codes("blue", "red"), "things": things("red")},
        finds=[("codes", 2, "code", "blue")],
        passes="a code in no cell that says why",
        right={"codes": codes("blue", "red", blue="none seen"), "things": things("red")},
        options=OPTIONS,
    ),
    Case(
        "code-used",
        rejects="a unit that only a metric in codes itself has",
        wrong={"codes": [{"list": "unit", "code": "count"}, {"list": "metric", "code": "parks", "unit": "count"}], "goals": []},
        finds=[("codes", 2, "code", "count"), ("codes", 3, "code", "parks")],
        passes="units and metrics of goals",
        right={
            "codes": [{"list": "unit", "code": "count"}, {"list": "metric", "code": "parks"}],
            "goals": [{"goal_id": "g", "metric": "parks", "unit": "count"}],
        },
        options={
            "schemas": {"codes": CODES, "goals": schema(field("goal_id"), field("metric"), field("unit"), key=("goal_id",))}
        },
    ),
    Case(
        "unused-reason-needless",
        rejects="a reason for a code that stands in a cell",
        wrong={"codes": codes("blue", "red", red="none seen"), "things": things("red")},
        finds=[("codes", 3, "unused_reason_en", "none seen")],
        passes="a reason for a code in no cell",
        right={"codes": codes("blue", "red", blue="none seen"), "things": things("red")},
        options=OPTIONS,
    ),
]
