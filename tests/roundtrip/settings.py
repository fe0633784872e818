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
UNTOUCHED = "as-it-is"


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
    """Opened as text: saved with each delimiter in each encoding. Opened otherwise, or with cells formatted: in fewer ways."""
    save = SETTINGS["save"]
    few = ((",", "utf-8", False), (";", "gb18030", True), ("\t", "utf-16", False))
    for opened in SETTINGS["open"]:
        every = product(save["delimiters"], save["encodings"], (False,))
        yield from (Trip(opened, UNTOUCHED, *way) for way in (every if opened == "text" else few))
    yield from (Trip("text", UNTOUCHED, delimiter, "utf-8", True) for delimiter in save["delimiters"])
    yield from (Trip(opened, UNTOUCHED, ",", "utf-8", False, False) for opened in ("text", "finding-english"))
    for shown in SETTINGS["show"]:
        if shown != UNTOUCHED:
            yield Trip("finding-english", shown, ";", "gb18030", True)
