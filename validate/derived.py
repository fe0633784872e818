"""Keys that are a digest of cells (`derivedKey` in a schema).

Enters: the prefix and the cells. Leaves: the key. The relations layer recomputes many at once by the
same parts; whoever makes a new row asks here.
"""

from collections.abc import Iterable
from hashlib import sha256

SEPARATOR = "|"
DIGITS = 10


def derived(prefix: str, cells: Iterable[str]) -> str:
    """The key for the cells of the fields that a schema names, in its order."""
    return prefix + sha256(SEPARATOR.join(cells).encode("utf-8")).hexdigest()[:DIGITS]
