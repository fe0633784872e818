"""From bytes to text: UTF-8 without a mark, LF line ends, a final newline.

Enters: the bytes of one file, read block by block so that memory does not grow with the file.
Leaves: blocks of whole lines with plain line ends, and at the end findings that say at which
line the bytes cannot be read as lines of UTF-8.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from validate.canonical import Row
from validate.findings import Finding
from validate.kept import Kept
from validate.package import Table

BOM = b"\xef\xbb\xbf"
ARCHIVES = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf")
LONGEST_LINE = 100_000
BLOCK_BYTES = 2**20
MERGE_MARKS = tuple(sign * 7 for sign in (b"<", b"=", b">", b"|"))

_MERGE_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """Whole lines of a file: the number of the first, the text, and the length of the longest."""

    line: int
    text: str
    longest: int


@dataclass(frozen=True)
class Clean:
    """Whole lines that are known to be clean and in order: the number of the first, the bytes, how
    many records, the first and the last row."""

    line: int
    raw: bytes
    count: int
    first: Row
    last: Row

    @property
    def text(self) -> str:
        return self.raw.decode("utf-8")


Prove = Callable[[Table, bytes, int], Clean | None]


class Decoder:
    """One file on its way to text. When all blocks have been taken, `findings` and `broken` hold.
    With `prove`, blocks of `proof_bytes` are first tried as clean ones."""

    def __init__(self, table: Table, file: BinaryIO, prove: Prove | None = None, proof_bytes: int = 0):
        self.broken = False
        self._table, self._file = table, file
        self._prove, self._proof_bytes = prove, proof_bytes
        self._mark: list[Finding] = []
        self._fatal: list[Finding] = []
        self._no_newline: list[Finding] = []
        self._markers = Kept()
        self._long_lines: list[Finding] = []
        self._first_return, self._returns = 0, 0

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file, in the order in which it is mended."""
        if self._fatal:
            return self._fatal
        returns = [self._finding("text.carriage-return", self._first_return, lines=str(self._returns))] if self._returns else []
        return self._mark + returns + self._no_newline + self._markers.findings + self._long_lines

    def blocks(self) -> Iterator[Block | Clean]:
        """The file as text, as far as its lines can be told; goes on reading when they cannot."""
        line, is_blank = 1, True
        for raw in self._raw_blocks():
            clean = self._prove(self._table, raw, line) if self._prove else None
            if clean:
                is_blank = False
                line += clean.count
                yield clean
                continue
            for start, piece in _pieces(raw):
                is_blank = is_blank and not piece.strip()
                text = self._decoded(piece, line, raw[start + len(piece) : start + len(piece) + 8])
                if text is None:
                    return
                block = self._with_plain_ends(text, line)
                if not self.broken:
                    yield block
                line += block.text.count("\n")
        if is_blank and not self._fatal:
            self._refuse([self._finding("text.empty-file")])

    def _raw_blocks(self) -> Iterator[bytes]:
        raw = self._next()
        if raw.startswith(ARCHIVES):
            self._refuse([self._finding("text.file-compressed", value=raw[:4].hex(" "))])
            return
        if raw.startswith(BOM):
            self._mark = [self._finding("text.byte-order-mark", 1)]
            raw = raw.removeprefix(BOM) or self._next()
        while raw:
            yield raw
            raw = self._next()

    def _next(self) -> bytes:
        raw = self._file.read(self._proof_bytes or BLOCK_BYTES)
        return raw if raw.endswith(b"\n") or not raw else raw + self._file.readline()

    def _decoded(self, raw: bytes, line: int, after: bytes) -> str | None:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            around = (raw[error.start :] + after + self._file.read(8))[:8]
            at = line + raw.count(b"\n", 0, error.start)
            self._refuse([*self._mark, self._finding("text.not-utf8", at, around.hex(" "))])
            return None

    def _with_plain_ends(self, text: str, line: int) -> Block:
        if "\r" in text:
            self._first_return = self._first_return or line + text.count("\n", 0, text.index("\r"))
            self._returns += text.count("\r")
            text = text.replace("\r\n", "\n")
            self.broken |= "\r" in text
        if not text.endswith("\n"):
            self._no_newline = [self._finding("text.final-newline", line + text.count("\n"))]
            text += "\n"
        if any(one.decode() in text for one in MERGE_MARKS):
            group = "text.merge-marker", self._table.file, ""
            self._markers.add_of(group, _merge_markers(text, line), lambda one: self._finding("text.merge-marker", *one))
        lengths = list(map(len, text.split("\n")))
        longest = max(lengths)
        if longest > LONGEST_LINE:
            for at, length in enumerate(lengths, line):
                if length > LONGEST_LINE:
                    self._long_lines.append(self._finding("text.line-too-long", at, length=str(length)))
        self.broken |= bool(self._markers or self._long_lines)
        return Block(line, text, longest)

    def _refuse(self, findings: list[Finding]) -> None:
        self._fatal, self.broken = findings, True

    def _finding(self, rule: str, line: int | None = None, value: str = "", **details: str) -> Finding:
        return Finding(rule, self._table.name, self._table.file, line, value=value, details=details)


def _merge_markers(text: str, line: int) -> Iterator[tuple[int, str]]:
    """Line and text of each marker; `line` is the first one of the text."""
    counted = 0
    for one in _MERGE_MARKER.finditer(text):
        line += text.count("\n", counted, one.start())
        counted = one.start()
        yield line, one.group()


def _pieces(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Bytes in pieces of whole lines, each with the place where it starts."""
    start = 0
    while start < len(raw):
        end = raw.find(b"\n", start + BLOCK_BYTES - 1) + 1 or len(raw)
        yield start, raw[start:end]
        start = end
