"""The map: number and shade say how many policies, a small line how many are dedicated."""

from matplotlib.figure import Figure

from figures import style
from figures.draw import tiles
from figures.numbers.regions import TITLE
from figures.tables import COUNTRY

STEPS = (1, 3, 6, 10, 20)  # the least number of each shade
TEXTS = {
    "en": {
        "subtitle": "Units below a province count with it. The number is that of policy rows, not of all policies there were.",
        "dedicated": "{} dedicated", "national": "National", "none": "searched, none held", "unsearched": "not searched",
    },
    "zh": {
        "subtitle": "省以下单位计入所在省。数字为本数据收录的政策行数，并非当地全部政策。",
        "dedicated": "专项 {}", "national": "全国", "none": "已检索，无收录", "unsearched": "未检索",
    },
}  # fmt: skip


def draw(numbers: dict, lang: str) -> Figure:
    texts = TEXTS[lang]
    figure = style.sheet(TITLE[lang], texts["subtitle"], 7.15)
    axes = style.place(figure, 0.27, 0.55, 7.46, 5.7)
    tiles.prepare(axes)
    for one in numbers["regions"]:
        fill = filled(one)
        ink = style.on(fill["facecolor"])
        row, column = tiles.grid().get(one["region_id"], (0, 0))
        tiles.tile(axes, (row, column), fill)
        name = texts["national"] if one["region_id"] == COUNTRY else one[lang]
        centre, size = column + 0.5, 11 if lang == "zh" else 8 if len(name) > 12 else 9
        axes.text(centre, row + 0.21, name, size=size, color=ink, ha="center", va="center")
        axes.text(centre, row + 0.55, one["policies"], size=16, color=ink, ha="center", va="center")
        if one["dedicated"]:
            axes.text(
                centre, row + 0.84, texts["dedicated"].format(one["dedicated"]), size=8, color=ink, ha="center", va="center"
            )
    style.key(axes, entries(texts), left=0.03, up=-6.02)
    return figure


def filled(region: dict) -> dict:
    """How the tile of a region is filled."""
    if not region["policies"]:
        return tiles.HELD_NONE if region["searches"] else tiles.UNSEARCHED
    step = sum(region["policies"] >= least for least in STEPS) - 1
    return {"facecolor": style.SHADES(step / (len(STEPS) - 1))}


def entries(texts: dict) -> list[tuple[str, dict]]:
    """The key: a shade a step, then the tiles without policies."""
    ends = [str(after - 1) for after in STEPS[1:]]
    spans = [f"{least}–{end}" for least, end in zip(STEPS, ends, strict=False)] + [f"{STEPS[-1]}+"]
    shades = [(span, filled({"policies": least})) for span, least in zip(spans, STEPS, strict=True)]
    return [*shades, (texts["none"], tiles.HELD_NONE), (texts["unsearched"], tiles.UNSEARCHED)]
