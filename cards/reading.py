"""A card as it was written: sections and blocks with their lines, nothing judged but their form.

Enters: the text of a card and the kinds of records. Leaves: a `Card`, and the faults of its form.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cards import toml
from cards.kinds import ACTORS, ROOTS, Kind
from cards.shelf import Shelf, near
from validate.findings import Finding
from validate.history.belonging import ALIASES, CITATIONS, SOURCES
from validate.package import CannotRun, Table

CARD, REASONS = "card", "reasons"
ABOUT = ("record", "digest")
CITED = ("fields", "field", "verdict", "url", "source_id", "value_as_stated", "note")
REASON = ("table", "record", "field", "kind", "note")
LARGEST = 2**20  # bytes of a card
TWICE = ("Cannot overwrite a value", "Cannot declare")  # as tomllib says that a key or a header stands twice


@dataclass(frozen=True)
class Block:
    """One block of a card: its table, its own line, its filled cells, the line of each key, and its citations."""

    table: str
    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    citations: tuple["Block", ...] = ()
    fields: tuple[str, ...] = ()  # of a citation: what it is of

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)

    def says(self, name: str) -> bool:
        """Whether the block has the key, with a value or empty."""
        return name in self.lines

    @property
    def is_empty(self) -> bool:
        """A block that was left as `new` printed it."""
        return not any(self.cells.values()) and not self.fields and not any(not one.is_empty for one in self.citations)


@dataclass(frozen=True)
class Card:
    """A card. `record` and `digest` are those of a card that was shown, empty in a new one."""

    file: str
    kind: Kind
    record: str
    digest: str
    root: Block
    children: tuple[Block, ...]
    sources: tuple[Block, ...]
    aliases: tuple[Block, ...]
    reasons: tuple[Block, ...]
    lines: Mapping[toml.Path, int]

    @property
    def is_new(self) -> bool:
        return not self.record


def read(path: Path) -> str:
    """The text of a card. Raises CannotRun if there is none that could be read."""
    try:
        with path.open("rb") as file:  # a pipe has no size to ask for
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise CannotRun(f"{path} is too large for a card.", f"{path} 过大，不是卡片。")
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise CannotRun(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from None
    except UnicodeDecodeError as error:
        raise CannotRun(
            f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.",
            f"{path} 不是 UTF-8（第 {error.start} 字节）。请另存为 UTF-8。",
        ) from None


def parse(shelf: Shelf, file: str, text: str) -> tuple[Card | None, list[Finding]]:
    """The card, or None if too much is missing to make one; and what is wrong with its form."""
    try:
        tree = tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        return None, [_syntax(file, text, str(error))]
    return _Reader(shelf, file, tree, toml.lines(text)).card()


def _syntax(file: str, text: str, error: str) -> Finding:
    found = re.search(r"\(at line (\d+), column \d+\)", error)
    line = int(found.group(1)) if found else max(1, text.count("\n"))
    wrong = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1].strip()
    twice = "card.section-twice" if wrong.startswith("[") else "card.key-twice"
    rule = twice if error.startswith(TWICE) else "card.syntax"
    return Finding(rule, file=file, line=line, value=wrong[:80], details={"reason": error.split(" (at ")[0]})


class _Reader:
    """Reads one card and collects its faults."""

    def __init__(self, shelf: Shelf, file: str, tree: dict, lines: Mapping[toml.Path, int]):
        self._shelf, self._file, self._tree, self._lines = shelf, file, tree, lines
        self._faults: list[Finding] = []

    def card(self) -> tuple[Card | None, list[Finding]]:
        roots = [one for one in ROOTS.values() if isinstance(self._tree.get(one), dict) and (one,) in self._lines]
        if len(roots) != 1:
            self._fault("card.no-record", 1, allowed=", ".join(f"[{one}]" for one in ROOTS.values()))
            return None, self._faults
        kind = self._shelf.kind(roots[0])
        allowed = self._sections(kind)
        for name in self._tree:
            if name not in allowed:
                self._fault("card.unknown-section", self._line((name,)), value=name, **self._choices(name, allowed))
        about, _ = self._cells((CARD,), self._tree.get(CARD, {}), ABOUT)
        root = self._block((kind.table.name,), self._tree[kind.table.name], kind.table, kind.table.columns)
        children = [
            one for child in kind.children.values() for one in self._blocks(child.table.name, child.table, child.columns)
        ]
        sources = () if kind.name == "source" else self._of(SOURCES, without="source_id")
        aliases = () if ALIASES in kind.children or ALIASES not in allowed else self._of(ALIASES)
        reasons = tuple(self._blocks(REASONS, None, REASON))
        return Card(
            self._file, kind, about.get("record", ""), about.get("digest", ""), root, tuple(children), sources, aliases,
            reasons, self._lines,
        ), self._faults  # fmt: skip

    def _sections(self, kind: Kind) -> list[str]:
        names = [CARD, kind.table.name, *kind.children, REASONS]
        names += [] if kind.name == "source" else [SOURCES]
        return names + ([ALIASES] if set(kind.children) & set(ACTORS) else [])

    def _of(self, name: str, without: str = "") -> tuple[Block, ...]:
        table = self._shelf.tables[name]
        return tuple(self._blocks(name, table, [one for one in table.columns if one != without]))

    def _blocks(self, name: str, table: Table | None, columns: "tuple[str, ...] | list[str]") -> Iterator[Block]:
        listed = self._tree.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            self._fault("card.section-form", self._line((name,)), value=name, wanted=f"[[{name}]]")
            return
        for at, content in enumerate(listed):
            block = self._block((name, at), content, table, columns)
            if not block.is_empty:
                yield block

    def _block(self, path: toml.Path, content: dict, table: Table | None, columns: "tuple[str, ...] | list[str]") -> Block:
        has_citations = table is not None and table.name not in {SOURCES, ALIASES}
        cells, lines = self._cells(path, content, columns, (CITATIONS,) if has_citations else ())
        citations = self._citations(path, content.get(CITATIONS, [])) if has_citations else ()
        return Block(str(path[0]), self._line(path), cells, lines, citations)

    def _citations(self, path: toml.Path, listed: object) -> tuple[Block, ...]:
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            wanted = f"[[{path[0]}.citations]]"
            self._fault("card.section-form", self._line((*path, CITATIONS)), value=CITATIONS, wanted=wanted)
            return ()
        made = []
        for at, content in enumerate(listed):
            place = (*path, CITATIONS, at)
            plain = {name: value for name, value in content.items() if name != "fields" or not isinstance(value, list)}
            cells, lines = self._cells(place, plain, CITED)
            fields = self._names(place, content)
            lines |= {"fields": self._line((*place, "fields"))} if "fields" in content else {}
            block = Block(CITATIONS, self._line(place), cells, lines, (), fields)
            if any(cells.values()) or any(fields):
                made.append(block)
        return tuple(made)

    def _names(self, place: toml.Path, content: dict) -> tuple[str, ...]:
        """What a citation is of: `fields`, a list of names or one; `field` means the same."""
        listed = content.get("fields", content.get("field", []))
        names = [listed] if isinstance(listed, str) else listed
        if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
            self._fault("card.value-form", self._line((*place, "fields")), field="fields")
            return ()
        return tuple(one for one in names if one)

    def _cells(
        self, path: toml.Path, content: object, allowed: "tuple[str, ...] | list[str]", inner: tuple[str, ...] = ()
    ) -> tuple[dict[str, str], dict[str, int]]:
        """The cells of a block as text, and the line of each."""
        cells, lines = {}, {}
        for name, value in content.items() if isinstance(content, dict) else ():
            if name in inner:
                continue
            line = self._line((*path, name))
            text = _text(value)
            if name not in allowed:
                self._fault("card.unknown-key", line, field=name, **self._choices(name, allowed))
            elif text is None:
                self._fault("card.value-form", line, field=name)
            elif "\n" in text or "\r" in text:
                self._fault("card.line-break", line, field=name, value=text)
            else:
                cells[name] = text
            lines[name] = line
        return cells, lines

    def _line(self, path: toml.Path) -> int:
        """The line of a path, or of the nearest one above it that stands somewhere."""
        while path:
            if found := self._lines.get(path) or self._lines.get((*path, 0)):
                return found
            path = path[:-1]
        return 1

    def _choices(self, name: str, allowed: "tuple[str, ...] | list[str]") -> dict[str, str]:
        return {"allowed": ", ".join(allowed), **near(name, allowed)}

    def _fault(self, rule: str, line: int, field: str = "", value: str = "", **details: str) -> None:
        self._faults.append(Finding(rule, "", self._file, line, field, "", value, details))


def _text(value: object) -> str | None:
    """A value as the text of a cell; None if it is no single value."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    return None
