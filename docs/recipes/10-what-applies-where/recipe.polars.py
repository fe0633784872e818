day = "2021-06-30"
answer = (
    read("jurisdiction_view")
    .join(read("policies_wide").select("policy_id", "title_en", "scope"), on="policy_id")
    .filter(
        pl.col("region_id") == "CN-430100",
        pl.col("scope") == "dedicated",
        (pl.col("from_latest") <= day) | (pl.col("from_basis") == "not_known"),
        (pl.col("until_earliest") >= day) | pl.col("until_basis").is_in(["open", "unknown"]),
    )
    .sort("policy_id")
    .select("policy_id", "title_en", "applies_as", "policy_region_id", "from_basis", "from_latest", "until_basis")
)
