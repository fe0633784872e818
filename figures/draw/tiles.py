"""The 34 province-level regions as equal tiles, roughly where they lie; no boundary is drawn."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from figures import style

GRID = Path(__file__).parents[1] / "tile_grid.csv"
ROWS, COLUMNS = 8, 8


@cache
def grid() -> Mapping[str, tuple[int, int]]:
    """Row and column of the tile of each region, from 0, the northernmost row first."""
    with GRID.open(encoding="utf-8", newline="") as file:
        return {f"CN-{row['region_code']}": (int(row["row"]), int(row["col"])) for row in csv.DictReader(file)}


def prepare(axes: Axes) -> None:
    """Let the axes hold the grid, a tile a unit."""
    axes.set(xlim=(0, COLUMNS), ylim=(ROWS, 0), xticks=[], yticks=[])


def tile(axes: Axes, at: tuple[float, float], fill: dict, size: float = 1) -> None:
    """A tile with a thin gap around it, `at` its row and column."""
    row, column = at
    axes.add_patch(Rectangle((column + 0.03, row + 0.03), size - 0.06, size - 0.06, clip_on=False, **{"linewidth": 0, **fill}))


HELD_NONE = {"facecolor": style.PAPER, "edgecolor": style.QUIET, "linewidth": 0.8}
UNSEARCHED = {"facecolor": style.PAPER, "edgecolor": style.GREY, "hatch": "/////", "linewidth": 0.8}
