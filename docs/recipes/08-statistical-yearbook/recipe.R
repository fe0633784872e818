yearbook <- read_csv("yearbook.csv", col_types = cols(.default = "c"))
yearbook$region_id <- paste0("CN-", yearbook$code)
policies <- as.data.frame(table(region_id = read("policies_wide")$province_id), responseName = "policies")
answer <- merge(yearbook, read("regions")[c("region_id", "name_en")], by = "region_id", all.x = TRUE)
answer <- merge(answer, policies, by = "region_id", all.x = TRUE)
answer <- answer[order(answer$code, method = "radix"), c("code", "name_en", "invented_value", "policies")]
