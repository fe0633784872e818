"""Where in a JSON file a value stands.

Enters: JSON text that the standard library has parsed. Leaves: the physical line of every
member, by its path of keys and positions (`("resources", 0, "path")`).
"""

import json
import re

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def member_lines(text: str) -> dict[Path, int]:
    """Path → line (1 = first) for every object member and array item of valid JSON."""
    lines: dict[Path, int] = {(): 1}
    path: list[str | int] = []
    line, key = 1, None
    for token in _TOKEN.findall(text):
        if token == "\n":
            line += 1
        elif token in "{[":
            lines.setdefault(tuple(path), line)
            path.append("" if token == "{" else 0)
            _mark_item(lines, path, line)
        elif token in "}]":
            path.pop()
        elif token == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            else:
                path[-1] = ""
        elif token == ":":
            path[-1] = key
            lines[tuple(path)] = line
        else:
            key = _unquoted(token)
            _mark_item(lines, path, line)
    return lines


def pointer(path: Path) -> str:
    """A path as people write it: `resources[0].path`."""
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return shown.removeprefix(".")


def _mark_item(lines: dict[Path, int], path: list[str | int], line: int) -> None:
    if path and isinstance(path[-1], int):
        lines.setdefault(tuple(path), line)


def _unquoted(token: str) -> str:
    return json.loads(token) if token.startswith('"') else token
