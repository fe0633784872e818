answer = (
    pl.read_csv("changes.csv", infer_schema=False)
    .group_by("table", "change", "revision_kind")
    .agg(lines=pl.len(), rows=pl.col("record").n_unique())
    .sort("table", "change", "revision_kind")
)
