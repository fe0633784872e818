pilots = read("pilots_wide")
sandbox = pilots[(pilots["pilot_type"] == "sandbox_application") & pilots["region_id"].notna()]
uses = pd.crosstab([sandbox["region_id"], sandbox["region_name_en"]], sandbox["uses_blockchain"])
answer = uses.reindex(columns=["yes", "no", "unknown"], fill_value=0).reset_index().sort_values("region_id")
answer["percent_yes"] = (100 * answer["yes"] / (answer["yes"] + answer["no"])).round(1)
