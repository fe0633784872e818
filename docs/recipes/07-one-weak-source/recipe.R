cited <- merge(subset(read("citations"), verdict != "contradicts"), read("sources")[c("source_id", "tier")], by = "source_id")
cited$strong <- !cited$tier %in% c("industry", "aggregator")
facts <- aggregate(
  cbind(sources = source_id, strong) ~ subject_table + subject_id + field,
  transform(cited, source_id = 1), sum
)
facts$alone <- facts$sources == 1 & facts$strong == 0
answer <- aggregate(cbind(facts = 1, on_one_weak_source = alone) ~ subject_table + field, facts, sum)
answer$percent <- round(100 * answer$on_one_weak_source / answer$facts, 1)
answer <- answer[order(answer$subject_table, answer$field, method = "radix"), ]
