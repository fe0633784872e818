library(readr)

# A table of the release, every cell as text; an empty cell is the only null.
read <- function(table) {
  path <- Sys.glob(sprintf("*/%s.csv", table)) # in data/ or in derived/
  read_csv(path, col_types = cols(.default = "c"), na = "", trim_ws = FALSE, progress = FALSE)
}
