"""The targets: a mark for each goal on a logarithmic axis, its shape saying the comparator, its value written beside it."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

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
TEXTS = {
    "en": {
        "subtitle": "Region, year of the policy, what is counted; the year after the value is when it is due. "
        "Some goals are for\nfintech, the metaverse or the whole digital economy: see description_en in policy_targets.",
        "firms": "Firms (number)", "output": "Output (billion yuan)", "due": "  by {}", "scale": 1e9,
        "ge": "at least", "gt": "more than", "le": "at most", "eq": "equal", "range": "range", "approx": "about", "": "open",
        "drafts": "{} goals of drafts are left out.",
    },
    "zh": {
        "subtitle": "地区、政策年份、指标；数值后为目标年份。部分目标针对金融科技、元宇宙或整个数字经济，\n"
        "见 policy_targets 的 description_en。",
        "firms": "企业（家）", "output": "产出（亿元）", "due": "（{} 年）", "scale": 1e8,
        "ge": "不少于", "gt": "大于", "le": "不超过", "eq": "等于", "range": "区间", "approx": "约", "": "未注明",
        "drafts": "征求意见稿中的 {} 个目标未列入。",
    },
}  # fmt: skip
LINE, HEAD, GAP, FOOT, LEFT = 0.235, 1.4, 0.75, 0.75, 3.1  # inches; LINE is that of a row


def draw(numbers: dict, lang: str) -> Figure:
    texts = TEXTS[lang]
    heights = {name: LINE * (len(numbers[name]) + 0.5) for name in ("firms", "output")}
    height = HEAD + sum(heights.values()) + GAP + FOOT
    figure = style.sheet(TITLE[lang], texts["subtitle"], height, texts["drafts"].format(numbers["drafts"]))
    top = height - HEAD
    for name, colour, scale in (("firms", style.BLUE, 1), ("output", style.GREEN, texts["scale"])):
        axes = style.place(figure, LEFT, top - heights[name], 3.4, heights[name])
        _rows(axes, numbers, name, lang, colour, scale)
        style.heading(axes, texts[name], left=style.MARGIN - LEFT, colour=colour)
        top -= heights[name] + GAP
    _key(figure.axes[0], numbers, texts)
    return figure


def _key(axes: Axes, numbers: dict, texts: dict) -> None:
    used = {one["comparator"] for one in numbers["firms"] + numbers["output"]}
    shown = [one for one in MARKS if one in used]
    lines = [2 if one == "range" else 0 for one in shown]
    handles = [Line2D([], [], color=style.INK, linewidth=width, **MARKS[one]) for one, width in zip(shown, lines, strict=True)]
    style.marks(axes, handles, [texts[one] for one in shown], left=1.9)


def _rows(axes: Axes, numbers: dict, name: str, lang: str, colour: str, scale: float) -> None:
    rows = numbers[name]
    for at, one in enumerate(rows):
        ends = [one[end] / scale for end in ("low", "high") if one[end] is not None]
        axes.axhline(at, color=style.FAINT, linewidth=0.6)
        axes.plot(ends, [at] * len(ends), color=colour, linewidth=2, **MARKS[one["comparator"]])
        due = TEXTS[lang]["due"].format(one["due"]) if one["due"] else ""
        axes.text(1.02, at, value(one, scale) + due, transform=axes.get_yaxis_transform(), va="center", size=style.SMALL)
    labels = [" ".join(filter(None, (one[lang], one["year"], "·", numbers["labels"][lang][one["metric"]]))) for one in rows]
    axes.set_xscale("log")
    axes.set(yticks=range(len(rows)), ylim=(len(rows) - 0.25, -0.75))
    axes.set_yticklabels(labels, size=style.SMALL)
    axes.xaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    axes.tick_params(which="minor", length=0)
    axes.grid(axis="x", color=style.FAINT, linewidth=0.6)
