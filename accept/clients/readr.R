# Reads every table of the release in the current folder with its column types, and says what readr
# has against them. With a folder as argument it also writes the tables there as CSV files.
source("readr.R")
target <- commandArgs(trailingOnly = TRUE)
say <- function(table, what) cat(table, ": ", gsub("[[:space:]]+", " ", what), "\n", sep = "")

for (table in names(files)) {
  rows <- withCallingHandlers(
    tryCatch(read_table_of_release(table), error = function(e) say(table, conditionMessage(e))),
    warning = function(w) {
      say(table, conditionMessage(w))
      invokeRestart("muffleWarning")
    }
  )
  if (!is.data.frame(rows)) next
  problems <- readr::problems(rows)
  for (at in seq_len(nrow(problems))) {
    say(table, paste0("line ", problems$row[at], ": expected ", problems$expected[at], ", found ", problems$actual[at]))
  }
  if (length(target)) readr::write_csv(rows, file.path(target, paste0(table, ".csv")), na = "", progress = FALSE)
}
