"""What all figures have in common: font, colours, sizes, and the bare axes on which they are drawn.

The colours are those of Okabe and Ito, which people with any kind of colour vision tell apart; no colour says
anything that a number, a hatch or a place does not say too. The background is white and solid, since a page may be dark.
"""

from collections.abc import Sequence

import noto_cjk_sans_otc
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure

INK, QUIET, FAINT, PAPER = "#1b1f24", "#57606a", "#d8dee4", "#ffffff"
BLUE, ORANGE, RED, GREEN, GREY = "#0072b2", "#e69f00", "#a23b00", "#009e73", "#8c959f"
SHADES = LinearSegmentedColormap.from_list("shades", ["#e3f0f9", "#9ccbe8", "#3d94cb", "#0a5c94", "#063a60"])
WIDTH, DPI = 8.0, 110  # inches; pixels an inch of the PNG
BIG, TEXT, SMALL = 15, 11, 9.5

SETTINGS = {
    "font.family": ["Noto Sans CJK SC"],
    "font.size": TEXT,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": QUIET,
    "axes.unicode_minus": False,
    "axes.axisbelow": True,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "hatch.linewidth": 0.6,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": "china-blockchain-policy",
}


def use_font() -> None:
    """Let matplotlib know the locked font, and no other, whatever a machine has."""
    font_manager.fontManager.ttflist = []
    font_manager.fontManager.addfont(str(noto_cjk_sans_otc.FONT_PATH))


def styled() -> rc_context:
    """The context in which a figure is drawn and saved."""
    return rc_context(SETTINGS)


def sheet(title: str, subtitle: str, height: float, note: str = "") -> Figure:
    """An empty figure of the common width with its title above and a note below."""
    figure = Figure(figsize=(WIDTH, height))
    figure.text(0.03, 1 - 0.18 / height, title, size=BIG, va="top")
    figure.text(0.03, 1 - 0.52 / height, subtitle, size=SMALL, color=QUIET, va="top", linespacing=1.35)
    figure.text(0.03, 0.14 / height, note, size=SMALL, color=QUIET, va="bottom", linespacing=1.35)
    return figure


def place(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place in inches from the lower left corner, without frame and ticks."""
    across, up = figure.get_size_inches()
    axes = figure.add_axes((left / across, bottom / up, width / across, height / up))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return axes


def on(colour: str | Sequence[float]) -> str:
    """The colour of text that can be read on `colour`."""
    red, green, blue = to_rgb(colour)
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else PAPER


def key(axes: Axes, entries: Sequence[tuple[str, dict]], columns: int | None = None, anchor: tuple = (0, 1.02)) -> None:
    """A key of coloured squares above the axes; an entry is a text and how its square is filled."""
    squares = [axes.bar([0], [0], width=0, label=text, **fill) for text, fill in entries]
    drawn = axes.legend(
        handles=squares, loc="lower left", bbox_to_anchor=anchor, ncols=columns or len(entries), frameon=False,
        fontsize=SMALL, handlelength=1, handleheight=1, handletextpad=0.5, columnspacing=1.3, borderaxespad=0, borderpad=0,
    )  # fmt: skip
    axes.add_artist(drawn)  # so that the axes can have another
