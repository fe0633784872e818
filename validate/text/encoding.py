"""From bytes to text: UTF-8 without a mark, LF line ends, a final newline.

Enters: the bytes of one file. Leaves: its text with plain line ends, or None where the bytes
cannot be read as lines of UTF-8, and findings that say at which line.
"""

import re

from validate.findings import Finding
from validate.package import Table

BOM = b"\xef\xbb\xbf"
ARCHIVES = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf")
LONGEST_LINE = 100_000

_MERGE_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def decode(table: Table, raw: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file, or None if its lines cannot be told; and what is wrong with it."""

    def finding(rule: str, line: int | None = None, value: str = "", **details: str) -> Finding:
        return Finding(rule, table.name, table.file, line, value=value, details=details)

    if raw.startswith(ARCHIVES):
        return None, [finding("text.file-compressed", value=raw[:4].hex(" "))]
    if not raw.removeprefix(BOM).strip():
        return None, [finding("text.empty-file")]
    found = [finding("text.byte-order-mark", 1)] if raw.startswith(BOM) else []
    raw = raw.removeprefix(BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [*found, finding("text.not-utf8", line, raw[error.start : error.start + 8].hex(" "))]
    if "\r" in text:
        found.append(finding("text.carriage-return", text.count("\n", 0, text.index("\r")) + 1, lines=str(text.count("\r"))))
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        found.append(finding("text.final-newline", text.count("\n") + 1))
        text += "\n"
    broken = [
        finding("text.merge-marker", text.count("\n", 0, one.start()) + 1, one.group()) for one in _MERGE_MARKER.finditer(text)
    ]
    broken += [finding("text.line-too-long", at, length=str(len(line))) for at, line in _long_lines(text)]
    return (None if broken or "\r" in text else text), found + broken


def _long_lines(text: str) -> list[tuple[int, str]]:
    if len(text) <= LONGEST_LINE:
        return []
    return [(at, line) for at, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE]
