answer = (
    read("contested")
    .filter(pl.col("subject_table") == "policies", pl.col("field").str.ends_with("_date"))
    .sort("subject_id", "field", "citation_id")
    .select("subject_id", "field", "kept_value", "contradicting_value", "publisher", "supporting_source_count")
)
