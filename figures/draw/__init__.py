"""The drawing of each figure: a module a figure, with `draw(numbers, lang)`, a pure function from the numbers of
the module of the same name in `figures.numbers` to a matplotlib figure."""

from figures.draw import evidence, pilots, regions, targets, timeline

DRAW = {one.__name__.rpartition(".")[2]: one.draw for one in (regions, timeline, targets, pilots, evidence)}
