cited = read("citations").merge(read("sources")[["source_id", "tier"]], on="source_id")
cited = cited[cited["verdict"] != "contradicts"].assign(weak=lambda rows: rows["tier"].isin(["industry", "aggregator"]))
fact = ["subject_table", "subject_id", "field"]
facts = cited.groupby(fact, as_index=False).agg(sources=("source_id", "nunique"), weak=("weak", "all"))
facts["alone"] = (facts["sources"] == 1) & facts["weak"]
answer = facts.groupby(["subject_table", "field"], as_index=False).agg(
    facts=("alone", "size"), on_one_weak_source=("alone", "sum")
)
answer["percent"] = (100 * answer["on_one_weak_source"] / answer["facts"]).round(1)
