"""To which record a row belongs: the policy of a target, the pilot of an event, the subject of a citation.

Enters: two versions of a package. Leaves: owners, rows, names and referring rows, by table and key.
Which rows are parts of which, `validate.history.belonging` says.
"""

from collections.abc import Iterator, Mapping

from validate.history.belonging import links, referring, whole
from validate.history.bump import CODES
from validate.history.diff import Difference
from validate.history.versions import Row, TableVersion, Version, record
from validate.references import references
from validate.titles import title

Place = tuple[str, str]  # table and record


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
        self._links = {name: links(table) for name, table in self.tables.items()}

    def owner(self, place: Place) -> Place:
        """The record of which a row is a part, however deep; the row itself if of none."""
        seen = {place}
        while (above := self.parent(place)) and above not in seen:
            seen.add(above)
            place = above
        return place

    def title(self, place: Place, lang: str) -> str:
        """What a row is called."""
        return title(self.rows.get(place, {}), lang)

    def label(self, table: str, field: str, cell: str, lang: str) -> str:
        """What a coded cell or a key of another row says; empty if it is neither."""
        if not cell:
            return ""
        for own, other, _ in references(self.tables[table]):
            if own == [field]:
                return self.title((other, cell), lang)
        return self.title((CODES, record((field, cell))), lang) if self.is_coded(table, field) else ""

    def referring(self, wanted: set[Place]) -> Mapping[Place, dict[str, list[str]]]:
        """The rows of other records that refer to each of these: their records by `table.column`."""
        found: dict[Place, dict[str, list[str]]] = {one: {} for one in wanted}
        for target, field, (name, key) in referring(self.tables):
            own = name, record(key)
            if target in found and self.owner(own) != target:
                found[target].setdefault(f"{name}.{field}", []).append(own[1])
        return found

    def is_coded(self, table: str, field: str) -> bool:
        return any(one["name"] == field and "enum" in one["constraints"] for one in self.tables[table].schema["fields"])

    def parent(self, place: Place) -> Place | None:
        """The row of which a row is a part."""
        row = self.rows.get(place)
        return whole(row, self._links.get(place[0], ())) if row else None


def touched(difference: Difference) -> Iterator[tuple[Place, str]]:
    """Every row that differs, and how: `added`, `removed`, `redirected` or `changed`."""
    for one in difference.tables:
        for key in one.removed:
            yield (one.name, record(key)), "redirected" if key in one.redirected else "removed"
        for key in one.added:
            yield (one.name, record(key)), "added"
        for key in dict.fromkeys(cell.key for cell in one.changed):
            yield (one.name, record(key)), "changed"
