"""Where in a JSON file a value stands.

Enters: JSON text that the standard library has parsed. Leaves: the physical line of every
value, by its path of keys and positions (`("resources", 0, "path")`).
"""

import json
import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

LONGEST_NAME = 80  # characters of a member's name that are shown

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def member_lines(text: str) -> dict[Path, int]:
    """Path → line (1 = first) for every object member and array item of valid JSON."""
    lines: dict[Path, int] = {(): 1}
    for path, line in _members(text):
        lines.setdefault(path, line)
    return lines


def repeated_members(text: str) -> list[tuple[Path, int]]:
    """Path and line of each member whose name its object has already; a reader keeps one of them."""
    seen: set[Path] = set()
    return [(path, line) for path, line in _members(text) if path in seen or seen.add(path)]


def pointer(path: Path) -> str:
    """A path as people write it: `resources[0].path`; of a long name only the start."""
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{_cut(part)}" for part in path)
    return shown.removeprefix(".")


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _members(text: str) -> Iterator[tuple[Path, int]]:
    """Every value with its line, in the order of the text: the whole, members, items."""
    path: list[str | int] = []
    line, key = 1, None
    for token in _TOKEN.findall(text):
        if token == "\n":
            line += 1
        elif token == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else ""
        elif token == ":":
            path[-1] = key
            yield tuple(path), line
        elif token in "}]":
            path.pop()
        else:
            if not path or isinstance(path[-1], int):
                yield tuple(path), line
            if token in "{[":
                path.append("" if token == "{" else 0)
            else:
                key = _unquoted(token)


def _unquoted(token: str) -> str:
    return json.loads(token) if token.startswith('"') else token
