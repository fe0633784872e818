"""What a site asks robots to leave alone (RFC 9309).

Enters: a robots.txt. Leaves: `Robots`, which says whether an address may be asked for, and the pause that the site wants.
Not urllib.robotparser: before Python 3.15 it takes the first rule that fits instead of the longest, reads `*` and `$` in a
path as plain characters, and takes any group whose name is a part of ours.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

LARGEST = 500 * 2**10  # bytes that are read; the RFC asks for no more
MOST_LINES = 10_000
LONGEST_PAUSE = 30.0  # seconds; a site that wants more is asked each half minute


@dataclass(frozen=True)
class Rule:
    """One line of a group: whether addresses that fit `pattern` are allowed."""

    pattern: bytes
    allows: bool


@dataclass(frozen=True)
class Robots:
    """The rules of a site for one robot."""

    rules: tuple[Rule, ...] = ()
    pause: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether path and query may be asked for: the longest rule that fits decides, of equal ones one that allows."""
        path = _plain(target)
        fitting = [(len(one.pattern), one.allows) for one in self.rules if fits(one.pattern, path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()


def parse(raw: bytes, name: str) -> Robots:
    """The rules for the robot `name`: all groups of that name, else all groups for everyone."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _lines(raw):
        if key == "user-agent":
            agents = [] if in_rules else agents
            agents.append(value.partition("/")[0].strip().lower())
            in_rules = False
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for agent in agents:
                groups.setdefault(agent, []).append((key, value))
        for agent in agents:
            groups.setdefault(agent, [])
    own = groups.get(name.lower(), groups.get("*", []))
    rules = tuple(Rule(_plain(value), key == "allow") for key, value in own if key != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for key, value in own if key == "crawl-delay"), default=0.0))


def fits(pattern: bytes, path: bytes) -> bool:
    """Whether a path begins as the pattern says; `*` stands for anything and `$` at the end for the end. Linear in the path
    for each piece between two stars, since the first place where a piece fits is always the best."""
    ends = pattern.endswith(b"$")
    first, *rest = pattern.removesuffix(b"$").split(b"*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not ends or at == len(path)
    *middle, last = rest
    for piece in middle if ends else rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or (len(path) - len(last) >= at and path.endswith(last))


def _lines(raw: bytes) -> list[tuple[str, str]]:
    text = raw[:LARGEST].decode("utf-8-sig", "replace")
    pairs = [one.partition("#")[0].partition(":") for one in re.split(r"\r\n|\r|\n", text)[:MOST_LINES]]
    return [(key.strip().lower(), value.strip()) for key, colon, value in pairs if colon]


def _plain(path: str) -> bytes:
    """A path as bytes without escapes, so that two spellings of the same address are compared as one. An escaped
    slash, star or dollar is another character than the bare one and stays escaped."""
    parts = re.split(r"(%2f|%2a|%24)", path, flags=re.IGNORECASE)
    return b"".join(one.lower().encode() if at % 2 else unquote_to_bytes(one) for at, one in enumerate(parts))


def _seconds(value: str) -> float:
    return min(float(value), LONGEST_PAUSE) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", value) else 0.0
