"""`contested`: a row for each citation that contradicts a cell, with the value that was kept and what is for it.

Enters: frames. Leaves: a frame. Pure. Citations for the whole row (`row`) count as being for each of its cells.
"""

import polars as pl

from release.derived.evidence import AGAINST, TIERS
from release.derived.frames import SEPARATOR, Frames, joined

KEYS = {  # of the tables that citations are about, as far as not the first column
    "pilot_events": ("pilot_id", "event_seq"),
    "policy_targets": ("policy_id", "target_seq"),
    "programme_batches": ("programme_id", "batch"),
}
LISTS = {  # what a citation calls a list in a table of its own: the table and the column
    ("policies", "actors"): ("policy_actors", "name_as_stated"),
    ("policies", "topics"): ("policy_topics", "topic"),
    ("pilot_applications", "actors"): ("pilot_actors", "name_as_stated"),
    ("pilot_applications", "technologies"): ("pilot_technologies", "technology"),
}
SUBJECT = ["subject_table", "subject_id"]


def derive(frames: Frames) -> pl.DataFrame:
    """The table, in no certain order."""
    cited = frames["citations"].join(frames["sources"].select("source_id", "publisher", "tier"), on="source_id")
    against = cited.filter(pl.col("verdict") == AGAINST)
    rows = against.join(_kept(frames, against), on=[*SUBJECT, "field"], how="left")
    rows = rows.join(_support(against, cited.filter(pl.col("verdict") != AGAINST)), on="citation_id", how="left")
    return rows.rename({"value_as_stated": "contradicting_value"}).with_columns(pl.col("supporting_source_count").fill_null(0))


def _support(against: pl.DataFrame, supporting: pl.DataFrame) -> pl.DataFrame:
    """For each contradiction: the sources for the cell, how good the best is, and what they state otherwise in words."""
    of_cell = pl.col("field_right").is_in(["row"]) | (pl.col("field_right") == pl.col("field"))
    pairs = against.select("citation_id", *SUBJECT, "field").join(supporting.drop("citation_id"), on=SUBJECT).filter(of_cell)
    rank = pl.col("tier").replace_strict(list(TIERS), range(len(TIERS)), default=len(TIERS) - 1)
    return pairs.group_by("citation_id").agg(
        supporting_source_count=pl.col("source_id").n_unique(),
        supporting_source_ids=pl.col("source_id").unique().sort().str.join(SEPARATOR),
        supporting_values=pl.col("value_as_stated").drop_nulls().unique().sort().str.join(SEPARATOR),
        best_supporting_tier=rank.min().replace_strict(range(len(TIERS)), list(TIERS)),
    )


def _kept(frames: Frames, against: pl.DataFrame) -> pl.DataFrame:
    """`subject_table`, `subject_id`, `field`, `kept_value`: the cells and lists that are contradicted."""
    found = [
        _list(frames, table, field) if (table, field) in LISTS else _cells(frames[table], table, field)
        for table, field in against.select("subject_table", "field").unique().sort("subject_table", "field").iter_rows()
        if (table, field) in LISTS or field in frames[table].columns
    ]
    empty = pl.DataFrame(schema=dict.fromkeys([*SUBJECT, "field", "kept_value"], pl.String))
    return pl.concat([empty, *found])


def _cells(rows: pl.DataFrame, table: str, field: str) -> pl.DataFrame:
    key = pl.concat_str(KEYS.get(table, rows.columns[:1]), separator="#")
    return rows.select(subject_table=pl.lit(table), subject_id=key, field=pl.lit(field), kept_value=pl.col(field))


def _list(frames: Frames, table: str, field: str) -> pl.DataFrame:
    child, column = LISTS[table, field]
    rows, key = frames[child], frames[child].columns[0]
    order = pl.col("actor_seq").cast(pl.Int64) if "actor_seq" in rows.columns else pl.col(column)
    lists = joined(rows.sort(key, order), key, kept_value=column)
    return lists.select(subject_table=pl.lit(table), subject_id=key, field=pl.lit(field), kept_value="kept_value")
