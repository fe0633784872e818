policies = read("policies_wide")
dated = policies[(policies["legal_status"] != "draft") & policies["province_id"].notna() & policies["policy_year"].notna()]
dated = dated.assign(year=dated["policy_year"].astype(int))
key = ["province_id", "province_name_en"]
first = dated.groupby(key, as_index=False).agg(first_mention_year=("year", "min"))
dedicated = (
    dated[dated["scope"] == "dedicated"].groupby("province_id", as_index=False).agg(first_dedicated_year=("year", "min"))
)
answer = first.merge(dedicated, on="province_id").sort_values("province_id")
answer["years"] = answer["first_dedicated_year"] - answer["first_mention_year"]
