day <- "2021-06-30"
rows <- merge(read("jurisdiction_view"), read("policies_wide")[c("policy_id", "title_en", "scope")], by = "policy_id")
chosen <- subset(rows, region_id == "CN-430100" & scope == "dedicated" & (from_latest <= day | from_basis == "not_known") &
  (until_earliest >= day | until_basis %in% c("open", "unknown")))
answer <- chosen[
  order(chosen$policy_id, method = "radix"),
  c("policy_id", "title_en", "applies_as", "policy_region_id", "from_basis", "from_latest", "until_basis")
]
