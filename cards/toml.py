"""TOML as cards write it, and on which line of a card each key stands.

Enters: values, or the text of a card. Leaves: text, or lines by path; tomllib, which reads the values,
does not say where they stand.
"""

import json
import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{}]|[^\S\n]+|[^\s"\'#\[\]{}]+|.',
    re.DOTALL,
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_KEY = re.compile(r"\s*((?:\"(?:\\.|[^\"\\])*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[\w-]+))*)\s*=")
_HEADER = re.compile(r"\s*(\[{1,2})\s*(.+?)\s*\]{1,2}\s*$")


def text(value: str) -> str:
    """A string of one line. JSON's escapes are TOML's, but for one character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def cell(field: dict, value: str) -> str:
    """A cell: numbers bare, all else as text, so that nothing is read otherwise than it stands."""
    bare = field.get("type") in {"integer", "year", "number"} and _NUMBER.fullmatch(value)
    return value if bare else text(value)


def lines(card: str) -> dict[Path, int]:
    """The line of each header and key: `("policies", "scope")`, `("policy_actors", 1, "citations", 0, "url")`."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for line, statement in _statements(card):
        header, key = _HEADER.match(statement), _KEY.match(statement)
        if key:
            found.setdefault((*here, *_parts(key.group(1))), line)
        elif header:
            here = _entered(_parts(header.group(2)), header.group(1) == "[[", counts)
            found.setdefault(here, line)
    return found


def _statements(card: str) -> Iterator[tuple[int, str]]:
    """Headers and assignments without comments, each with the line it begins on."""
    line, first, depth, parts = 1, 1, 0, []
    for token in _TOKEN.findall(card + "\n"):
        if token == "\n" and depth <= 0:
            if "".join(parts).strip():
                yield first, "".join(parts)
            parts, depth, first = [], 0, line + 1
        elif not token.startswith("#"):
            depth += (token in "[{") - (token in "]}")
            parts.append(token)
        line += token.count("\n")


def _entered(parts: list[str], is_array: bool, counts: dict[Path, int]) -> Path:
    """The path below a header: names, and for each array the number of its last entry."""
    here: Path = ()
    for at, part in enumerate(parts):
        here = (*here, part)
        if at == len(parts) - 1 and is_array:
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _parts(dotted: str) -> list[str]:
    return [one.strip().strip("\"'") for one in dotted.split(".")]
