"""The pilots: a table of topics and types of programme, each number on a square as dark as it is large."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures import style
from figures.numbers.pilots import TITLE

TEXTS = {
    "en": {"subtitle": "Number of pilot rows; a pilot has one main topic and at most one programme.", "all": "All"},
    "zh": {"subtitle": "试点行数；每个试点有一个主要领域，至多属于一个计划。", "all": "合计"},
}
LINE = 0.25  # inches a row


def draw(numbers: dict, lang: str) -> Figure:
    rows, columns = numbers["topics"], numbers["programmes"]
    height = 1.7 + LINE * (len(rows) + 1)
    figure = style.sheet(TITLE[lang], TEXTS[lang]["subtitle"], height)
    axes = style.place(figure, 2.65, 0.2, 5.05, LINE * (len(rows) + 1))
    axes.set(xlim=(0, len(columns) + 1), ylim=(len(rows) + 1, 0), xticks=[], yticks=[])
    most = max(map(max, numbers["counts"]))
    for at, counts in enumerate(numbers["counts"]):
        axes.text(-0.12, at + 0.5, rows[at][lang], ha="right", va="center", size=style.SMALL)
        for column, count in enumerate(counts):
            _cell(axes, at, column, count, style.SHADES((count / most) ** 0.5) if count else "#f6f8fa")
        _cell(axes, at, len(columns), sum(counts), style.PAPER)
    for column, counts in enumerate([*zip(*numbers["counts"], strict=True), [sum(map(sum, numbers["counts"]))]]):
        _cell(axes, len(rows), column, sum(counts), style.PAPER)
    axes.text(-0.12, len(rows) + 0.5, TEXTS[lang]["all"], ha="right", va="center", size=style.SMALL)
    for column, name in enumerate([*(wrapped(one[lang], lang) for one in columns), TEXTS[lang]["all"]]):
        axes.text(column + 0.5, -0.25, name, ha="center", va="bottom", size=9, linespacing=1.2)
    return figure


def wrapped(name: str, lang: str) -> str:
    """A heading in lines short enough for its column."""
    if lang == "zh":
        return "\n".join(name[start : start + 5] for start in range(0, len(name), 5))
    return name.replace("-", "-\n").replace(" ", "\n")


def _cell(axes: Axes, row: int, column: int, count: int, colour: str | Sequence[float]) -> None:
    axes.add_patch(Rectangle((column + 0.03, row + 0.06), 0.94, 0.88, facecolor=colour, linewidth=0))
    if count:
        axes.text(column + 0.5, row + 0.5, count, color=style.on(colour), ha="center", va="center_baseline", size=style.SMALL)
