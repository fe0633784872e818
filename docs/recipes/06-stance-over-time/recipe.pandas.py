policies = read("policies_wide")
dated = policies[policies["policy_year"].notna() & (policies["legal_status"] != "draft")]
counts = pd.crosstab(dated["policy_year"], dated["stance"])
answer = counts.reindex(columns=["promote", "regulate", "restrict", "inform"], fill_value=0).reset_index()
