counts = pl.col("has_dedicated", "has_plan").cast(pl.Int64)
answer = (
    read("region_year_panel")
    .with_columns(counts)
    .group_by("year")
    .agg(regions=pl.len(), with_dedicated=pl.col("has_dedicated").sum(), with_plan=pl.col("has_plan").sum())
    .with_columns(percent_dedicated=(100 * pl.col("with_dedicated") / pl.col("regions")).round(1))
    .sort("year")
)
