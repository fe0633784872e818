changes <- read_csv("changes.csv", col_types = cols(.default = "c"), na = character(), trim_ws = FALSE)
key <- c("table", "change", "revision_kind")
groups <- split(changes, changes[key], drop = TRUE)
answer <- do.call(rbind, lapply(groups, function(one) {
  data.frame(one[1, key], lines = nrow(one), rows = length(unique(one$record)))
}))
answer <- answer[order(answer$table, answer$change, answer$revision_kind, method = "radix"), ]
