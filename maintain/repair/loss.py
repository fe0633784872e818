"""What cannot be restored, in words: a cell that may have lost something, a table that cannot be told.

Enters: a reason of losses.toml and where it holds. Leaves: lines in English and Chinese.
"""

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from validate.catalogue import LANGUAGES, visible
from validate.catalogue.reasons import in_chinese

MOST_TOLD = 10  # cells of one column with one reason
BOTH = {"en": "; ", "zh": "；"}


@dataclass(frozen=True)
class Loss:
    """A cell, or a whole row, that may not be what it was. `line` is the physical line, 1 the header."""

    reason: str
    line: int | None
    field: str = ""
    value: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Unreadable(Exception):
    """A table that cannot be brought into form without guessing: why, and the cells if it is for them."""

    def __init__(self, reason: str, losses: Sequence[Loss] = (), **details: str):
        self.losses = tuple(losses)
        self.text = {lang: _said(reason, "message", lang, details) for lang in LANGUAGES}
        super().__init__(self.text["en"])

    def lines(self, file: str, lang: str) -> Iterator[str]:
        """A line for each cell, of many alike only for the first ones."""
        ordered = sorted(self.losses, key=lambda one: (one.field, one.reason))
        for _, group in groupby(ordered, key=lambda one: (one.field, one.reason)):
            alike = list(group)
            yield from (_line(file, one, lang) for one in alike[:MOST_TOLD])
            if len(alike) > MOST_TOLD:
                yield _said("more", "message", lang, {"count": f"{len(alike) - MOST_TOLD:,}", "field": alike[0].field})


def of_cells(losses: Sequence[Loss]) -> Unreadable:
    """Why a table stays as it is that has such cells or misses such rows."""
    return Unreadable("cells", losses, count=f"{len(losses):,}")


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Every reason by name, with its message and fix in both languages."""
    return tomllib.loads(Path(__file__).with_name("losses.toml").read_text(encoding="utf-8"))


def _line(file: str, loss: Loss, lang: str) -> str:
    place = ", ".join(filter(None, (file if loss.line is None else f"{file}:{loss.line}", loss.field)))
    details = {"value": loss.value, **loss.details}
    told = "".join(_said(loss.reason, part, lang, details) for part in ("message", "fix"))
    return f"  {place}: {told}" if lang == "en" else f"  {place}：{told}"


def _said(reason: str, part: str, lang: str, details: Mapping[str, str]) -> str:
    texts = {name: in_chinese(one) if lang == "zh" and name == "why" else one for name, one in details.items()}
    words = {name: visible(one) for name, one in texts.items()}
    return reasons()[reason].get(f"{part}_{lang}", "").format_map(words)
