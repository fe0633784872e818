provinces <- subset(read("regions"), level == "province")$region_id
rows <- subset(read("coverage"), region_id %in% provinces)
answer <- aggregate(regions ~ subject + state, transform(rows, regions = 1L), sum)
answer <- answer[order(answer$subject, answer$state, method = "radix"), ]
