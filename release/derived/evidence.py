"""What the citations say of a row and of the rows that hang on it, as columns of a wide table.

Enters: frames. Leaves: a frame with the key and `citation_count`, `source_count`, `contradicted_fields`,
`best_source_tier`. Pure.
"""

import polars as pl

from release.derived.frames import SEPARATOR, Frames

TIERS = ("official", "state_media", "media", "industry", "aggregator", "data_package")  # the nearest to the facts first
AGAINST = "contradicts"


def evidence(frames: Frames, key: str, table: str, child: str) -> pl.DataFrame:
    """One row for each row of `table` that is cited, with the citations of its rows in `child` (`key#number`)."""
    rank = pl.col("tier").replace_strict(list(TIERS), range(len(TIERS)), default=len(TIERS) - 1)
    of_child = pl.concat_str(pl.lit(f"{child}#"), pl.col("subject_id").str.split("#").list.last(), pl.lit("."), "field")
    cited = (
        frames["citations"]
        .filter(pl.col("subject_table").is_in([table, child]))
        .join(frames["sources"].select("source_id", "tier"), on="source_id")
        .with_columns(
            pl.col("subject_id").str.split("#").list.first().alias(key),
            place=pl.when(pl.col("subject_table") == table).then("field").otherwise(of_child),
            rank=rank,
        )
    )
    against = pl.col("verdict") == AGAINST
    return cited.group_by(key).agg(
        citation_count=pl.len(),
        source_count=pl.col("source_id").n_unique(),
        contradicted_fields=pl.col("place").filter(against).unique().sort().str.join(SEPARATOR),
        best_source_tier=pl.col("rank").filter(~against).min().replace_strict(range(len(TIERS)), list(TIERS)),
    )
