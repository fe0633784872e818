"""Text as Markdown shows it. Enters and leaves: text."""

import re
from collections.abc import Iterable

_CODE = re.compile(r"(`[^`]*`)")
_SPECIAL = re.compile(r"([\\*_\[\]~#])")


def plain(text: str) -> str:
    """`text` with every sign shown as it is, but for spans in single backticks, which stay code."""
    parts = _CODE.split(text)
    return "".join(_unbarred(one) if _CODE.fullmatch(one) else _escaped(one) for one in parts)


def code(text: str) -> str:
    """`text` as a span of code, whatever it holds."""
    longest = max((len(one) for one in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{space}{_unbarred(text)}{space}{fence}"


def row(cells: Iterable[object]) -> str:
    """Cells, which are Markdown already, as a row of a table."""
    return f"| {' | '.join(str(one) for one in cells)} |"


def head(names: Iterable[str]) -> list[str]:
    """The two lines at the head of a table."""
    listed = list(names)
    return [row(listed), "|" + "---|" * len(listed)]


def anchor(name: str) -> str:
    """A place on a page to which `#name` leads."""
    return f'<a id="{name}"></a>'


def _escaped(text: str) -> str:
    marked = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return _unbarred(marked.replace("`", "\\`"))


def _unbarred(text: str) -> str:
    return text.replace("|", "\\|")
