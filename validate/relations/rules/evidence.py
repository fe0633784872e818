"""Rules on citations: that they point at something, and that nothing required lacks one.

Enters: citations and the tables that they cite; a schema lists under `evidence` the columns
(or `row`) that need a citation. Leaves: faults.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from validate.relations.faults import Faults, key, rule
from validate.relations.frames import Frame, Tables
from validate.relations.references import references

CHILD_LISTS = ("actors", "technologies", "relations", "topics")
SUPPORTS = ("states", "implies")
PLACE = ["subject_table", "subject_id", "field"]
CELLS = dict.fromkeys([*PLACE, "cell"], pl.String)
REQUIRED = {**dict.fromkeys(PLACE, pl.String), "line": pl.UInt32}


@rule("citation-subject", needs=("citations",))
def citation_subject(tables: Tables) -> Iterator[Faults]:
    """A citation is of a row that exists."""
    citations = tables.rows("citations")
    for frame in _cited(tables):
        of_table = citations.filter(pl.col("subject_table") == frame.table.name)
        keys = frame.text.select(subject_id=key(frame))
        failing = of_table.join(keys, on="subject_id", how="anti")
        yield Faults("citations", "subject_id", failing.select("line", subject_file=pl.lit(frame.table.file)))


@rule("citation-field", needs=("citations",))
def citation_field(tables: Tables) -> Iterator[Faults]:
    """A citation is of the row, of a column of its table, or of a list in a child table."""
    allowed = [
        (table.name, one)
        for table in tables.known.values()
        for one in ("row", *table.columns, *_child_lists(tables, table.name))
    ]
    places = pl.DataFrame(allowed, schema=["subject_table", "field"], orient="row")
    known = tables.rows("citations").filter(pl.col("subject_table").is_in(list(tables.known)))
    failing = known.join(places, on=["subject_table", "field"], how="anti")
    yield Faults("citations", "field", failing.select("line", "subject_table"))


@rule("citation-of-empty", needs=("citations",))
def citation_of_empty(tables: Tables) -> Iterator[Faults]:
    """A citation is of a cell that is filled."""
    empty = _cited_cells(tables).filter(pl.col("cell").is_null())
    failing = tables.rows("citations").join(empty, on=PLACE, how="semi")
    yield Faults("citations", "field", failing.select("line", "subject_table", "subject_id"))


@rule("contradiction-stated", needs=("citations",))
def contradiction_stated(tables: Tables) -> Iterator[Faults]:
    """A source that contradicts says what it states instead."""
    silent = (pl.col("verdict") == "contradicts") & pl.col("value_as_stated").is_null()
    yield Faults("citations", "value_as_stated", tables.rows("citations").filter(silent).select("line"))


@rule("contradiction-differs", needs=("citations",))
def contradiction_differs(tables: Tables) -> Iterator[Faults]:
    """What a contradicting source states is not what the cell holds."""
    contradicting = tables.rows("citations").filter(pl.col("verdict") == "contradicts")
    both = contradicting.join(_cited_cells(tables), on=PLACE)
    yield Faults(
        "citations",
        "verdict",
        both.filter(pl.col("value_as_stated") == pl.col("cell")).select("line", stated="value_as_stated"),
    )


@rule("evidence", needs=("citations",))
def evidence(tables: Tables) -> Iterator[Faults]:
    """Each filled cell that needs evidence has a citation that states or implies it."""
    support = tables.rows("citations").filter(pl.col("verdict").is_in(SUPPORTS))
    bare = _required_cells(tables).join(support, on=PLACE, how="anti")
    for (table, name), rows in bare.group_by("subject_table", "field", maintain_order=True):
        column = tables[table].table.key[0] if name == "row" else name
        yield Faults(table, column, rows.select("line", cited="field"))


def _required_cells(tables: Tables) -> pl.DataFrame:
    """The filled cells (or rows) that need a citation, with their `line`."""
    cells = [pl.DataFrame(schema=REQUIRED)]
    for frame in (one for one in tables.values() if one.table.key):
        required = frame.table.schema.get("evidence")
        keyed = frame.text.with_columns(subject_table=pl.lit(frame.table.name), subject_id=key(frame))
        for name in required if isinstance(required, list) else []:
            filled = keyed if name == "row" else keyed.drop_nulls(name)
            cells.append(filled.select(*PLACE[:2], pl.lit(name).alias("field"), "line"))
    return pl.concat(cells)


def _cited(tables: Tables) -> list[Frame]:
    """The tables that were read and that citations name."""
    named = tables.rows("citations")["subject_table"].unique().sort().to_list()
    return [tables[name] for name in named if name in tables and tables[name].table.key]


@lru_cache(maxsize=1)
def _cited_cells(tables: Tables) -> pl.DataFrame:
    """The cells of all cited columns, one a row, with the text in `cell`."""
    citations, cells = tables.rows("citations"), [pl.DataFrame(schema=CELLS)]
    for frame in _cited(tables):
        of_table = citations.filter(pl.col("subject_table") == frame.table.name)
        columns = [one for one in of_table["field"].unique().sort() if one in frame.table.columns]
        cited = frame.text.with_columns(subject_id=key(frame)).join(of_table, on="subject_id", how="semi")
        for name in columns:
            cells.append(
                cited.select(subject_table=pl.lit(frame.table.name), subject_id="subject_id", field=pl.lit(name), cell=name)
            )
    return pl.concat(cells).unique(PLACE, keep="first")


def _child_lists(tables: Tables, parent: str) -> list[str]:
    """The lists of a row that stand in a child table: `actors` of policies in policy_actors."""
    children = [table.name for table in tables.known.values() if any(other == parent for _, other, _ in references(table))]
    return [one for one in CHILD_LISTS if any(name.endswith(f"_{one}") for name in children)]
