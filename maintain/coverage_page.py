"""The page docs/coverage.md: for the country and each province-level region what there is, and how often one looked.

Enters: the tables. Leaves: the page, in English and Chinese at once.
"""

from collections import Counter
from collections.abc import Sequence

from figures.tables import Row, Tables, first_date, provinces

HEAD = """\
# Coverage 覆盖情况

Units below a province count with it; zones that span provinces count as national. Dates are the first known of issued,
published and in effect. *Searches* says how often a region was looked at by name, for policies or pilots. Pilots of
national bodies to which no source gives a place are not counted here. A region without rows was not necessarily without
policy: see the column of searches, and `searches` itself.

省以下单位计入所在省；跨省区域计入全国。日期取发文、公布、施行中最先已知者。“检索”为按名称检索该地区的次数。
来源未给出地点的全国性机构试点不计在内。没有行的地区不等于没有政策，请看检索次数与 `searches` 表。

| region | 地区 | policies 政策 | dedicated 专项 | earliest 最早 | latest 最晚 | pilots 试点 | searches 检索 |
|---|---|--:|--:|--:|--:|--:|--:|
"""


def page(tables: Tables, notice: str) -> str:
    """The page, a row a region in the order of `regions`."""
    above = provinces(tables["regions"])

    def counted(rows: Sequence[Row]) -> Counter:
        return Counter(above[row["region_id"]] for row in rows if row["region_id"])

    policies, pilots, searches = (counted(tables[name]) for name in ("policies", "pilot_applications", "searches"))
    dedicated = counted([row for row in tables["policies"] if row["scope"] == "dedicated"])
    years: dict[str, list[str]] = {}
    for row in tables["policies"]:
        years.setdefault(above[row["region_id"]], []).extend(filter(None, [first_date(row)[:4]]))
    lines = []
    for region in (row for row in tables["regions"] if above[row["region_id"]] == row["region_id"]):
        one, span = region["region_id"], sorted(years.get(region["region_id"], [])) or ["–"]
        names = (region["name_en"], region["short_name_zh"])
        cells = (*names, policies[one], dedicated[one], span[0], span[-1], pilots[one], searches[one])
        lines.append("| " + " | ".join(map(str, cells)) + " |\n")
    return f"{notice}\n{HEAD}{''.join(lines)}"
