# AUC with pROC's stratified percentile bootstrap.
#
#   bootstrap.R FILE REPLICATES
suppressMessages({
    library(pROC)
    library(data.table)
})
setDTthreads(1)
args <- commandArgs(TRUE)
d <- fread(args[1], select = c("probability", "label"))
set.seed(1)
r <- roc(d$label, d$probability, levels = c(0, 1), direction = "<", quiet = TRUE)
ci <- ci.auc(r, method = "bootstrap", boot.n = as.integer(args[2]), progress = "none")
cat(sprintf("auc %.12f %.6f %.6f\n", r$auc, ci[1], ci[3]))
