targets = read("policy_targets")
goals = targets[(targets["target_kind"] == "goal") & targets["metric"].str.contains("firms") & (targets["unit"] == "count")]
policies = read("policies_wide")[["policy_id", "region_name_en", "legal_status", "policy_year"]]
answer = goals.merge(policies, on="policy_id").sort_values(["metric", "policy_id", "target_seq"])
for column in ("value_low", "value_high", "due_year", "policy_year"):
    answer[column] = answer[column].astype(float)
answer["years"] = answer["due_year"] - answer["policy_year"] + 1
answer["firms_a_year"] = (answer["value_low"] / answer["years"]).round(2)
answer = answer[
    ["metric", "policy_id", "target_seq", "region_name_en", "legal_status", "value_low", "value_high", "years", "firms_a_year"]
]
