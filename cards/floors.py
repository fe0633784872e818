"""The least numbers of rows that a package states (expectations/row-counts.json), when rows leave on purpose.

Enters: the text of that suite and the rows of tables that lost some. Leaves: the text with lower numbers. A number
falls only to what is there, and only in the change that takes the rows out and says why.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

FILE = "expectations/row-counts.json"


def lowered(root: Path, rows: Mapping[str, int]) -> tuple[bytes | None, dict[str, tuple[int, int]]]:
    """The suite's new bytes (None: as it is), and the old and new number of each table that falls."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
        floors = json.loads(text)["meta"]["limits"]["rows"]
        fallen = {name: (floors[name], count) for name, count in rows.items() if count < floors.get(name, 0)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, {}  # the expectations layer reports a suite that is not as it should be
    for name, (floor, count) in fallen.items():
        text = re.sub(rf'("{name}"\s*:\s*){floor}(?![\d.])', rf"\g<1>{count}", text, count=1)
    now = json.loads(text)["meta"]["limits"]["rows"]
    if not fallen or any(now[name] != count for name, (_, count) in fallen.items()):
        return None, {}
    return text.encode("utf-8"), fallen
