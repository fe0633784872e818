yearbook = pd.read_csv("yearbook.csv", dtype=str).assign(region_id=lambda rows: "CN-" + rows["code"])
policies = read("policies_wide").groupby("province_id").agg(policies=("policy_id", "count"))
regions = read("regions")[["region_id", "name_en"]]
answer = (
    yearbook.merge(regions, on="region_id", how="left")
    .merge(policies, left_on="region_id", right_index=True, how="left")
    .sort_values("code")[["code", "name_en", "invented_value", "policies"]]
)
answer["policies"] = answer["policies"].astype("Int64")
