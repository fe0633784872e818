"""Rules on citations: that they point at something, and that nothing required lacks one.

Enters: citations and the tables that they cite; a schema lists under `evidence` the columns
(or `row`) that need a citation. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.references import references
from validate.relations.faults import Faults, key, rule
from validate.relations.frames import Frame, Tables

CHILD_LISTS = ("actors", "technologies", "relations", "topics")
SUPPORTS = ("states", "implies")
PLACE = ["subject_table", "subject_id", "field"]
LINES = {"line": pl.UInt32, "subject_table": pl.String, "subject_id": pl.String}
STATED = {"line": pl.UInt32, "stated": pl.String}


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
    failing = [_of_empty(*one) for one in _cited_columns(tables, tables.rows("citations"))]
    yield Faults("citations", "field", pl.concat([pl.DataFrame(schema=LINES), *failing]))


@rule("contradiction-stated", needs=("citations",))
def contradiction_stated(tables: Tables) -> Iterator[Faults]:
    """A source that contradicts says what it states instead."""
    silent = (pl.col("verdict") == "contradicts") & pl.col("value_as_stated").is_null()
    yield Faults("citations", "value_as_stated", tables.rows("citations").filter(silent).select("line"))


@rule("contradiction-differs", needs=("citations",))
def contradiction_differs(tables: Tables) -> Iterator[Faults]:
    """What a contradicting source states is not what the cell holds."""
    contradicting = tables.rows("citations").filter(pl.col("verdict") == "contradicts")
    failing = [
        citations.join(cells, on="subject_id").filter(pl.col("value_as_stated") == pl.col("cell")).select("line", stated="cell")
        for citations, cells in _cited_columns(tables, contradicting)
    ]
    yield Faults("citations", "verdict", pl.concat([pl.DataFrame(schema=STATED), *failing]))


@rule("evidence", needs=("citations",))
def evidence(tables: Tables) -> Iterator[Faults]:
    """Each filled cell that needs evidence has a citation that states or implies it."""
    support = tables.rows("citations").filter(pl.col("verdict").is_in(SUPPORTS)).select(PLACE)
    for frame in (one for one in tables.values() if one.table.key):
        required = frame.table.schema.get("evidence")
        of_table = support.filter(pl.col("subject_table") == frame.table.name) if required else support
        for name in required if isinstance(required, list) else []:
            cells = frame.text.select("line", subject_id=key(frame), cell=frame.table.key[0] if name == "row" else name)
            of_column = of_table.filter(pl.col("field") == name)
            filled = cells if name == "row" else cells.drop_nulls("cell")
            bare = filled.join(of_column, on="subject_id", how="anti")
            column = frame.table.key[0] if name == "row" else name
            yield Faults(frame.table.name, column, bare.select("line", cited=pl.lit(name)))


def _cited(tables: Tables) -> list[Frame]:
    """The tables that were read and that citations name."""
    named = tables.rows("citations")["subject_table"].unique().sort().to_list()
    return [tables[name] for name in named if name in tables and tables[name].table.key]


def _cited_columns(tables: Tables, citations: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """For each cited column its citations, and its cells: `subject_id` and `cell`, of a repeated key the first.
    Column by column, for all cells of a large package at once would be too many."""
    for frame in _cited(tables):
        of_table = citations.filter(pl.col("subject_table") == frame.table.name)
        keys = frame.text.select(subject_id=key(frame))
        for name in of_table["field"].unique().sort():
            if name in frame.table.columns:
                cells = keys.with_columns(frame.text[name].alias("cell"))
                yield of_table.filter(pl.col("field") == name), _once(cells)


def _once(cells: pl.DataFrame) -> pl.DataFrame:
    if cells["subject_id"].n_unique() == cells.height:
        return cells
    return cells.unique("subject_id", keep="first", maintain_order=True)


def _of_empty(citations: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    empty = cells.filter(pl.col("cell").is_null())
    return citations.join(empty, on="subject_id", how="semi").select(*LINES)


def _child_lists(tables: Tables, parent: str) -> list[str]:
    """The lists of a row that stand in a child table: `actors` of policies in policy_actors."""
    children = [table.name for table in tables.known.values() if any(other == parent for _, other, _ in references(table))]
    return [one for one in CHILD_LISTS if any(name.endswith(f"_{one}") for name in children)]
