"""Which citations an audit is of. The order is a digest of the audit's name, so nobody chooses and anybody can draw again.

Enters: the citations of a release. Leaves: the first of them in the order of an audit.
"""

from collections.abc import Iterable
from hashlib import sha256

from validate.evidence import SUPPORTS
from validate.history.versions import Row


def sample(citations: Iterable[Row], name: str, size: int) -> list[Row]:
    """The first `size` citations that back a cell, in the order of the audit `name`."""
    backing = (one for one in citations if one["verdict"] in SUPPORTS)
    return sorted(backing, key=lambda one: place(name, one["citation_id"]))[:size]


def place(name: str, citation_id: str) -> str:
    """What the citations of an audit are ordered by: SHA-256 in hexadecimal digits."""
    return sha256(f"audit-{name}|{citation_id}".encode()).hexdigest()
