"""Rules on citations: that they point at something, and that nothing required lacks one.

Enters: citations and the tables that they cite; a schema lists under `evidence` the columns
(or `row`) that need a citation. Leaves: faults.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from validate.evidence import SUPPORTS, WHOLE_ROW, child_lists
from validate.references import references
from validate.relations.faults import Faults, key, rule, table_rule
from validate.relations.frames import Frame, Tables

CATEGORIES = pl.Categorical()
PLACES = {"line": pl.UInt32, "subject_table": pl.String, "subject_id": pl.String}


@table_rule("citation-subject", needs=("citations",))
def citation_subject(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A citation is of a row that exists."""
    if not frame.table.key:
        return
    failing = _citations_of(frame, tables).filter(pl.col("row").is_null())
    yield Faults("citations", "subject_id", failing.select("line", subject_file=pl.lit(frame.table.file)))


@rule("citation-field", needs=("citations",))
def citation_field(tables: Tables) -> Iterator[Faults]:
    """A citation is of the row, of a column of its table, or of a list in a child table."""
    allowed = [
        (table.name, one)
        for table in tables.known.values()
        for one in (WHOLE_ROW, *table.columns, *_child_lists(tables, table.name))
    ]
    places = pl.DataFrame(allowed, schema=["subject_table", "field"], orient="row")
    stated = _all_citations(tables).select("subject_table", "field").unique().cast(pl.String)
    of_known = stated.filter(pl.col("subject_table").is_in(list(tables.known)))
    wrong = of_known.join(places, on=["subject_table", "field"], how="anti")
    if not wrong.is_empty():
        citations = tables.rows("citations").join(wrong, on=["subject_table", "field"], how="semi")
        yield Faults("citations", "field", citations.select("line", "subject_table"))


@table_rule("citation-of-empty", needs=("citations",))
def citation_of_empty(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A citation is of a cell that is filled."""
    failing = [
        citations.filter(frame.text[name].is_null().gather(citations["row"])) for name, citations in _by_column(frame, tables)
    ]
    named = [
        one.select("line", subject_table=pl.lit(frame.table.name), subject_id=_keys(frame).gather(one["row"]))
        for one in failing
        if not one.is_empty()
    ]
    yield Faults("citations", "field", pl.concat([pl.DataFrame(schema=PLACES), *named]))


@rule("contradiction-stated", needs=("citations",))
def contradiction_stated(tables: Tables) -> Iterator[Faults]:
    """A source that contradicts says what it states instead."""
    silent = (pl.col("verdict") == "contradicts") & pl.col("value_as_stated").is_null()
    yield Faults("citations", "value_as_stated", _all_citations(tables).filter(silent).select("line"))


@table_rule("contradiction-differs", needs=("citations",))
def contradiction_differs(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """What a contradicting source states is not what the cell holds."""
    stated = _all_citations(tables).filter(pl.col("verdict") == "contradicts").select("line", "value_as_stated")
    for name, citations in _by_column(frame, tables):
        contradicting = citations.filter(pl.col("verdict") == "contradicts")
        cells = contradicting.with_columns(stated=frame.text[name].gather(contradicting["row"]))
        same = cells.join(stated, on="line").filter(pl.col("value_as_stated") == pl.col("stated"))
        yield Faults("citations", "verdict", same.select("line", "stated"))


@table_rule("evidence", needs=("citations",))
def evidence(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """Each filled cell that needs evidence has a citation that states or implies it."""
    required = frame.table.schema["evidence"]
    if not frame.table.key:
        return
    support = _citations_of(frame, tables).filter(pl.col("verdict").is_in(SUPPORTS))
    for name in required:
        column = frame.table.key[0] if name == "row" else name
        cited = support.filter(pl.col("field") == name)["row"].drop_nulls()
        is_cited = pl.repeat(False, frame.text.height, eager=True).scatter(cited, True).gather(_places(frame))
        filled = frame.text[column].is_not_null() | (name == "row")
        yield Faults(frame.table.name, column, frame.text.filter(filled & ~is_cited).select("line", cited=pl.lit(name)))


@lru_cache(maxsize=1)
def _all_citations(tables: Tables) -> pl.DataFrame:
    """What the rules here need of the citations; there may be millions, so words that come again are categories."""
    words = pl.col("subject_table", "field", "verdict").cast(CATEGORIES)
    return tables.text("citations").select("line", "subject_id", words, "value_as_stated")


@lru_cache(maxsize=1)
def _citations_of(frame: Frame, tables: Tables) -> pl.DataFrame:
    """The citations of a table: `line`, `field`, `verdict`, and the `row` of the table that has the
    key, of a repeated key the first; null if there is none."""
    citations = _all_citations(tables).filter(pl.col("subject_table") == frame.table.name)
    rows = pl.DataFrame({"subject_id": _keys(frame), "row": _places(frame)}).filter(pl.col("row") == pl.int_range(pl.len()))
    return citations.join(rows, on="subject_id", how="left").select("line", "field", "verdict", "row")


def _by_column(frame: Frame, tables: Tables) -> Iterator[tuple[str, pl.DataFrame]]:
    """The columns of a table that citations name, each with the citations of its cells."""
    known = _citations_of(frame, tables).drop_nulls("row")
    for (name,), citations in known.partition_by("field", as_dict=True).items():
        if name in frame.table.columns:
            yield name, citations


def _keys(frame: Frame) -> pl.Series:
    return frame.text.select(key(frame)).to_series() if frame.table.key else pl.Series(dtype=pl.String)


@lru_cache(maxsize=1)
def _places(frame: Frame) -> pl.Series:
    """The place of each row, of a row that repeats a key that of the first with it."""
    keys = _keys(frame).to_frame("key").with_row_index("place")
    if keys["key"].n_unique() < keys.height:
        keys = keys.with_columns(pl.col("place").first().over("key"))
    return keys["place"]


def _child_lists(tables: Tables, parent: str) -> list[str]:
    """The lists of a row that stand in a child table: `actors` of policies in policy_actors."""
    children = [table.name for table in tables.known.values() if any(other == parent for _, other, _ in references(table))]
    return child_lists(children)
