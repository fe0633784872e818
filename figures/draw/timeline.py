"""The timeline: for each year a bar by stance, below it a bar by scope."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures import style
from figures.numbers.timeline import SCOPES, STANCES, TITLE, by_year

FILLS = {
    "promote": {"facecolor": style.BLUE},
    "regulate": {"facecolor": style.ORANGE},
    "restrict": {"facecolor": style.RED},
    "inform": {"facecolor": style.GREY},
    "dedicated": {"facecolor": "#063a60"},
    "section": {"facecolor": "#5aa7d9"},
    "mention": {"facecolor": "#c4e0f2"},
    "unknown": {"facecolor": style.PAPER, "edgecolor": style.GREY, "hatch": "/////", "linewidth": 0.8},
}
TEXTS = {
    "en": {
        "subtitle": "By the first known year of issue, publication or effect.",
        "stance": "Stance", "scope": "Scope",
        "note": "{last}: as far as found by {until}, the last search. {undated} policies without a known year are not shown.",
    },
    "zh": {
        "subtitle": "按发文、公布、施行中最先已知的年份。",
        "stance": "态度", "scope": "覆盖程度",
        "note": "{last} 年截至 {until} 最近一次检索。另有 {undated} 项政策年份不详，未列入。",
    },
}  # fmt: skip
LEAST = 4  # the smallest part of a bar that has room for its number


def draw(numbers: dict, lang: str) -> Figure:
    texts = TEXTS[lang]
    note = texts["note"].format(last=numbers["years"][-1], **numbers)
    figure = style.sheet(TITLE[lang], texts["subtitle"], 7.15, note)
    for column, codes, bottom in (("stance", STANCES, 3.75), ("scope", SCOPES, 0.75)):
        axes = style.place(figure, 0.3, bottom, 7.4, 2.2)
        labels = numbers["labels"][column][lang]
        _stack(axes, numbers, column, codes)
        sums = {code: sum(numbers[column][code]) for code in codes}
        style.key(axes, [(f"{labels[code]} {sums[code]}", FILLS[code]) for code in codes], left=0.95, up=0.17)
        style.heading(axes, texts[column], up=0.2)
    return figure


def _stack(axes: Axes, numbers: dict, column: str, codes: tuple[str, ...]) -> None:
    years, totals = numbers["years"], by_year(numbers)
    below = [0] * len(years)
    for code in codes:
        values, fill = numbers[column][code], FILLS[code]
        axes.bar(years, values, bottom=below, width=0.8, **{"edgecolor": style.PAPER, "linewidth": 0.6, **fill})
        for year, value, start in zip(years, values, below, strict=True):
            if value >= LEAST:
                ink = style.on(fill["facecolor"])
                axes.text(year, start + value / 2, value, size=8, color=ink, ha="center", va="center_baseline")
        below = [start + value for start, value in zip(below, values, strict=True)]
    for year, total in totals.items():
        axes.text(year, total + 1.5, total, ha="center", va="bottom", size=style.TEXT)
    axes.set(xticks=years, yticks=[], xlim=(years[0] - 0.5, years[-1] + 0.5), ylim=(0, max(totals.values()) * 1.1))
    axes.spines["bottom"].set_visible(True)
