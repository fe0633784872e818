"""Evidence and coverage: cited cells by table, sources by tier, and what was searched where."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures import style
from figures.draw import tiles
from figures.numbers.evidence import TABLE_TITLES, TITLE

TEXTS = {
    "en": {
        "subtitle": "A cell counts if it states a fact (no key, no code, no words of our own); "
        "it is cited if a source states or implies it\nor its row.",
        "cells": "Cells that state a fact", "official": "cited to an official source", "other": "to other sources only",
        "uncited": "not cited", "tiers": "Sources by tier", "policy": "Searches for policies", "pilot": "Searches for pilots",
        "held": "rows held", "none": "searched, none held", "unsearched": "not searched by name",
        "searches": "The number in a tile is that of searches which named the region or a unit below it.",
    },
    "zh": {
        "subtitle": "陈述事实的单元格（不含键、代码和自行撰写的文字）；来源载明或可推断该单元格或其所在行，即为有来源。",
        "cells": "陈述事实的单元格", "official": "有官方来源", "other": "仅有其他来源",
        "uncited": "无来源", "tiers": "来源的类别", "policy": "政策检索", "pilot": "试点检索",
        "held": "有收录", "none": "已检索，无收录", "unsearched": "未按名称检索",
        "searches": "图块中的数字为提及该地区或其下级单位的检索次数。",
    },
}  # fmt: skip
HELD = {"facecolor": "#9ccbe8"}
OFFICIAL, OTHER = {"facecolor": style.BLUE}, {"facecolor": "#9ccbe8"}
UNCITED = {"facecolor": style.PAPER, "edgecolor": style.GREY, "hatch": "/////", "linewidth": 0.8}


def draw(numbers: dict, lang: str) -> Figure:
    texts = TEXTS[lang]
    figure = style.sheet(TITLE[lang], texts["subtitle"], 9.25, texts["searches"])
    cells = style.place(figure, 1.45, 5.15, 2.7, 2.3)
    _cells(cells, numbers["cells"], lang)
    style.heading(cells, texts["cells"], left=style.MARGIN - 1.45, up=0.62)
    shares = [(texts["official"], OFFICIAL), (texts["other"], OTHER), (texts["uncited"], UNCITED)]
    style.key(cells, shares[:2], left=style.MARGIN - 1.45, up=0.34)
    style.key(cells, shares[2:], left=style.MARGIN - 1.45, up=0.1)
    tiers = style.place(figure, 6.2, 5.15, 1.2, 2.3)
    _tiers(tiers, numbers["tiers"], lang)
    style.heading(tiers, texts["tiers"], left=-1.0, up=0.62)
    for subject, left in (("policy", 0.27), ("pilot", 4.18)):
        axes = style.place(figure, left, 0.85, 3.55, 3.45)
        _searched(axes, numbers["searched"][subject], lang)
        style.heading(axes, texts[subject], left=0.03)
    fills = ((texts["held"], HELD), (texts["none"], tiles.HELD_NONE), (texts["unsearched"], tiles.UNSEARCHED))
    style.key(figure.axes[2], fills, left=0.03, up=-3.75)
    return figure


def _cells(axes: Axes, cells: list[dict], lang: str) -> None:
    for at, one in enumerate(cells):
        official, cited = (one[what] / one["filled"] for what in ("official", "cited"))
        axes.barh(at, official, height=0.7, **OFFICIAL)
        axes.barh(at, cited - official, left=official, height=0.7, **OTHER)
        axes.barh(at, 1 - cited, left=cited, height=0.7, **UNCITED)
        axes.text(1.02, at, f"{cited:.0%}  ({one['filled']:,})", va="center", size=style.SMALL)
    axes.set(xlim=(0, 1), xticks=[], yticks=range(len(cells)), ylim=(len(cells) - 0.4, -0.6))
    axes.set_yticklabels([TABLE_TITLES[one["table"]][lang] for one in cells], size=style.SMALL)


def _tiers(axes: Axes, tiers: list[dict], lang: str) -> None:
    for at, one in enumerate(tiers):
        axes.barh(at, one["sources"], height=0.7, **(OFFICIAL if one["code"] == "official" else OTHER))
        axes.text(one["sources"], at, f" {one['sources']}", va="center", size=style.SMALL)
    axes.set(xticks=[], yticks=range(len(tiers)), ylim=(len(tiers) - 0.4, -0.6))
    axes.set_yticklabels([one[lang] for one in tiers], size=style.SMALL)


def _searched(axes: Axes, regions: list[dict], lang: str) -> None:
    tiles.prepare(axes)
    for one in regions:
        row, column = tiles.grid()[one["region_id"]]
        fill = HELD if one["rows"] else tiles.HELD_NONE if one["searches"] else tiles.UNSEARCHED
        tiles.tile(axes, (row, column), fill)
        axes.text(column + 0.5, row + 0.3, one["zh" if lang == "zh" else "code"], size=7, ha="center", va="center")
        axes.text(column + 0.5, row + 0.67, one["searches"], size=style.SMALL, ha="center", va="center")
