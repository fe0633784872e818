panel <- read("region_year_panel")
time <- as.integer(panel$year) - as.integer(panel$first_plan_year)
panel$event_time <- ifelse(is.na(time), "never", sprintf("%+d", time))
panel$new_pilots <- as.integer(panel$new_pilots)
near <- panel[is.na(time) | abs(time) <= 3, ]
answer <- aggregate(cbind(region_years = 1, new_pilots) ~ event_time, near, sum)
answer$mean_new_pilots <- round(answer$new_pilots / answer$region_years, 3)
answer <- answer[order(answer$event_time, method = "radix"), ]
