targets <- read("policy_targets")
goals <- subset(targets, target_kind == "goal" & grepl("firms", metric) & unit == "count")
policies <- read("policies_wide")[c("policy_id", "region_name_en", "legal_status", "policy_year")]
answer <- merge(goals, policies, by = "policy_id")
for (column in c("value_low", "value_high", "due_year", "policy_year")) answer[[column]] <- as.numeric(answer[[column]])
answer$years <- answer$due_year - answer$policy_year + 1
answer$firms_a_year <- round(answer$value_low / answer$years, 2)
answer <- answer[order(answer$metric, answer$policy_id, answer$target_seq, method = "radix"), c(
  "metric", "policy_id", "target_seq", "region_name_en", "legal_status", "value_low", "value_high", "years", "firms_a_year"
)]
