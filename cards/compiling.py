"""The blocks of a card as rows of tables.

Enters: a card, the shelf, and what the other cards of the same run bring. Leaves: a `Compiled`: each row that the
card wants with the lines it was written on, and the rows that its record had. A row without a block leaves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cards import keys
from cards.kinds import ACTORS, Child
from cards.reading import Block, Card
from cards.record import gather
from cards.shelf import Place, Shelf, near
from validate.addresses import bare, normal
from validate.findings import Finding
from validate.history.belonging import ALIASES, CITATIONS, SOURCES
from validate.history.versions import Row, record
from validate.package import Table
from validate.references import references

WRITTEN_AS = {CITATIONS: {"source_id": "url", "field": "fields"}}
LIKE_A_NAME = 0.75  # names of bodies share whole words: 某县农业农村局 is not 农业农村部
OWN_NAMES = {"name_zh": "full_name", "name_en": "english_name"}  # names of a new authority, as aliases


@dataclass(frozen=True)
class Made:
    """A row that a card wants, and the block it comes from."""

    row: Row
    block: Block

    def line_of(self, column: str) -> int:
        return self.block.line_of(self.written_as(column))

    def written_as(self, column: str) -> str:
        """The key under which a card writes a column."""
        return WRITTEN_AS.get(self.block.table, {}).get(column, column)


@dataclass
class Compiled:
    """What a card wants: rows by place; `had` are the places of the record before; `root` its own place."""

    card: Card
    root: Place
    had: frozenset[Place]
    rows: dict[Place, Made] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)

    def fault(self, rule: str, block: Block, key: str = "", value: str = "", **details: str) -> None:
        table = details.pop("table", block.table)
        line = block.line_of(key) if key else block.line
        name = details.pop("record", self.card.record)
        self.faults.append(Finding(rule, table, self.card.file, line, key, name, value, details))

    def add(self, place: Place, row: Row, block: Block) -> None:
        """Add a row, unless one with the same key stands in the card already."""
        if place in self.rows:
            self.fault("card.twice", block, value=record(place[1]), first_line=str(self.rows[place].block.line))
        else:
            self.rows[place] = Made(row, block)


@dataclass(frozen=True)
class Brought:
    """What the cards of a run bring for each other: aliases by name, new sources by page."""

    aliases: Mapping[str, Row]
    pages: Mapping[str, str]


def brought(shelf: Shelf, cards: Iterable[Card]) -> Brought:
    """The aliases and sources of all cards."""
    aliases, pages = {}, {}
    for card in cards:
        if card.kind.table.name in {"agencies", "organisations"}:
            link = card.kind.table.key[0]
            names = [card.root.cells.get(name, "") for name in OWN_NAMES] if card.is_new else []
            names += [one.cells.get("name", "") for one in card.children if one.table == ALIASES]
            aliases |= {name: {link: card.root.cells.get(link, "")} for name in names if name}
        aliases |= {one.cells["name"]: dict(one.cells) for one in card.aliases if one.cells.get("name")}
        for one in (*card.sources, *([card.root] if card.kind.name == "source" else [])):
            if url := one.cells.get("url"):
                pages.setdefault(bare(normal(url)), source_key(shelf, url))
    return Brought(aliases, pages)


def source_key(shelf: Shelf, url: str) -> str:
    """The key of the source that is a page, whether it is there yet or not."""
    return shelf.page(url) or keys.digest_key(shelf.tables[SOURCES], {"url": normal(url)})


def compile_card(shelf: Shelf, card: Card, others: Brought) -> Compiled:
    """All rows that a card wants."""
    return _Compiler(shelf, card, others).compiled()


class _Compiler:
    def __init__(self, shelf: Shelf, card: Card, others: Brought):
        self._shelf, self._card, self._others = shelf, card, others
        table = card.kind.table.name
        self._key = card.record or card.root.cells.get(card.kind.table.key[0], "") or self._minted()
        root = (table, (self._key,))
        had = frozenset(gather(shelf, root).places()) if card.record and shelf.row(root) else frozenset()
        self._made = Compiled(card, root, had)
        self._sources_used: set[str] = set()

    def compiled(self) -> Compiled:
        card, kind = self._card, self._card.kind
        self._add(kind.table, {kind.table.key[0]: self._key}, card.root)
        numbers: Counter = Counter()
        for block in card.children:
            self._child(kind.children[block.table], block, numbers)
        if card.is_new and ALIASES in kind.children:
            self._own_names()
        for block in card.aliases:
            self._alias(block)
        for block in card.sources:
            self._source(block)
        return self._made

    def _minted(self) -> str:
        card = self._card
        if card.kind.name == "source":
            return source_key(self._shelf, card.root.cells.get("url", ""))
        if card.kind.name not in {"policy", "pilot"}:
            return ""
        dates = [one.cells.get(name, "") for one in (card.root, *card.children) for name in keys.DATES]
        return keys.proposed(self._shelf, card.kind.table.name, card.root.cells, next(filter(None, dates), ""))

    def _child(self, child: Child, block: Block, numbers: Counter) -> None:
        known = {child.links[0]: self._key} if len(child.links) == 1 else {}
        known |= self._links(block) if child.table.name in ACTORS else {}
        if child.table.name == "region_changes" and not block.cells.get("change_id"):
            known["change_id"] = keys.change_key({name: block.cells.get(name, "") for name in child.table.columns})
        *parent, last = child.table.key
        if last.endswith("_seq"):
            group = (child.table.name, *(known.get(one) or block.cells.get(one, "") for one in parent))
            numbers[group] += 1
            known[last] = str(numbers[group])
        self._add(child.table, known, block)

    def _links(self, block: Block) -> dict[str, str]:
        """The actor whom the name of a block means, where the block itself does not say."""
        name = block.cells.get("name_as_stated", "")
        if block.says("agency_id") or block.says("organisation_id") or not name:
            return {}
        alias = self._others.aliases.get(name) or self._shelf.actor(name)
        if alias is None:
            known = [key[0] for key in self._shelf.rows(ALIASES)]
            self._made.fault("card.unknown-actor", block, "name_as_stated", name, **near(name, known, LIKE_A_NAME))
            return {}
        return {one: alias.get(one, "") for one in ("agency_id", "organisation_id")}

    def _add(self, table: Table, known: Mapping[str, str], block: Block) -> None:
        """A row and its citations."""
        row = {name: known.get(name) or block.cells.get(name, "") for name in table.columns}
        for fields, other, _ in references(table):
            if other == SOURCES and row[fields[0]].startswith(("http:", "https:")):
                row[fields[0]] = self._page(block, fields[0])
            elif other == SOURCES and row[fields[0]]:
                self._sources_used.add(row[fields[0]])
        row |= {name: normal(row[name]) for name in table.columns if row[name] and name.endswith("url")}
        key = tuple(row[name] for name in table.key)
        self._made.add((table.name, key), row, block)
        for one in block.citations:
            self._citation(table, record(key), one)

    def _citation(self, cited: Table, name: str, block: Block) -> None:
        table = self._shelf.tables[CITATIONS]
        source, url = self._cited_page(block)
        if not block.fields:
            self._made.fault("structure.required", block, "fields", description="", example='["issued_date"]')
        for one in block.fields:
            row = {
                "citation_id": "", "subject_table": cited.name, "subject_id": name, "field": one, "source_id": source,
                "verdict": block.cells.get("verdict", ""), "value_as_stated": block.cells.get("value_as_stated", ""),
                "note": block.cells.get("note", ""),
            }  # fmt: skip
            row["citation_id"] = keys.digest_key(table, row, url)
            self._made.add((CITATIONS, (row["citation_id"],)), row, block)

    def _cited_page(self, block: Block) -> tuple[str, str]:
        """The key and the address of the source that a citation names."""
        if block.cells.get("source_id") and not block.cells.get("url"):
            key = block.cells["source_id"]
            self._sources_used.add(key)
            return key, self._shelf.rows(SOURCES).get((key,), {}).get("url", "")
        if not block.cells.get("url"):
            self._made.fault("structure.required", block, "url", description="", example="https://…")
            return "", ""
        key = self._page(block, "url")
        known = self._shelf.rows(SOURCES).get((key,))
        return key, known["url"] if known else normal(block.cells["url"])

    def _page(self, block: Block, name: str) -> str:
        """The key of the source whose address a block gives; the address itself if it is unknown."""
        url = block.cells[name]
        key = self._shelf.page(url) or self._others.pages.get(bare(normal(url)))
        if key is None:
            self._made.fault("card.source-unknown", block, name, url)
            return ""
        self._sources_used.add(key)
        return key

    def _own_names(self) -> None:
        """The names of a new authority or organisation are aliases of it."""
        table, root = self._shelf.tables[ALIASES], self._card.root
        link = self._card.kind.children[ALIASES].links[0]
        for column, alias_kind in OWN_NAMES.items():
            name = root.cells.get(column, "")
            if name and (ALIASES, (name,)) not in self._made.rows:
                row = dict.fromkeys(table.columns, "") | {"name": name, "alias_kind": alias_kind, link: self._key}
                self._made.add((ALIASES, (name,)), row, root)

    def _alias(self, block: Block) -> None:
        """An alias that the card of a policy or pilot brings."""
        table = self._shelf.tables[ALIASES]
        self._made.add((ALIASES, (block.cells.get("name", ""),)), {n: block.cells.get(n, "") for n in table.columns}, block)

    def _source(self, block: Block) -> None:
        """A source: a new one, one that the record had and that is edited, or one that is there already."""
        table, url = self._shelf.tables[SOURCES], block.cells.get("url", "")
        if not url:
            self._made.fault("structure.required", block, "url", description="", example="https://…")
            return
        place = (SOURCES, (source_key(self._shelf, url),))
        known = self._shelf.row(place)
        row = {name: block.cells.get(name, "") for name in table.columns}
        row |= {"source_id": place[1][0], "url": known["url"] if known else normal(url)}
        if known is None or place in self._made.had:
            self._made.add(place, row, block)
        else:
            for name, value in row.items():
                if value and value != known[name]:
                    self._made.fault("card.source-differs", block, name, value, stated=known[name], record=place[1][0])
        if place[1][0] not in self._sources_used and place not in self._made.had:
            self._made.fault("card.source-unused", block, "url", url)


def differing(shelf: Shelf, made: Compiled) -> Iterator[tuple[Place, Made | None]]:
    """The places where a card wants something else than the tables have; None: the row leaves. Sources
    stay, since other records may cite them."""
    for place, one in made.rows.items():
        if shelf.row(place) != one.row:
            yield place, one
    for place in made.had:
        if place not in made.rows and place[0] != SOURCES:
            yield place, None
