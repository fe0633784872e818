days = ["2018-12-31", "2019-12-31", "2020-06-30", "2020-12-31", "2021-12-31", "2023-12-31"]
endings = {4: "-12-31", 7: "-31", 10: ""}
sources = read("sources").dropna(subset=["published_date"])
sources["latest"] = sources["published_date"] + sources["published_date"].str.len().map(endings)
cited = read("citations").merge(sources[["source_id", "latest"]], on="source_id")
cited = cited[(cited["subject_table"] == "policies") & (cited["verdict"] != "contradicts")]
first = cited.groupby("subject_id")["latest"].min()
answer = pd.DataFrame({"day": days, "policies_known": [int((first <= day).sum()) for day in days]})
