"""The round trips: how a table is opened, shown and saved.

Enters: settings.toml. Leaves: `trips()`, with the text filters of LibreOffice for each.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

SETTINGS = tomllib.loads(Path(__file__).with_name("settings.toml").read_text(encoding="utf-8"))
MOST_COLUMNS = 30


@dataclass(frozen=True)
class Trip:
    """Names of settings.toml, and whether all text is quoted and cells are saved as shown."""

    opened: str
    shown: str
    delimiter: str
    encoding: str
    is_quoted: bool
    is_as_shown: bool = True

    @property
    def name(self) -> str:
        sign = {"\t": "tab"}.get(self.delimiter, self.delimiter)
        parts = (
            self.opened,
            self.shown,
            sign,
            self.encoding,
            "quoted" * self.is_quoted,
            "unformatted" * (not self.is_as_shown),
        )
        return " ".join(filter(None, parts))

    @property
    def open_filter(self) -> str:
        texts = "/".join(f"{column}/2" for column in range(1, MOST_COLUMNS + 1))
        return "CSV:" + SETTINGS["open"][self.opened]["filter"].format(texts=texts)

    @property
    def save_filter(self) -> str:
        save = SETTINGS["save"]
        words = {
            "delimiter": save["delimiters"][self.delimiter],
            "encoding": save["encodings"][self.encoding],
            "language": SETTINGS["open"][self.opened]["filter"].split(",")[5],
            "quoted": str(self.is_quoted).lower(),
            "shown": str(self.is_as_shown).lower(),
        }
        return "csv:Text - txt - csv (StarCalc):" + save["filter"].format_map(words)

    @property
    def display(self) -> dict[str, str]:
        """The formats of dates and numbers that a person chose; empty if none."""
        return {
            kind: SETTINGS["show"][self.shown][kind] for kind in ("dates", "numbers") if kind in SETTINGS["show"][self.shown]
        }


def trips() -> Iterator[Trip]:
    """Opened as text or as it comes: saved in every way. Else: in one way for each delimiter."""
    save = SETTINGS["save"]
    every = list(product(save["delimiters"], save["encodings"], (False, True)))
    few = ((",", "utf-8", False), (";", "gb18030", True), ("\t", "utf-16", False))
    for opened in SETTINGS["open"]:
        ways = few if opened != "text" else every
        yield from (Trip(opened, "as-it-is", *way) for way in ways)
        yield Trip(opened, "as-it-is", ",", "utf-8", False, False)
    for shown in SETTINGS["show"]:
        if shown != "as-it-is":
            yield from (Trip("finding-english", shown, *way) for way in few[:2])
