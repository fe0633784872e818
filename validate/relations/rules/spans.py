"""When a policy was made, a pilot began and a unit existed: what other rows are held against.

Enters: tables with partial dates.
Leaves: frames with the key, the date as written (`dated`) and its bounds (`first`, `last`).
"""

from functools import lru_cache

import polars as pl

from validate.relations.frames import Tables, earliest, latest

DATES = ("issued_date", "published_date", "effective_date")


@lru_cache(maxsize=1)
def policies(tables: Tables) -> pl.DataFrame:
    """A policy's date is that of its issue, else of its publication, else of its effect."""
    return tables.rows("policies").select(
        "policy_id",
        dated=pl.coalesce(DATES),
        first=first_day(),
        last=pl.coalesce(latest(one) for one in DATES),
    )


def first_day() -> pl.Expr:
    """The first day that the date of a policy can mean."""
    return pl.coalesce(earliest(one) for one in DATES)


def pilots(tables: Tables) -> pl.DataFrame:
    """A pilot's date is that of its earliest event."""
    events = tables.rows("pilot_events").with_columns(first=earliest("event_date"), last=latest("event_date"))
    begun = events.drop_nulls("first").sort("first", "last", "line").unique("pilot_id", keep="first", maintain_order=True)
    return begun.select("pilot_id", "first", "last", dated="event_date")


def period() -> pl.Expr:
    """The validity of a row as a message shows it."""
    return pl.format("{}–{}", pl.col("valid_from").fill_null(""), pl.col("valid_to").fill_null(""))
