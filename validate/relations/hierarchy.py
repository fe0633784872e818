"""Trees kept as links from a row to its parent.

Enters: a frame of links with the columns `key` and `parent`.
Leaves: all the ancestors of given keys, or the keys that lie on a circle. Both are joins of
whole frames: as many as the tree is deep, or as the logarithm of the longest circle.
"""

import polars as pl

DEEPEST = 20


def links(rows: pl.DataFrame, key: str, parent: str) -> pl.DataFrame:
    """The links of a table, those that point somewhere; of a repeated key the first, or walks would multiply."""
    return rows.select(key=key, parent=parent).drop_nulls().unique("key", keep="first", maintain_order=True)


def ancestors(links: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """Each of the keys with itself and everything above it: columns `key` and `ancestor`."""
    level = pl.DataFrame({"key": keys.unique().drop_nulls()}).with_columns(ancestor="key")
    levels = [level]
    while not level.is_empty() and len(levels) < DEEPEST:
        level = level.join(links, left_on="ancestor", right_on="key").select("key", ancestor="parent")
        levels.append(level)
    return pl.concat(levels).unique()


def on_circles(links: pl.DataFrame) -> pl.DataFrame:
    """The links that lie on a circle.

    A jump is a walk of 1, 2, 4, … steps. Walks that have left the tree drop out; what is left
    when the walks are longer than there are links walks in circles, and ends on every link of them.
    """
    jumps, length = links, 1
    while not jumps.is_empty() and length <= links.height:
        jumps = jumps.join(jumps, left_on="parent", right_on="key").select("key", parent="parent_right")
        length *= 2
    return links.join(jumps, left_on="key", right_on="parent", how="semi")
