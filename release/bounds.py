"""The bounds of partial dates: `2020-06` lies between 2020-06-01 and 2020-06-30, to the month.

Enters: the fields and rows of a table as text. Leaves: the same with three columns after each
partial date: `_earliest` and `_latest` (dates) and `_precision` (`year`, `month` or `day`).
"""

from calendar import monthrange
from collections.abc import Sequence

from release.material import Rows

_PRECISION = {4: "year", 7: "month", 10: "day"}


def bounds(cell: str) -> tuple[str, str, str]:
    """Earliest day, latest day and precision of a partial date; three empty cells for an empty one."""
    if not cell:
        return "", "", ""
    precision = _PRECISION[len(cell)]
    if precision == "year":
        return f"{cell}-01-01", f"{cell}-12-31", precision
    if precision == "month":
        return f"{cell}-01", f"{cell}-{monthrange(int(cell[:4]), int(cell[5:]))[1]}", precision
    return cell, cell, precision


def is_partial_date(field: dict) -> bool:
    return field.get("form") == "partial-date"


def with_bounds(fields: Sequence[dict], rows: Rows) -> tuple[list[dict], list[list[str]]]:
    """The fields and rows with the derived columns, where they do not stand there already."""
    names = {one["name"] for one in fields}
    partial = [is_partial_date(field) and f"{field['name']}_earliest" not in names for field in fields]
    wider = [
        one for field, dated in zip(fields, partial, strict=True) for one in (field, *(derived_fields(field) if dated else ()))
    ]
    return wider, [
        [one for cell, dated in zip(row, partial, strict=True) for one in (cell, *(bounds(cell) if dated else ()))]
        for row in rows
    ]


def derived_fields(field: dict) -> list[dict]:
    """The fields of the bounds of a partial date."""
    name, title, title_zh = field["name"], field.get("title", field["name"]), field.get("title_zh", field["name"])
    return [
        {
            "name": f"{name}_earliest", "type": "date",
            "title": f"{title}, earliest", "title_zh": f"{title_zh}（最早）",
            "description": f"First day that `{name}` can mean; derived.",
            "description_zh": f"`{name}` 可指的第一日；由其导出。",
            "example": "2020-06-01", "constraints": {"required": False},
        },
        {
            "name": f"{name}_latest", "type": "date",
            "title": f"{title}, latest", "title_zh": f"{title_zh}（最晚）",
            "description": f"Last day that `{name}` can mean; derived.",
            "description_zh": f"`{name}` 可指的最后一日；由其导出。",
            "example": "2020-06-30", "constraints": {"required": False},
        },
        {
            "name": f"{name}_precision", "type": "string",
            "title": f"{title}, precision", "title_zh": f"{title_zh}（精度）",
            "description": f"How precise `{name}` is: `year`, `month` or `day`; derived.",
            "description_zh": f"`{name}` 的精度：`year`（年）、`month`（月）或 `day`（日）；由其导出。",
            "example": "month", "constraints": {"required": False, "pattern": "(?:year|month|day)"},
        },
    ]  # fmt: skip
