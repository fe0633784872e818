"""To which record a row belongs: the policy of a target, the pilot of an event, the subject of a citation.

Enters: two versions of a package. Leaves: owners, rows, names and referring rows, by table and key.
Nothing here knows a table by name: a row is part of another if the reference to it leads the row's
key and the key goes on after it, or if the row says of which row it speaks (`SUBJECT`).
"""

from collections.abc import Iterator, Mapping

from release.account import TITLES
from validate.history.bump import CODES
from validate.history.diff import Difference
from validate.history.reasons import SUBJECT
from validate.history.versions import Row, TableVersion, Version, record
from validate.references import references

Place = tuple[str, str]  # table and record
LABELS = {"en": ("title_en", "name_en", "label_en"), "zh": ("title_zh", "name_zh", "label_zh")}


class Records:
    """The rows of both versions; where both have a row, that of the new one."""

    def __init__(self, difference: Difference, old: Version, new: Version):
        self.tables: dict[str, TableVersion] = {}
        self.rows: dict[Place, Row] = {}
        for one in difference.tables:
            sides = [version.tables.get(name) for version, name in ((old, one.former), (new, one.name))]
            for table in filter(None, sides):
                self.tables[one.name] = table
                self.rows |= {(one.name, record(key)): row for key, row in table.rows.items()}
        self._links = {name: list(references(table)) for name, table in self.tables.items()}
        self._parents = {name: _parent(table, self._links[name]) for name, table in self.tables.items()}

    def owner(self, place: Place) -> Place:
        """The record of which a row is a part, however deep; the row itself if of none."""
        seen = {place}
        while (above := self._above(place)) and above not in seen:
            seen.add(above)
            place = above
        return place

    def title(self, place: Place, lang: str) -> str:
        """What a row is called."""
        row = self.rows.get(place, {})
        return next((row[name] for name in (*LABELS[lang], *TITLES) if row.get(name)), "")

    def label(self, table: str, field: str, cell: str, lang: str) -> str:
        """What a coded cell or a key of another row says; empty if it is neither."""
        if not cell:
            return ""
        for own, other, _ in self._links[table]:
            if own == [field]:
                return self.title((other, cell), lang)
        return self.title((CODES, record((field, cell))), lang) if self.is_coded(table, field) else ""

    def referring(self, wanted: set[Place]) -> Mapping[Place, dict[str, list[str]]]:
        """The rows of other records that refer to each of these: their records by `table.column`."""
        found: dict[Place, dict[str, list[str]]] = {one: {} for one in wanted}
        single = [(name, own[0], other) for name, links in self._links.items() for own, other, _ in links if len(own) == 1]
        for name, field, other in single:
            for key, row in self.tables[name].rows.items():
                target, own = (other, row.get(field, "")), (name, record(key))
                if target in found and self.owner(own) != target:
                    found[target].setdefault(f"{name}.{field}", []).append(own[1])
        return found

    def is_coded(self, table: str, field: str) -> bool:
        return any(one["name"] == field and "enum" in one["constraints"] for one in self.tables[table].schema["fields"])

    def parent(self, place: Place) -> Place | None:
        """The row of which a row is a part by its key."""
        row, link = self.rows.get(place), self._parents.get(place[0])
        return (link[1], record(tuple(row[one] for one in link[0]))) if row and link else None

    def _above(self, place: Place) -> Place | None:
        row = self.rows.get(place)
        if row is None:
            return None
        if set(SUBJECT) <= set(row):
            return row[SUBJECT[0]], row[SUBJECT[1]]
        return self.parent(place)


def _parent(table: TableVersion, links: list) -> tuple[list[str], str] | None:
    """The fields that name the row of which a row is a part, and its table."""
    for own, other, _ in links:
        if other != table.name and len(table.key) > len(own) and table.key[: len(own)] == tuple(own):
            return own, other
    return None


def touched(difference: Difference) -> Iterator[tuple[Place, str]]:
    """Every row that differs, and how: `added`, `removed`, `redirected` or `changed`."""
    for one in difference.tables:
        for key in one.removed:
            yield (one.name, record(key)), "redirected" if key in one.redirected else "removed"
        for key in one.added:
            yield (one.name, record(key)), "added"
        for key in dict.fromkeys(cell.key for cell in one.changed):
            yield (one.name, record(key)), "changed"
