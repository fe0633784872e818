dated <- subset(read("policies_wide"), !is.na(policy_year) & legal_status != "draft")
counts <- table(dated$policy_year, factor(dated$stance, c("promote", "regulate", "restrict", "inform")))
answer <- data.frame(policy_year = rownames(counts), unclass(counts))
