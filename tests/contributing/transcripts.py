"""The steps that a guide shows, read from its Markdown so that a test can take them.

Enters: the text of a guide. Leaves: its steps in order: files to write (```toml, first line `# NAME`), edits of such a file
(```diff, first line `--- NAME`) and commands with what they print (```console). In what is printed `…` stands for
anything: alone on a line for any lines, within a line for any characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^```(toml|diff|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING = "…"


@dataclass(frozen=True)
class Write:
    """A file that the reader writes."""

    name: str
    text: str


@dataclass(frozen=True)
class Edit:
    """Lines of a file that the reader replaces."""

    name: str
    hunks: tuple[tuple[str, str], ...]

    def edited(self, text: str) -> str:
        """The text after the edit; new lines without old ones come at its end. Raises AssertionError where old
        lines do not stand there once."""
        for old, new in self.hunks:
            if not old:
                text += new
                continue
            assert text.count(old) == 1, f"{self.name}: these lines stand {text.count(old)} times in the file:\n{old}"
            text = text.replace(old, new)
        return text


@dataclass(frozen=True)
class Command:
    """A command that the reader types, and the lines that it shows."""

    line: str
    shown: str

    def matches(self, printed: str) -> bool:
        lines = self.shown.split("\n") if self.shown else []
        return re.fullmatch("".join(map(_pattern, lines)), f"{printed.rstrip()}\n" if printed.strip() else "") is not None


Step = Write | Edit | Command


def steps(guide: str) -> Iterator[Step]:
    """The steps of a guide from top to bottom."""
    for kind, body in FENCE.findall(guide):
        first, _, rest = body.partition("\n")
        if kind == "toml" and first.startswith("# ") and first.endswith(".toml"):
            yield Write(first.removeprefix("# "), rest)
        elif kind == "diff" and first.startswith("--- "):
            yield Edit(first.removeprefix("--- "), tuple(_hunks(rest)))
        elif kind == "console":
            for one in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                line, _, shown = one.partition("\n")
                yield Command(line, shown.rstrip("\n"))


def _hunks(body: str) -> Iterator[tuple[str, str]]:
    """Old and new lines of each part of a diff; lines without a sign stand on both sides, an empty line ends a part."""
    for part in re.split(r"\n{2,}", body.rstrip("\n")):
        lines = part.split("\n")
        old = [line[1:] for line in lines if line[:1] in {"-", " "}]
        new = [line[1:] for line in lines if line[:1] in {"+", " "}]
        yield "".join(f"{line}\n" for line in old), "".join(f"{line}\n" for line in new)


def _pattern(line: str) -> str:
    return r"(?:.*\n)*" if line == ANYTHING else re.escape(line).replace(re.escape(ANYTHING), ".*") + r"\n"
