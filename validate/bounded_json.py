"""Reading a JSON file of a package within bounds, so that no layer has to fear its size or depth.

Enters: the path of a descriptor, a schema or a suite. Leaves: its content.
"""

import json
from pathlib import Path

from validate import regular_files

LARGEST = 2**20  # bytes of a file
DEEPEST = 50  # levels
TOO_DEEP = f"nested deeper than {DEEPEST} levels"


def read(path: Path) -> object:
    """The content of a JSON file. Raises OSError, its `strerror` fit for people, if the file may
    not be read, and ValueError if it is not JSON or nested deeper than DEEPEST levels."""
    try:
        content = json.loads(regular_files.read(path, LARGEST).decode("utf-8-sig"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    if _is_deeper(content, DEEPEST):
        raise ValueError(TOO_DEEP)
    return content


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON number")


def _is_deeper(content: object, levels: int) -> bool:
    """Whether lists and objects stand inside each other on more than so many levels."""
    holders = [content]
    for _ in range(levels + 1):
        holders = [one for one in holders if isinstance(one, dict | list)]
        if not holders:
            return False
        holders = [inner for one in holders for inner in (one.values() if isinstance(one, dict) else one)]
    return True
