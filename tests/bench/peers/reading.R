# Two columns read by data.table, one thread; nothing is computed but a count.
#
#   reading.R FILE
suppressMessages(library(data.table))
setDTthreads(1)
d <- fread(commandArgs(TRUE)[1], select = c("probability", "label"))
cat("rows", nrow(d), "\n")
