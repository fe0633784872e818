"""From bytes to text: UTF-8 with or without a mark, UTF-16 (“Unicode text”), GB18030.

Enters: the bytes of a table and cells that it is known to have had. Leaves: its text, or an `Unreadable`.
UTF-8 and UTF-16 prove themselves, but for a few characters (the two bytes of 司 are ˾ in UTF-8), which
`rewritten` names. Bytes that are neither can be read as GB18030 by chance, so they are
only if the outcome holds known cells, or is made of common characters, which chance does not give.
"""

import codecs
import csv
import io
from collections.abc import Callable, Set

from maintain.repair.loss import Unreadable

Known = Callable[[], Set[str]]
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
FEWEST = 0.5  # share of cells beyond ASCII that must be known
FEWEST_COMMON = 0.9  # share of characters beyond ASCII that must be common ones


def decoded(raw: bytes, known: Known) -> str:
    """The text of a table; `known` gives its cells of before. Raises Unreadable."""
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), None) or _without_mark(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        first = error.start
    text = _as_gb18030(raw) if encoding == "utf-8" else None
    if text is None or not (_is_common(text) or _is_known(text, known())):
        raise Unreadable("encoding", line=str(raw.count(b"\n", 0, first) + 1))
    return text


def _without_mark(raw: bytes) -> str:
    """UTF-16 shows by the zero beside the first letter of the header."""
    if len(raw) > 1 and 0 in raw[:2]:
        return "utf-16-le" if raw[1] == 0 else "utf-16-be"
    return "utf-8"


def _as_gb18030(raw: bytes) -> str | None:
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if text.encode("gb18030") == raw else None


def _is_common(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are those of GB 2312."""
    beyond = [one for one in text if not one.isascii()]
    common = sum(len(one.encode("gb2312", "ignore")) == 2 for one in beyond)
    return common >= FEWEST_COMMON * len(beyond)


def _is_known(text: str, known: Set[str]) -> bool:
    cells = set()
    for delimiter in ",;\t":
        try:
            cells |= {cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row}
        except csv.Error:
            continue
    beyond = {one for one in cells if not one.isascii()} & known if known else set()
    wanted = {one for one in known if not one.isascii()}
    return bool(wanted) and len(beyond) >= FEWEST * len(wanted)
