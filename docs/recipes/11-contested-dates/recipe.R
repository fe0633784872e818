dates <- subset(read("contested"), subject_table == "policies" & endsWith(field, "_date"))
answer <- dates[
  order(dates$subject_id, dates$field, dates$citation_id, method = "radix"),
  c("subject_id", "field", "kept_value", "contradicting_value", "publisher", "supporting_source_count")
]
