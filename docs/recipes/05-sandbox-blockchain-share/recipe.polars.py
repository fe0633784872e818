known = pl.col("yes") + pl.col("no")
answer = (
    read("pilots_wide")
    .filter(pl.col("pilot_type") == "sandbox_application", pl.col("region_id").is_not_null())
    .group_by("region_id", "region_name_en")
    .agg((pl.col("uses_blockchain") == one).sum().alias(one) for one in ("yes", "no", "unknown"))
    .with_columns(percent_yes=pl.when(known > 0).then((100 * pl.col("yes") / known).round(1)))
    .sort("region_id")
)
