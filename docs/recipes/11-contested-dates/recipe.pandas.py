rows = read("contested")
dates = rows[(rows["subject_table"] == "policies") & rows["field"].str.endswith("_date")]
answer = dates.sort_values(["subject_id", "field", "citation_id"])[
    ["subject_id", "field", "kept_value", "contradicting_value", "publisher", "supporting_source_count"]
]
