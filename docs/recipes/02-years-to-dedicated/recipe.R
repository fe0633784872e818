policies <- read("policies_wide")
dated <- subset(policies, legal_status != "draft" & !is.na(province_id) & !is.na(policy_year))
dated$year <- as.integer(dated$policy_year)
first <- aggregate(cbind(first_mention_year = year) ~ province_id + province_name_en, dated, min)
dedicated <- aggregate(cbind(first_dedicated_year = year) ~ province_id, subset(dated, scope == "dedicated"), min)
answer <- merge(first, dedicated, by = "province_id")
answer$years <- answer$first_dedicated_year - answer$first_mention_year
answer <- answer[order(answer$province_id, method = "radix"), ]
