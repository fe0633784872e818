days = ["2018-12-31", "2019-12-31", "2020-06-30", "2020-12-31", "2021-12-31", "2023-12-31"]
endings = pl.col("published_date").str.len_chars().replace_strict({4: "-12-31", 7: "-31", 10: ""})
sources = read("sources").drop_nulls("published_date").select("source_id", latest=pl.col("published_date") + endings)
first = (
    read("citations")
    .filter(pl.col("subject_table") == "policies", pl.col("verdict") != "contradicts")
    .join(sources, on="source_id")
    .group_by("subject_id")
    .agg(pl.col("latest").min())
)
answer = pl.DataFrame({"day": days, "policies_known": [first.filter(pl.col("latest") <= day).height for day in days]})
