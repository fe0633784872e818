sandbox <- subset(read("pilots_wide"), pilot_type == "sandbox_application" & !is.na(region_id))
uses <- table(sandbox$region_id, factor(sandbox$uses_blockchain, c("yes", "no", "unknown")))
answer <- data.frame(region_id = rownames(uses), unclass(uses))
answer <- merge(unique(sandbox[c("region_id", "region_name_en")]), answer, by = "region_id")
answer$percent_yes <- round(100 * answer$yes / (answer$yes + answer$no), 1)
answer$percent_yes[answer$yes + answer$no == 0] <- NA
answer <- answer[order(answer$region_id, method = "radix"), ]
