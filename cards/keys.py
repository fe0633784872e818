"""Keys of new rows, by the convention: numbers within a record, digests, readable names.

Enters: rows without their key, and what they lead to. Leaves: keys.
"""

import re
from collections.abc import Mapping

from cards.shelf import Shelf
from validate.derived import derived
from validate.history.versions import Row
from validate.package import Table

MOST_WORDS = 4
DATES = ("issued_date", "published_date", "effective_date", "event_date")
TITLES = ("title_en", "name_en")
# Words of names that say what kind of place it is, and small words of titles: no part of a key.
TYPES = frozenset((
    "municipality", "province", "autonomous", "region", "prefecture", "city", "district", "county", "special",
    "administrative", "new", "area", "zone", "zhuang", "hui", "uygur", "banner", "league", "town", "township",
))  # fmt: skip
SMALL_WORDS = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "the", "to", "with", "its", "under", "s"))


def digest_key(table: Table, row: Row, url: str = "") -> str:
    """The derived key of a row. `url` is the address of the source it names, where that is part of it."""
    wanted = table.schema["derivedKey"]
    return derived(wanted["prefix"], [url if "." in one else row[one] for one in wanted["fields"]])


def change_key(row: Row) -> str:
    """The key of a change of regions: its year, and the codes of both units."""
    codes = [row[name].removeprefix("CN-") or "none" for name in ("old_region_id", "new_region_id")]
    return "-".join(("chg", row["change_year"], *codes))


def proposed(shelf: Shelf, table: str, row: Mapping[str, str], first_date: str) -> str:
    """A readable key that is free: the region, the year and the first words of the English title."""
    region = _words(shelf.rows("regions").get((row.get("region_id", ""),), {}).get("name_en", ""))
    place = "cn" if row.get("region_id") == "CN" or not region else "".join(one for one in region if one not in TYPES)
    title = next((row[name] for name in TITLES if row.get(name)), "")
    words = [one for one in _words(title) if one not in SMALL_WORDS | TYPES and one not in region and not one.isdigit()]
    stem = "-".join(filter(None, (place, first_date[:4], *words[:MOST_WORDS])))
    taken = {key[0] for one in shelf.tables for key in shelf.rows(one)} | {key[0] for key in shelf.rows("redirects")}
    return next(one for one in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if one not in taken)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))
