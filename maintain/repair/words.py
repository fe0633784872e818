"""Spaces, full-width forms, marks of text, truth values and codes, as a spreadsheet leaves them.

Enters: a cell. Leaves: what it can have been, before anyone asks whether the column allows it.
"""

from collections.abc import Iterator

SPACES = " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5, 0xFFE1: 0xA3}
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0")
TRUTHS = {
    **dict.fromkeys(("TRUE", "WAHR", "VRAI", "VERDADERO", "VERO", "真"), TRUE),
    **dict.fromkeys(("FALSE", "FALSCH", "FAUX", "FALSO", "假"), FALSE),
}


def without_outer_spaces(cell: str) -> str:
    """No cell begins or ends with a space of any kind."""
    return cell.strip(SPACES)


def with_plain_spaces(cell: str) -> str:
    """A non-breaking space is the space that it was made of."""
    return cell.replace("\u00a0", " ")


def in_half_width(cell: str) -> str:
    """Full-width letters, digits and signs as the plain ones."""
    return cell.translate(HALF_WIDTH)


def without_apostrophe(cell: str) -> Iterator[str]:
    """The apostrophe in front says that what follows is text."""
    if cell.startswith("'"):
        yield cell[1:]


def as_it_is(cell: str) -> Iterator[str]:
    """What only had to be trimmed or written in half width."""
    yield cell


def truth(cell: str) -> Iterator[str]:
    """TRUE and FALSE in the languages of spreadsheets."""
    yield from TRUTHS.get(cell.upper(), ())
