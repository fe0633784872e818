day = "2021-06-30"
rows = read("jurisdiction_view").merge(read("policies_wide")[["policy_id", "title_en", "scope"]], on="policy_id")
begun = (rows["from_latest"] <= day) | (rows["from_basis"] == "not_known")
lasting = (rows["until_earliest"] >= day) | rows["until_basis"].isin(["open", "unknown"])
chosen = rows[(rows["region_id"] == "CN-430100") & (rows["scope"] == "dedicated") & begun & lasting]
answer = chosen.sort_values("policy_id")[
    ["policy_id", "title_en", "applies_as", "policy_region_id", "from_basis", "from_latest", "until_basis"]
]
