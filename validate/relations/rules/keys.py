"""Rules on keys: numbers without gaps, digests, circles, one name for one thing.

Enters: every table with its schema. Leaves: faults.
"""

from collections.abc import Iterator
from hashlib import sha256

import polars as pl

from validate.derived import DIGITS, SEPARATOR
from validate.references import references
from validate.relations.faults import Faults, key, rule, table_rule
from validate.relations.frames import Frame, Tables
from validate.relations.hierarchy import links, on_circles

NAMES = ("policies", "pilot_applications", "agencies", "organisations", "programmes", "regions")
AT_A_TIME = 100_000  # rows whose digests are made as Python text before the next are


@table_rule("sequence-from-one")
def sequence_from_one(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A number within a parent counts from 1 without gaps; the first that is off is named."""
    *parent, last = frame.table.key or ("",)
    if not last.endswith("_seq") or not parent or _counts_from_one(frame.rows, parent, last):
        return
    right = pl.col(last).rank("dense").over(parent).cast(pl.Int64)
    off = frame.rows.with_columns(right=right).filter(pl.col(last) != pl.col("right")).sort(*parent, last)
    firsts = off.unique(parent, keep="first", maintain_order=True)
    yield Faults(frame.table.name, last, firsts.select("line", "right"))


def _counts_from_one(rows: pl.DataFrame, parent: list[str], last: str) -> bool:
    """Whether rows that stand together by parent count 1, 2, 3, …; much less work than ranks. Where
    they do not stand together, the second part of a parent does not start with 1."""
    goes_on = pl.all_horizontal(pl.col(one).eq_missing(pl.col(one).shift()) for one in parent)
    right = pl.when(goes_on).then(pl.col(last).shift() + 1).otherwise(1)
    return rows.select((pl.col(last) == right).fill_null(False).all()).item()


@table_rule("no-circles")
def no_circles(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """Nothing is above or after itself: links of a table to itself run in no circle."""
    for fields, other, other_fields in references(frame.table):
        if other == frame.table.name and len(fields) == 1:
            circles = on_circles(links(frame.text, other_fields[0], fields[0]))
            failing = frame.text.join(circles, left_on=other_fields[0], right_on="key", how="semi")
            yield Faults(frame.table.name, fields[0], failing.select("line"))


@table_rule("derived-key")
def derived_key(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A key that is a digest is the digest of what its schema names under `derivedKey`. Where
    that is a cell of another row whose own key is wrong, the cause is there and only told there."""
    fields = _derivation(frame)[1]
    if fields and _has_all(frame, tables, fields):
        failing = _wrong_keys(frame, tables).select("line", "right", fields=pl.lit(" | ".join(fields)))
        yield Faults(frame.table.name, frame.table.key[0], failing)


@rule("key-once-in-package")
def key_once_in_package(tables: Tables) -> Iterator[Faults]:
    """A policy, pilot, agency, organisation, programme and region never share a key."""
    frames = [tables[name] for name in NAMES if name in tables]
    keyed = [frame.text.select("line", key=key(frame), table=pl.lit(frame.table.name)) for frame in frames]
    if not keyed or _all_differ(keyed):
        return
    first = pl.concat(keyed).with_columns(other=pl.col("table").first().over("key"))
    for frame in frames:
        failing = first.filter((pl.col("table") == frame.table.name) & (pl.col("other") != frame.table.name))
        yield Faults(frame.table.name, frame.table.key[0], failing.select("line", "other"))


@rule("redirect-of-living", needs=("redirects",))
def redirect_of_living(tables: Tables) -> Iterator[Faults]:
    """A key that is redirected is no longer a key."""
    failing = tables.rows("redirects").join(_living(tables, "old_id"), left_on="old_id", right_on="key", how="semi")
    yield Faults("redirects", "old_id", failing.select("line"))


@rule("redirect-chain", needs=("redirects",))
def redirect_chain(tables: Tables) -> Iterator[Faults]:
    """A redirect leads to the end, not to another redirect."""
    redirects = tables.rows("redirects")
    onward = redirects.select("old_id", further=pl.col("new_id").fill_null("—"))
    yield Faults("redirects", "new_id", redirects.join(onward, left_on="new_id", right_on="old_id").select("line", "further"))


@rule("redirect-to-living", needs=("redirects",))
def redirect_to_living(tables: Tables) -> Iterator[Faults]:
    """A redirect leads to a key; unread tables may hold it, so all must have been read."""
    if not tables.complete:
        return
    redirects = tables.rows("redirects")
    dead = redirects.drop_nulls("new_id").join(_living(tables, "new_id"), left_on="new_id", right_on="key", how="anti")
    yield Faults("redirects", "new_id", dead.join(redirects, left_on="new_id", right_on="old_id", how="anti").select("line"))


def _all_differ(keyed: list[pl.DataFrame]) -> bool:
    """Whether no key stands in two frames."""
    return pl.concat([one["key"] for one in keyed]).n_unique() == sum(one["key"].n_unique() for one in keyed)


def _living(tables: Tables, name: str) -> pl.DataFrame:
    """The keys of all rows among those that the column `name` of redirects holds."""
    wanted = tables.rows("redirects").select(key=name).drop_nulls().unique()
    frames = [one for one in tables.values() if one.table.key and one.table.name != "redirects" and not wanted.is_empty()]
    keyed = [frame.text.select(key=key(frame)).join(wanted, on="key", how="semi") for frame in frames]
    return pl.concat([pl.DataFrame(schema={"key": pl.String}), *keyed])


def _derivation(frame: Frame) -> tuple[str, list[str]]:
    """The prefix and the fields that a schema states under `derivedKey`; no fields if it states none."""
    derived = frame.table.schema["derivedKey"]
    return (derived["prefix"], derived["fields"]) if len(frame.table.key) == 1 else ("", [])


def _has_all(frame: Frame, tables: Tables, fields: list[str]) -> bool:
    """Whether the other tables that a derivation reads were read."""
    return all((_target(frame, one) or ("",))[0] in tables for one in fields if "." in one)


def _target(frame: Frame, field: str) -> tuple[str, str] | None:
    """The table and the column that `source_id.url` leads to by way of its foreign key."""
    own = field.partition(".")[0]
    return next(((other, names[0]) for mine, other, names in references(frame.table) if mine == [own]), None)


def _wrong_keys(frame: Frame, tables: Tables) -> pl.DataFrame:
    """The rows whose key is not the digest that it should be, with the `right` one."""
    prefix, fields = _derivation(frame)
    name, others = frame.table.key[0], {one: _other_rows(frame, tables, one) for one in fields if "." in one}
    parts = list(frame.text.iter_slices(AT_A_TIME)) or [frame.text]
    return pl.concat(_wrong_digests(_joined(one, name, fields, others), name, prefix) for one in parts)


def _other_rows(frame: Frame, tables: Tables, field: str) -> pl.DataFrame:
    """For `source_id.url`: the url of each source whose own key is right."""
    own, _, far = field.partition(".")
    name, column = _target(frame, field)
    right = tables.text(name)
    if _derivation(tables[name])[1] and name != frame.table.name:
        right = right.join(_wrong_keys(tables[name], tables), on=column, how="anti")
    return right.select(pl.col(column).alias(own), pl.col(far).alias(field))


def _joined(rows: pl.DataFrame, name: str, fields: list[str], others: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows with their key fields joined by `|`. Rows without the other row are left out."""
    for field, there in others.items():
        rows = rows.join(there, on=field.partition(".")[0], maintain_order="left")
    return rows.select("line", name, joined=pl.concat_str([pl.col(one).fill_null("") for one in fields], separator=SEPARATOR))


def _wrong_digests(rows: pl.DataFrame, name: str, prefix: str) -> pl.DataFrame:
    """The rows whose key is not the digest of `joined`, with the `right` one."""
    digests = [sha256(one).digest()[: DIGITS // 2] for one in rows["joined"].cast(pl.Binary)]
    right = pl.lit(prefix) + pl.Series("right", digests, dtype=pl.Binary).bin.encode("hex")
    return rows.select("line", name, right.alias("right")).filter(pl.col(name) != pl.col("right"))
