provinces = read("regions").filter(pl.col("level") == "province")
answer = (
    read("coverage")
    .join(provinces, on="region_id", how="semi")
    .group_by("subject", "state")
    .agg(regions=pl.len())
    .sort("subject", "state")
)
