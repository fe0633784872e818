dated = (
    read("policies_wide")
    .filter(pl.col("legal_status") != "draft", pl.col("province_id").is_not_null(), pl.col("policy_year").is_not_null())
    .with_columns(year=pl.col("policy_year").cast(pl.Int64))
)
answer = (
    dated.group_by("province_id", "province_name_en")
    .agg(
        first_mention_year=pl.col("year").min(),
        first_dedicated_year=pl.col("year").filter(pl.col("scope") == "dedicated").min(),
    )
    .filter(pl.col("first_dedicated_year").is_not_null())
    .with_columns(years=pl.col("first_dedicated_year") - pl.col("first_mention_year"))
    .sort("province_id")
)
