"""What the fuzz tests make, and how they let the layers judge it.

Enters: hypothesis strategies' draws. Leaves: packages in a folder that is used again and again,
and the outcome of all layers on them, run in this process: findings, or the one line of CannotRun.
"""

import csv
import io
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.damage import rehash
from validate import expectations, relations, structure, text
from validate.catalogue import LANGUAGES, order
from validate.findings import Finding, settle
from validate.gate import LayerRun, Result
from validate.package import DESCRIPTOR, CannotRun, Package, load
from validate.report import FORMATS

LAYERS = {"structure": structure, "relations": relations, "expectations": expectations}
SLOWEST = 10  # seconds of work for one example, however busy the machine


def bounded(examples: int) -> settings:
    """The same examples in each run, none of them slow, and no files of hypothesis' own. With the
    environment variable FUZZ=100 there are a hundred times as many, and others each time."""
    times = int(os.environ.get("FUZZ", "1"))
    return settings(
        max_examples=examples * times,
        derandomize=times == 1,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Outcome:
    """What the layers say of a package, or why they cannot run."""

    findings: list[Finding]
    cannot_run: str = ""

    def at(self, file: str, line: int) -> list[Finding]:
        return [one for one in self.findings if (one.file, one.line) == (file, line)]


def judge(root: Path, layers: Sequence[str] = ("structure", "relations")) -> Outcome:
    """The outcome of the text layer and then of `layers`; every report of it can be written in
    every form and language."""
    started = time.process_time()
    try:
        package = load(root)
        findings, rows = _findings(package, layers)
    except CannotRun as stop:
        for one in stop.text.values():
            assert one.splitlines() == [one], "more than one line"
            one.encode("utf-8", "backslashreplace")
        return Outcome([], stop.text["en"])
    settled = settle(findings, order())
    result = Result(package, rows, (LayerRun("text", 0.0),), settled, 0.0)
    for form in FORMATS.values():
        for lang in LANGUAGES:
            form(result, lang).encode("utf-8", "backslashreplace")
    assert time.process_time() - started < SLOWEST
    return Outcome(findings)


def _findings(package: Package, layers: Sequence[str]) -> tuple[list[Finding], dict[str, int]]:
    scan = text.scan(package)
    beside = [finding for name in layers for finding in LAYERS[name].run(package, scan.broken)]
    return [*scan.findings, *beside], scan.rows


class Copy:
    """A package in a folder, put back as it was before each example."""

    def __init__(self, original: Path, folder: Path):
        self.root = Path(shutil.copytree(original, folder / "package"))
        self._files = {one: one.read_bytes() for one in sorted(self.root.rglob("*")) if one.is_file()}

    def fresh(self) -> Path:
        for path, content in self._files.items():
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
        return self.root

    def with_file(self, file: str, content: bytes, *, hashed: bool = True) -> Path:
        """The package with one file replaced, and the descriptor told of it."""
        return self.with_files({file: content}, hashed=hashed)

    def with_files(self, files: dict[str, bytes], *, hashed: bool = True) -> Path:
        """The package with some files replaced, and the descriptor told of them."""
        root = self.fresh()
        for file, content in files.items():
            (root / file).write_bytes(content)
        if hashed and DESCRIPTOR not in files:
            rehash(root)
        return root


# --- JSON -----------------------------------------------------------------------------------------

odd_text = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "",
        "\0",
        "\ud800",
        "\u202e",
        "::error::x",
        "../x",
        "http://x/y",
        "a" * 3000,
        "{0}",
        "data/policies.csv",
        "policies",
        "string",
    ]
)
numbers = st.sampled_from([0, -1, 1, 1.5, 1e308, 10**400, 2**63, -(2**63) - 1])
leaves = st.none() | st.booleans() | numbers | odd_text
anything = st.recursive(
    leaves, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(odd_text, inside, max_size=3), max_leaves=6
)
Place = tuple[str | int, ...]


def places(content: object, start: Place = ()) -> Iterator[Place]:
    """The path of every member and item."""
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, value in parts:
        yield (*start, name)
        yield from places(value, (*start, name))


@st.composite
def changed(draw: st.DrawFn, original: dict) -> bytes:
    """JSON text like the original, a few members of which are replaced, removed, doubled or renamed."""
    content = json.loads(json.dumps(original))
    for _ in range(draw(st.integers(1, 3))):
        every = list(places(content))
        if every:
            _change(draw, content, draw(st.sampled_from(every)))
    written = json.dumps(content, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
    if draw(st.integers(0, 9)) == 0:
        written = draw(_torn(written))
    return written.encode("utf-8", "surrogatepass")


def _change(draw: st.DrawFn, content: object, place: Place) -> None:
    *above, last = place
    holder = content
    for part in above:
        holder = holder[part]
    how = draw(st.sampled_from(["replace", "replace", "remove", "double", "rename"]))
    if how == "replace":
        holder[last] = draw(anything)
    elif how == "remove":
        del holder[last]
    elif isinstance(holder, list):
        holder.append(holder[last])
    elif how == "double":
        holder[draw(odd_text)] = holder[last]
    else:
        holder[draw(odd_text)] = holder.pop(last)


@st.composite
def _torn(draw: st.DrawFn, text: str) -> str:
    """Text with a piece cut out, or doubled."""
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return draw(st.sampled_from([text[:start] + text[end:], text[:end] + text[start:]]))


# --- tables ---------------------------------------------------------------------------------------

odd_cells = st.sampled_from([
    "", " ", "NA", "0", "-0", "00", "1" * 400, "-" + "9" * 5000, "1e400", "1_000", "１２", "²", "nan", "inf", "=1+1",
    "CN", "CN-110000", "2020", "2020-02-30", "2020-13", "0000", "9999-12-31", "10000-01-01", "-2020", "2020-06-31T00:00",
    "x" * 2001, '"', '""', 'a"b', ",", ";", "\t", "\n", "\r", "\r\n", "a\nb", "\x1b[31m", "\0", "\ufeff", "\u2028", "\x85",
    "\x1c", "é", "e\u0301", "𠀀",
])  # fmt: skip
cells = odd_cells | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def csv_files(draw: st.DrawFn, original: bytes) -> bytes:
    """A table that may look like the original: its rows and header with cells, columns, delimiter,
    quotes, line ends and encoding changed at random."""
    rows = list(csv.reader(io.StringIO(original.decode("utf-8"), newline="")))
    for _ in range(draw(st.integers(0, 6))):
        _change_rows(draw, rows)
    text = io.StringIO()
    csv.writer(
        text,
        delimiter=draw(st.sampled_from(",,,,,;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    ).writerows(rows)
    raw = text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"])))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(max_size=3) | st.sampled_from([b'"', b"\n", b",", b"\0", b"\xed\xa0\x80"])) + raw[at:]
    return raw


def _change_rows(draw: st.DrawFn, rows: list[list[str]]) -> None:
    if not rows:
        return
    row = draw(st.integers(0, len(rows) - 1))
    how = draw(st.sampled_from(["cell", "cell", "cell", "cell", "longer", "shorter", "double", "remove", "empty", "swap"]))
    if how == "cell" and rows[row]:
        rows[row][draw(st.integers(0, len(rows[row]) - 1))] = draw(cells)
    elif how == "longer":
        rows[row].append(draw(cells))
    elif how == "shorter" and rows[row]:
        rows[row].pop()
    elif how == "double":
        rows.insert(row, list(rows[row]))
    elif how == "remove":
        rows.pop(row)
    elif how == "empty":
        rows.insert(row, [])
    elif how == "swap":
        rows[row].reverse()
