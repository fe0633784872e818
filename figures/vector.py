"""An SVG as matplotlib writes it, made accessible and small.

Enters: the text of an SVG. Leaves: the text of one that looks the same. Standard library only.
"""

import re
from xml.sax.saxutils import escape

GLYPH = "NotoSansCJKsc-Regular-"  # begins the name of every letter's outline
OUTLINE = re.compile(r'(?<= d=")([^"]*)" transform="scale\(0\.015625\)"')  # of a letter, in 64ths of a hundredth of an em
COMMAND = re.compile(r"([MLCQz])([^MLCQz]*)")
GROUP = re.compile(r'<g id="[^"]*">')  # nothing refers to it
SHIFT = re.compile(r'transform="translate\(([\d.]+) 0\)"(?=/>)')  # of a letter from the first of its text
LONG_NUMBER = re.compile(r"\b[1-9]\d*\.\d{3,}")
LANGUAGES = {"en": "en", "zh": "zh-CN"}


def labelled(text: str, title: str, words: str, notice: str, lang: str) -> str:
    """The SVG with title and description for screen readers, and a comment that says what made it."""
    head, tail = text.split("<svg ", 1)
    attributes, content = tail.split(">", 1)
    said = f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(words)}</desc>'
    opened = f'<svg role="img" aria-labelledby="title desc" lang="{LANGUAGES[lang]}" {attributes}>'
    return f"{head}<!-- {notice} -->\n{opened}\n{said}{content}"


def smaller(text: str) -> str:
    """The same SVG in fewer bytes: no indentation, no names of groups, short names of letters, their outlines in
    whole eight-hundredths of an em, two decimals elsewhere."""
    text = LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), text.replace(GLYPH, "g"))
    text = OUTLINE.sub(lambda found: f'{relative(found[1], 8)}" transform="scale(0.125)"', text)
    text = GROUP.sub("<g>", SHIFT.sub(r'x="\1"', text))
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def relative(outline: str, divisor: int) -> str:
    """A path of absolute moves, lines and curves as one of relative lines and curves, all numbers divided and rounded."""
    parts, here = [], (0, 0)
    for command, numbers in COMMAND.findall(outline):
        points = [round(int(one) / divisor) for one in numbers.split()]
        pairs = list(zip(points[::2], points[1::2], strict=True))
        if command in "LCQ":
            steps = [one - here[at % 2] for at, one in enumerate(points)]
            parts.append(command.lower() + " ".join(map(str, steps)))
        else:
            parts.append(command + " ".join(map(str, points)))
        here = pairs[-1] if pairs else here
    return "".join(parts).replace(" -", "-")
