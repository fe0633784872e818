"""Which patterns end soon, whatever cell they meet, and mean the same to every engine.

Enters: a regular expression. Leaves: why it is unfit, or None. Only plain parts are fit: characters,
classes, groups, alternatives, repeats; whoever looks around or back is read by some engines only.
A matcher that backtracks takes for ever where a loop leaves open which way a character goes.
So each place of the pattern is followed by places that begin with different characters, as in the
content models of XML ("deterministic", counted as Glushkov does); outside loops a few may
begin alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

LONGEST = 1000  # characters
DEEPEST = 30  # groups within groups
MOST_PLACES = 500  # characters that may match, repeats written out
MOST_RANGES = 5000  # of characters, in all places together
MOST_CHOICES = 3  # places outside loops where ways begin alike

Ranges = tuple[tuple[int, int], ...]  # code points, first and last
Node = tuple  # ("set", ranges), ("all", nodes in a row), ("any", alternatives) or ("repeat", node, low, high)

_LAST = 0x10FFFF
_TOKEN = re.compile(
    r"(?P<set>\[\^?\]?(?:\\.|[^\]\\\[])*\])|(?P<open>\(\?:|\((?!\?))|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})(?![*+?{]))|(?P<one>\\[^0-9bBAZzGkKQEpPxuUN]|[^\\\[\](){}*+?|^$])",
    re.DOTALL,
)
_BEYOND_ASCII = (0x80, _LAST)
# What a class may stand for; beyond ASCII the engines differ, so it may be anything there.
_CLASSES = {
    "d": ((0x30, 0x39), _BEYOND_ASCII),
    "w": ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), _BEYOND_ASCII),
    "s": ((0x09, 0x0D), (0x1C, 0x20), _BEYOND_ASCII),
    "D": ((0, 0x2F), (0x3A, _LAST)),
    "W": ((0, 0x2F), (0x3A, 0x40), (0x5B, 0x5E), (0x60, 0x60), (0x7B, _LAST)),
    "S": ((0, 0x08), (0x0E, 0x1B), (0x21, _LAST)),
}
_SETS_READ_OTHERWISE = ("&&", "--", "~~", "||", "\\x", "\\u", "\\U", "\\N", "\\b", "\\0")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}


class Unfit(Exception):
    """Why a pattern is unfit."""


def fault(pattern: str) -> str | None:
    """Why a pattern that compiles may not end soon, or may mean something else to another engine."""
    if len(pattern) > LONGEST:
        return "it is too large"
    try:
        tree = _Reader(pattern).tree()
        if _size(tree, _one) > MOST_PLACES or _size(tree, len) > MOST_RANGES:
            return "it is too large"
        if tree[0] == "any":
            return "its alternatives stand in no group"
        return _Places().fault(tree)
    except Unfit as unfit:
        return str(unfit)


class _Reader:
    """Reads a pattern into nodes."""

    def __init__(self, pattern: str):
        self._tokens = list(_tokens(pattern))
        self._at = 0

    def tree(self) -> Node:
        return self._alternatives(0)

    def _alternatives(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise Unfit("it is too large")
        rows = [self._row(depth)]
        while self._take("bar"):
            rows.append(self._row(depth))
        return ("any", rows) if len(rows) > 1 else rows[0]

    def _row(self, depth: int) -> Node:
        nodes = []
        while (kind := self._kind()) not in {"bar", "close", None}:
            token = self._take(kind)
            if kind == "open":
                nodes.append(self._alternatives(depth + 1))
                self._take("close")
            elif kind == "repeat":
                nodes.append(("repeat", nodes.pop(), *_bounds(token)))
            else:
                nodes.append(("set", _ranges_of_set(token) if kind == "set" else _ranges_of_one(token)))
        return ("all", nodes)

    def _kind(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _take(self, kind: str) -> str:
        if self._kind() != kind:
            return ""
        self._at += 1
        return self._tokens[self._at - 1][1]


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if not found:
            raise Unfit(f"not every engine reads “{pattern[at : at + 3]}” alike")
        yield found.lastgroup, found.group()
        at = found.end()


def _bounds(token: str) -> tuple[int, int | None]:
    if token in "*+?":
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[token]
    low, comma, high = token[1:-1].partition(",")
    return int(low), int(high) if high else None if comma else int(low)


def _ranges_of_one(token: str) -> Ranges:
    if token == ".":
        return ((0, 9), (11, _LAST))
    if token[0] == "\\" and token[1] in _CLASSES:
        return _CLASSES[token[1]]
    point = _point(token)
    return ((point, point),)


def _ranges_of_set(token: str) -> Ranges:
    if any(one in token for one in _SETS_READ_OTHERWISE):
        raise Unfit(f"not every engine reads “{token[:20]}” alike")
    inner = token[1:-1]
    negated = inner.startswith("^")
    items, found = re.findall(r"\\.|[^\\]", inner[negated:], re.DOTALL), []
    while items:
        if len(items) > 2 and items[1] == "-":
            found.append((_point(items[0]), _point(items[2])))
            del items[:3]
        else:
            one = items.pop(0)
            found += [(ord("."), ord("."))] if one == "." else _ranges_of_one(one)
    others = _others(found)
    return others if negated else _others(others)


def _point(token: str) -> int:
    """The character that a token stands for, itself or behind a backslash."""
    return ord(_CONTROLS.get(token[1], token[1]) if token[0] == "\\" else token)


def _others(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """All characters that are in none of the ranges, in order."""
    left, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            left.append((start, low - 1))
        start = max(start, high + 1)
    return (*left, (start, _LAST)) if start <= _LAST else tuple(left)


def _size(node: Node, of: Callable[[Ranges], int]) -> int:
    """The size of all places of a node when its repeats are written out."""
    if node[0] == "set":
        return of(node[1])
    if node[0] == "repeat":
        return _size(node[1], of) * max(node[2], node[3] or 1, 1)
    return sum(_size(one, of) for one in node[1])


def _one(_: Ranges) -> int:
    return 1


@dataclass(frozen=True)
class _Part:
    """A part of a pattern: the places with which it may begin and end, and whether it may be empty."""

    first: list[int]
    last: list[int]
    empty: bool


_NOTHING = _Part([], [], True)


@dataclass
class _Places:
    """The places of a pattern, and which may follow which; twice, if there are two ways there."""

    ranges: list[Ranges] = field(default_factory=list)
    followers: list[list[int]] = field(default_factory=list)

    def fault(self, tree: Node) -> str | None:
        whole = self._part(tree)
        choices = [at for at, followers in enumerate(self.followers) if self._begin_alike(followers)]
        if len(choices) + self._begin_alike(whole.first) > MOST_CHOICES:
            return "it often leaves open which way a character goes"
        if any(self._comes_back(at) for at in choices):
            return "a loop leaves open which way a character goes"
        return None

    def _part(self, node: Node) -> _Part:
        kinds: dict[str, Callable[..., _Part]] = {
            "set": self._set, "all": self._all, "any": self._any, "repeat": self._repeat,
        }  # fmt: skip
        return kinds[node[0]](*node[1:])

    def _set(self, ranges: Ranges) -> _Part:
        self.ranges.append(ranges)
        self.followers.append([])
        return _Part([len(self.ranges) - 1], [len(self.ranges) - 1], False)

    def _all(self, nodes: list[Node]) -> _Part:
        whole = _NOTHING
        for one in nodes:
            whole = self._joined(whole, self._part(one))
        return whole

    def _any(self, nodes: list[Node]) -> _Part:
        parts = [self._part(one) for one in nodes]
        return _Part(
            [at for one in parts for at in one.first],
            [at for one in parts for at in one.last],
            any(one.empty for one in parts),
        )

    def _repeat(self, node: Node, low: int, high: int | None) -> _Part:
        """`x{2,4}` is read as `xx(x(x)?)?`, `x{2,}` as `xx+`."""
        if high == 0:
            return _NOTHING
        copies = [self._part(node) for _ in range(max(low, high or 1, 1))]
        if high is None:
            self._link(copies[-1].last, copies[-1].first)
        whole = _NOTHING
        for at, one in reversed(list(enumerate(copies))):
            joined = self._joined(one, whole)
            whole = joined if at < low else _Part(joined.first, joined.last, True)
        return whole

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._link(one.last, other.first)
        return _Part(
            one.first + (other.first if one.empty else []),
            other.last + (one.last if other.empty else []),
            one.empty and other.empty,
        )

    def _link(self, last: list[int], first: list[int]) -> None:
        for at in last:
            self.followers[at] += first

    def _begin_alike(self, places: list[int]) -> bool:
        """Whether a character fits two of the places."""
        ranges = sorted(one for at in places for one in self.ranges[at])
        return any(low <= before for (_, before), (low, _) in pairwise(ranges))

    def _comes_back(self, place: int) -> bool:
        seen, ahead = set(), list(self.followers[place])
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                ahead += self.followers[at]
        return place in seen
