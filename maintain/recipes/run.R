# Runs the loader and each recipe, and writes its `answer` to a folder: Rscript run.R LOADER FOLDER RECIPE …
arguments <- commandArgs(trailingOnly = TRUE)
source(arguments[1], encoding = "UTF-8")
for (script in arguments[-(1:2)]) {
  recipe <- new.env(parent = globalenv())
  tryCatch(source(script, local = recipe, encoding = "UTF-8"), error = function(e) {
    message(basename(dirname(script)), "/recipe.R: ", conditionMessage(e))
    quit(status = 1)
  })
  readr::write_csv(recipe$answer, file.path(arguments[2], paste0(basename(dirname(script)), ".csv")), na = "", progress = FALSE)
}
