policies = read("policies_wide").select("policy_id", "region_name_en", "legal_status", "policy_year")
answer = (
    read("policy_targets")
    .filter(pl.col("target_kind") == "goal", pl.col("metric").str.contains("firms"), pl.col("unit") == "count")
    .join(policies, on="policy_id")
    .with_columns(pl.col("value_low", "value_high", "due_year", "policy_year").cast(pl.Float64))
    .with_columns(years=pl.col("due_year") - pl.col("policy_year") + 1)
    .with_columns(firms_a_year=(pl.col("value_low") / pl.col("years")).round(2))
    .sort("metric", "policy_id", "target_seq")
    .select(
        "metric",
        "policy_id",
        "target_seq",
        "region_name_en",
        "legal_status",
        "value_low",
        "value_high",
        "years",
        "firms_a_year",
    )
)
