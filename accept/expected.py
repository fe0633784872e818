"""Which client refuses which damage: the table in `expected.toml`, and how answers are held against it.

Enters: what a client said to each damage it was shown. Leaves: sentences on what is not as expected.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from accept.clients import Client
from accept.damages import DAMAGES, Damage

GATE = "gate"  # the project's own; its rule stands in the table, and a test asks it
FILE = Path(__file__).with_name("expected.toml")

Expected = Mapping[str, Mapping[str, str]]  # damage, client, words of the refusal


def expected() -> Expected:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def shown_to(client: Client) -> list[Damage]:
    """The damages to the files that the client reads."""
    return [one for one in DAMAGES if one.kind in client.kinds]


def surprises(client: str, said: Mapping[str, str], table: Expected) -> Iterator[str]:
    """A sentence for each damage that the client should refuse and does not, or for another reason, or refuses unexpectedly."""
    for damage, complaint in said.items():
        words = table.get(damage, {}).get(client)
        if words is None and complaint:
            yield f"{damage}: let through until now, refused: {shortened(complaint)}"
        elif words is not None and not complaint:
            yield f"{damage}: should be refused with “{words}”, was let through"
        elif words is not None and words not in complaint:
            yield f"{damage}: should be refused with “{words}”, was refused with: {shortened(complaint)}"


def shortened(text: str, size: int = 600) -> str:
    """The text on one line, its end cut off."""
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[:size]}…"
