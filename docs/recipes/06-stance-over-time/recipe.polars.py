answer = (
    read("policies_wide")
    .filter(pl.col("policy_year").is_not_null(), pl.col("legal_status") != "draft")
    .group_by("policy_year")
    .agg((pl.col("stance") == one).sum().alias(one) for one in ("promote", "regulate", "restrict", "inform"))
    .sort("policy_year")
)
