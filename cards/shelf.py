"""The tables of a package in memory, with what a card looks up in them.

Enters: a package. Leaves: a `Shelf`: rows by table and key, and indexes, made when first asked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from cards.kinds import ROOTS, Kind, kind_of
from validate.addresses import bare, normal
from validate.catalogue import LANGUAGES
from validate.history.belonging import ALIASES, CITATIONS, SOURCES, SUBJECT, referring
from validate.history.bump import CODES
from validate.history.diff import REDIRECTS
from validate.history.reasons import REVISIONS
from validate.history.versions import Key, Row, Version, from_package, record
from validate.package import CannotRun, Package, Table, goes_through_link
from validate.titles import title

Place = tuple[str, Key]  # table and key of a row
Edits = Mapping[Place, Row | None]  # None: the row leaves
NEEDED = frozenset({ALIASES, CITATIONS, CODES, SOURCES, REDIRECTS, REVISIONS})
MOST_MEANT = 3


@dataclass(frozen=True)
class Shelf:
    """A package and its rows."""

    package: Package
    version: Version

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {one.name: one for one in self.package.tables}

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {table: kind_of(table, self.tables) for table in ROOTS.values() if table in self.tables}

    def kind(self, table: str) -> Kind:
        return self._kinds[table]

    def rows(self, table: str) -> Mapping[Key, Row]:
        return self.version.tables[table].rows if table in self.version.tables else {}

    def row(self, place: Place) -> Row | None:
        return self.rows(place[0]).get(place[1])

    def with_edits(self, edits: Edits) -> "Shelf":
        """The shelf after the edits; tables that are not edited are the same objects."""
        tables = dict(self.version.tables)
        for name in {table for table, _ in edits}:
            rows = dict(tables[name].rows)
            for (table, key), row in edits.items():
                if table == name:
                    rows.pop(key, None)
                    if row is not None:
                        rows[key] = row
            tables[name] = replace(tables[name], rows=rows)
        return Shelf(self.package, Version(self.version.metadata, tables))

    def find(self, name: str) -> Place:
        """The record with a key. Raises CannotRun if there is none, with what may be meant."""
        for table in self._kinds:
            if (name,) in self.rows(table):
                return table, (name,)
        redirect = self.rows(REDIRECTS).get((name,))
        if redirect:
            into = redirect["new_id"] or "–"
            raise CannotRun(f"{name} was retired; in its place stands {into}.", f"{name} 已停用，由 {into} 取代。")
        near = self.near(name)
        raise CannotRun(
            f"There is no record {name}.{near['near_en']} The key stands in the first column of the table.",
            f"没有记录 {name}。{near['near_zh']}键在表的第一列。",
        )

    def near(self, name: str) -> dict[str, str]:
        """Keys of records that resemble a name, as words of a message."""
        return near(name, [key[0] for table in self._kinds for key in self.rows(table)])

    def name_of(self, table: str, key: str) -> str:
        """What the row of a key is called, in Chinese and English; empty if there is none."""
        row = self.rows(table).get((key,), {})
        return " · ".join(dict.fromkeys(filter(None, (title(row, "zh"), title(row, "en")))))

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        """The labels of each code by list and code."""
        return {key: f"{row['label_zh']} · {row['label_en']}" for key, row in self.rows(CODES).items()}

    def code_for(self, listed: str, label: str) -> str:
        """The code of a list that has a label or one word of it, in Chinese or English; empty if none has."""
        wanted = label.strip().lower()
        labels = ((code, both.lower()) for (name, code), both in self.labels.items() if name == listed)
        return next((code for code, both in labels if wanted in re.split(" · |、", both)), "")

    def called(self, table: str, name: str) -> list[str]:
        """The keys of the records of a table that have a name."""
        return [key[0] for key, row in self.rows(table).items() if name in {title(row, lang) for lang in LANGUAGES}]

    @cached_property
    def linked(self) -> dict[tuple[str, str], dict[str, list[Place]]]:
        """For each row that others refer to (table, key): the rows that do, by the column that refers."""
        found: dict[tuple[str, str], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for target, field, place in referring(self.version.tables):
            found[target][field].append(place)
        return found

    def referring(self, place: Place) -> Iterator[tuple[str, Place]]:
        """The rows that refer to a row, each with the column."""
        for field, places in self.linked.get((place[0], record(place[1])), {}).items():
            yield from ((field, one) for one in places)

    @cached_property
    def cited(self) -> dict[tuple[str, str], list[Key]]:
        """The keys of the citations of each row (table, record)."""
        found: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key, row in self.rows(CITATIONS).items():
            found[row[SUBJECT[0]], row[SUBJECT[1]]].append(key)
        return found

    def citations_of(self, place: Place) -> list[Key]:
        return self.cited.get((place[0], record(place[1])), [])

    @cached_property
    def pages(self) -> dict[str, str]:
        """The source key of each page, by its address without what does not tell pages apart."""
        return {bare(row["url"]): row["source_id"] for row in self.rows(SOURCES).values()}

    def page(self, url: str) -> str | None:
        """The key of the source that is this page, in whatever form its address is given."""
        return self.pages.get(bare(normal(url)))

    def actor(self, name: str) -> Row | None:
        """The alias that says whom a name means."""
        return self.rows(ALIASES).get((name,))


def open_shelf(package: Package) -> Shelf:
    """All rows of a package. Raises CannotRun if a table cannot be read, or has a key twice."""
    absent = sorted(NEEDED - {one.name for one in package.tables})
    linked = [one.file for one in package.tables if goes_through_link(package.root, one.file)]
    if absent or linked:
        places = ", ".join(absent or linked)
        raise CannotRun(
            f"{places}: missing, or behind a symbolic link. Run nox -s validate and mend it first.",
            f"{places}：缺失，或路径经过符号链接。请先运行 nox -s validate 并改正。",
        )
    version = from_package(package)
    for table in version.tables.values():
        if table.repeated:
            raise CannotRun(
                f"{table.file}: the key {record(table.repeated[0])} stands twice. Run nox -s validate and mend it first.",
                f"{table.file}：键 {record(table.repeated[0])} 重复。请先运行 nox -s validate 并改正。",
            )
    return Shelf(package, version)


def near(name: str, known: Iterable[str], likeness: float = 0.6) -> dict[str, str]:
    """What may be meant by a name that is not known, as words of a message; empty ones if nothing is like it."""
    return meant(get_close_matches(name, sorted(set(known)), MOST_MEANT, likeness))


def meant(found: Sequence[str]) -> dict[str, str]:
    """What may be meant, as words of a message."""
    if not found:
        return {"near_en": "", "near_zh": ""}
    return {"near_en": f" Did you mean {' or '.join(found)}?", "near_zh": f"是否想写 {'、'.join(found)}？"}
