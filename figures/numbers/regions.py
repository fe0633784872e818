"""Policies by region, on a map of equal tiles."""

from collections import Counter

from figures.tables import COUNTRY, Tables, provinces

TITLE = {"en": "Blockchain policies held, by region", "zh": "各地区收录的区块链政策"}


def numbers(tables: Tables) -> dict:
    """`regions`: for the country and each province-level region its names, `policies`, `dedicated` ones among
    them, and `searches` for policies that named it or a unit below it."""
    above = provinces(tables["regions"])
    policies = Counter(above[row["region_id"]] for row in tables["policies"])
    dedicated = Counter(above[row["region_id"]] for row in tables["policies"] if row["scope"] == "dedicated")
    searches = Counter(above[row["region_id"]] for row in tables["searches"] if row["subject"] == "policy" and row["region_id"])
    return {
        "regions": [
            names(row) | {"policies": policies[one], "dedicated": dedicated[one], "searches": searches[one]}
            for row in tables["regions"]
            if above[one := row["region_id"]] == one
        ]
    }


def words(counted: dict, lang: str) -> str:
    provincial = [one for one in counted["regions"] if one["region_id"] != COUNTRY]
    total = sum(one["policies"] for one in counted["regions"])
    national = total - sum(one["policies"] for one in provincial)
    most = sorted((one for one in provincial if one["policies"]), key=lambda one: -one["policies"])[:3]
    none = [one[lang] for one in provincial if not one["policies"]]
    if lang == "zh":
        first = "、".join(f"{one['zh']} {one['policies']} 项" for one in most)
        rest = f"没有政策行的地区：{'、'.join(none)}。" if none else "每个地区至少一项。"
        return f"共 {total} 项政策，其中全国性 {national} 项；最多的是{first}。{rest}"
    first = ", ".join(f"{one['en']} {one['policies']}" for one in most)
    rest = f"Regions without a policy row: {', '.join(none)}." if none else "Each region has at least one."
    return f"{total} policies, {national} of them national; most are of {first}. {rest}"


def names(region: dict) -> dict[str, str]:
    """The key, the short names and the letters of a region: `Beijing`, `北京`, `BJ`."""
    return {
        "region_id": region["region_id"],
        "en": short_name(region["name_en"]),
        "zh": region["short_name_zh"],
        "code": region["iso_3166_2"].removeprefix("CN-"),
    }


def short_name(name_en: str) -> str:
    """A name without the words for the type of the unit."""
    if name_en == "People's Republic of China":
        return "China"
    types = (" Municipality", " Province", " Zhuang Autonomous Region", " Hui Autonomous Region", " Uygur Autonomous Region",
             " Autonomous Region", " Special Administrative Region")  # fmt: skip
    return next((name_en.removesuffix(one) for one in types if name_en.endswith(one)), name_en)
