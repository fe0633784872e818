"""The targets: a mark for each goal on a logarithmic axis, its shape saying the comparator, its value written beside it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures import style
from figures.numbers.targets import TITLE, value

MARKS = {
    "ge": {"marker": ">", "markersize": 7},
    "gt": {"marker": ">", "markersize": 7},
    "le": {"marker": "<", "markersize": 7},
    "eq": {"marker": "o", "markersize": 7},
    "range": {"marker": "|", "markersize": 9},
    "approx": {"marker": "o", "markersize": 7, "markerfacecolor": style.PAPER},
    "": {"marker": "o", "markersize": 7},
}
SHOWN = ("ge", "eq", "range")
TEXTS = {
    "en": {
        "subtitle": "Region, year of the policy, what is counted; the year after the value is when it is due. "
        "Some goals are for\nfintech, the metaverse or the whole digital economy: see description_en in policy_targets.",
        "firms": "Firms (number)", "output": "Output (billion yuan)", "by": "by", "scale": 1e9,
        "ge": "at least", "eq": "equal", "range": "range", "drafts": "{} goals of drafts are left out.",
    },
    "zh": {
        "subtitle": "地区、政策年份、指标；数值后为目标年份。部分目标针对金融科技、元宇宙或整个数字经济，\n"
        "见 policy_targets 的 description_en。",
        "firms": "企业（家）", "output": "产出（亿元）", "by": "至", "scale": 1e8,
        "ge": "不少于", "eq": "等于", "range": "区间", "drafts": "征求意见稿中的 {} 个目标未列入。",
    },
}  # fmt: skip
LINE = 0.235  # inches a row


def draw(numbers: dict, lang: str) -> Figure:
    texts = TEXTS[lang]
    heights = {name: LINE * (len(numbers[name]) + 0.5) for name in ("firms", "output")}
    height = 1.85 + sum(heights.values()) + 1.1
    figure = style.sheet(TITLE[lang], texts["subtitle"], height, texts["drafts"].format(numbers["drafts"]))
    bottom = height - 1.85
    for name, colour, scale in (("firms", style.BLUE, 1), ("output", style.GREEN, texts["scale"])):
        axes = style.place(figure, 3.1, bottom - heights[name], 3.4, heights[name])
        _rows(axes, numbers, name, lang, colour, scale)
        axes.text(-0.91, 1.0, texts[name], transform=axes.transAxes, va="bottom", size=style.TEXT, color=colour)
        bottom -= heights[name] + 0.55
    _key(figure.axes[0], texts)
    return figure


def _rows(axes: Axes, numbers: dict, name: str, lang: str, colour: str, scale: float) -> None:
    rows = numbers[name]
    for at, one in enumerate(rows):
        ends = [one[end] / scale for end in ("low", "high") if one[end] is not None]
        axes.axhline(at, color=style.FAINT, linewidth=0.6)
        axes.plot(ends, [at] * len(ends), color=colour, linewidth=2, **MARKS[one["comparator"]])
        due = f"  {TEXTS[lang]['by']} {one['due']}" if one["due"] else ""
        axes.text(1.02, at, value(one, scale) + due, transform=axes.get_yaxis_transform(), va="center", size=style.SMALL)
    labels = [" ".join(filter(None, (one[lang], one["year"], "·", numbers["labels"][lang][one["metric"]]))) for one in rows]
    axes.set_xscale("log")
    axes.set(yticks=range(len(rows)), ylim=(len(rows) - 0.25, -0.75))
    axes.set_yticklabels(labels, size=style.SMALL)
    axes.xaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    axes.tick_params(which="minor", length=0)
    axes.grid(axis="x", color=style.FAINT, linewidth=0.6)


def _key(axes: Axes, texts: dict) -> None:
    handles = [axes.plot([], [], color=style.INK, linestyle="none", label=texts[one], **MARKS[one])[0] for one in SHOWN]
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1.4, 1.0), ncols=3, frameon=False, fontsize=style.SMALL,
                handletextpad=0.2, columnspacing=1.2, borderaxespad=0)  # fmt: skip
