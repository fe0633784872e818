"""What of a frame its statements need: the shortest columns that have the same answer, as pandas.

Enters: a lazy frame, and statements about it. Leaves: the statements in groups, each with the small
pandas frame that it can be judged on.

Great Expectations looks at every cell of what it is handed, several times, so at a million rows that
decides what it costs. A statement about one column sees it in one of these ways, none of which can
change the answer:

- `filled`: a share of filled cells needs to know of each cell only whether it is filled;
- `different`: a set or number of different values, a least or greatest one, needs each value once;
- `numbered`: a share of different values needs equal cells to be equal, not to be read, so each
  different value becomes a number;
- `share`: the mean of yes and no is the share of yes, and is handed over once;
- `values`: all else needs every value.

Only `filled` counts nulls; the columns of the other ways leave them out, and end in nulls where
another column of the group is longer.
"""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd
import polars as pl

from validate.expectations.suites import Statement

MEAN = "expect_column_mean_to_be_between"
SHARE_FILLED = "expect_column_proportion_of_non_null_values_to_be_between"
SHARE_DIFFERENT = "expect_column_proportion_of_unique_values_to_be_between"
OF_DIFFERENT = frozenset({
    "expect_column_min_to_be_between",
    "expect_column_max_to_be_between",
    "expect_column_unique_value_count_to_be_between",
    "expect_column_distinct_values_to_contain_set",
})  # fmt: skip

View = Callable[[pl.Expr], pl.Expr]


def filled(column: pl.Expr) -> pl.Expr:
    return pl.when(column.is_not_null()).then(pl.lit(1, pl.Float32))


def different(column: pl.Expr) -> pl.Expr:
    return column.drop_nulls().unique()


def numbered(column: pl.Expr) -> pl.Expr:
    return column.drop_nulls().cast(pl.Categorical).to_physical()


def share(column: pl.Expr) -> pl.Expr:
    return column.mean()


def values(column: pl.Expr) -> pl.Expr:
    return column.drop_nulls()


def view(statement: str, kind: pl.DataType) -> View:
    """How a statement of the type `statement` sees a column of the type `kind`."""
    if statement == SHARE_FILLED:
        return filled
    if statement in OF_DIFFERENT:
        return different
    if statement == SHARE_DIFFERENT and kind == pl.String:
        return numbered
    return share if statement == MEAN and kind == pl.Boolean else values


def seen(frame: pl.LazyFrame, statements: Sequence[Statement]) -> Iterator[tuple[list[Statement], pd.DataFrame]]:
    """`statements`, each about one column, by view, with the columns under that view."""
    kinds = frame.collect_schema()
    groups: dict[View, list[Statement]] = {}
    for one in statements:
        groups.setdefault(view(one.type, kinds[one.kwargs["column"]]), []).append(one)
    wanted = [(way, name) for way, group in groups.items() for name in dict.fromkeys(one.kwargs["column"] for one in group)]
    found = pl.collect_all([frame.select(way(pl.col(name))) for way, name in wanted], engine="streaming")
    columns: dict[View, dict[str, pd.Series]] = {way: {} for way in groups}
    for (way, name), cells in zip(wanted, found, strict=True):
        columns[way][name] = _to_pandas(cells.to_series())
    for way, group in groups.items():
        yield group, pd.DataFrame(columns[way])


def whole(frame: pl.LazyFrame, names: Sequence[str]) -> pd.DataFrame:
    """Every row of the columns `names`; with no names, as many empty rows as the frame has."""
    if not names:
        return pd.DataFrame(index=range(frame.select(pl.len()).collect(engine="streaming").item()))
    rows = frame.select(names).collect(engine="streaming")
    return pd.DataFrame({column.name: _to_pandas(column) for column in rows})


def _to_pandas(column: pl.Series) -> pd.Series:
    if column.dtype == pl.Boolean:
        column = column.cast(pl.Float64)
    return pd.Series(column.to_numpy()) if column.dtype.is_numeric() else pd.Series(column.to_list(), dtype="str")
