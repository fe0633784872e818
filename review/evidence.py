"""The citations of a cell or row, each with its source, and what became of it between two versions.

Enters: a comparison. Leaves: `Witness` lists by subject table, subject key and field.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from validate.history.belonging import CITATIONS, SOURCES
from validate.history.comparison import Comparison
from validate.history.reasons import SUBJECT
from validate.history.versions import Row, Version

CONTRADICTS = "contradicts"


@dataclass(frozen=True)
class Witness:
    """One citation. `what` is `added`, `removed`, `changed`, or empty if both versions have it alike;
    `before` has the cells of the old version that are other now."""

    what: str
    verdict: str
    value: str
    note: str
    source: str
    title: str
    publisher: str
    tier: str
    url: str
    before: tuple[tuple[str, str], ...] = ()


class Evidence:
    """All citations of both versions by what they are of."""

    def __init__(self, compared: Comparison):
        old, new = (_citations(one) for one in (compared.old, compared.new))
        sources = {
            row["source_id"]: row for one in (compared.old, compared.new) for row in one.rows(SOURCES) if "source_id" in row
        }
        self._witnesses: dict[tuple, list[Witness]] = defaultdict(list)
        for key in {**old, **new}:
            row = new.get(key, old.get(key))
            what = "added" if key not in old else "removed" if key not in new else "" if old[key] == new[key] else "changed"
            before = (
                tuple((name, cell) for name, cell in old[key].items() if row.get(name) != cell) if what == "changed" else ()
            )
            witness = _witness(what, row, sources.get(row.get("source_id", ""), {}), before)
            self._witnesses[tuple(row[one] for one in SUBJECT)].append(witness)

    def of(self, table: str, name: str, field: str) -> tuple[Witness, ...]:
        """The citations of a cell, or of a row if `field` is `row`."""
        return tuple(self._witnesses.get((table, name, field), ()))

    def fields(self, table: str, name: str) -> list[str]:
        """The fields of a row for which there are citations that one version has and the other has not."""
        return self._touched.get((table, name), [])

    @cached_property
    def _touched(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (table, name, field), listed in self._witnesses.items():
            if any(one.what for one in listed):
                found[table, name].append(field)
        return found


def _citations(version: Version) -> dict[tuple[str, ...], Row]:
    table = version.tables.get(CITATIONS)
    return dict(table.rows) if table and set(SUBJECT) <= set(table.columns) else {}


def _witness(what: str, row: Row, source: Row, before: tuple[tuple[str, str], ...]) -> Witness:
    cited = (row.get(one, "") for one in ("verdict", "value_as_stated", "note", "source_id"))
    return Witness(what, *cited, *(source.get(one, "") for one in ("title", "publisher", "tier", "url")), before)
