regions = read("regions")
provinces = regions.loc[regions["level"] == "province", ["region_id"]]
rows = read("coverage").merge(provinces, on="region_id")
answer = rows.groupby(["subject", "state"], as_index=False).agg(regions=("region_id", "count"))
