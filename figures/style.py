"""What all figures have in common: font, colours, sizes, and the bare axes on which they are drawn.

The colours are those of Okabe and Ito, which people with any kind of colour vision tell apart; no colour says
anything that a number, a hatch or a place does not say too. The background is white and solid, since a page may be dark.
"""

from collections.abc import Sequence

import noto_cjk_sans_otc
from matplotlib import font_manager, rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.patches import Rectangle

INK, QUIET, FAINT, PAPER = "#1b1f24", "#57606a", "#d8dee4", "#ffffff"
BLUE, ORANGE, RED, GREEN, GREY = "#0072b2", "#e69f00", "#a23b00", "#009e73", "#8c959f"
SHADES = LinearSegmentedColormap.from_list("shades", ["#e3f0f9", "#9ccbe8", "#62aede", "#0a5c94", "#063a60"])
WIDTH, MARGIN = 8.0, 0.3  # inches
DPI = 110  # of the PNG
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
    for text, up, looks in (
        (title, height - 0.4, {"size": BIG}),
        (subtitle, height - 0.55, {"size": SMALL, "color": QUIET, "va": "top", "linespacing": 1.35}),
        (note, 0.18, {"size": SMALL, "color": QUIET}),
    ):
        figure.text(MARGIN / WIDTH, up / height, text, **looks)
    return figure


def place(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place in inches from the lower left corner, without frame and ticks."""
    across, up = figure.get_size_inches()
    axes = figure.add_axes((left / across, bottom / up, width / across, height / up))
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return axes


def on(colour: str | Sequence[float]) -> str:
    """The colour of text that can be read on `colour`, by relative luminance as in WCAG 2."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in to_rgb(colour)]
    return INK if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.2 else PAPER


def heading(axes: Axes, text: str, left: float = 0, up: float = 0.1, colour: str = INK) -> None:
    """A text above the axes, so many inches from their upper left corner."""
    axes.annotate(text, (0, 1), (left * 72, up * 72), "axes fraction", "offset points", color=colour, va="baseline")


def key(axes: Axes, entries: Sequence[tuple[str, dict]], left: float = 0, up: float = 0.1) -> None:
    """A key in a row, so many inches from the upper left corner of the axes: squares with a text, each filled so."""
    squares = [Rectangle((0, 0), 1, 1, **{"linewidth": 0, **fill}) for _, fill in entries]
    marks(axes, squares, [text for text, _ in entries], left, up)


def marks(axes: Axes, handles: Sequence[Artist], texts: Sequence[str], left: float = 0, up: float = 0.1) -> None:
    """A key of any marks, placed as `key`. The axes can have several."""
    across, high = axes.get_position().size * axes.figure.get_size_inches()
    drawn = Legend(
        axes, handles, texts, loc="lower left", bbox_to_anchor=(left / across, 1 + up / high), ncols=len(texts),
        frameon=False, fontsize=SMALL, handlelength=1, handleheight=1, handletextpad=0.5, columnspacing=1.3,
        borderaxespad=0, borderpad=0,
    )  # fmt: skip
    axes.add_artist(drawn)
