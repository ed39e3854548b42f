# AUC and its DeLong interval with pROC, the two columns read by data.table.
#
#   delong.R FILE
suppressMessages({
    library(pROC)
    library(data.table)
})
setDTthreads(1)
d <- fread(commandArgs(TRUE)[1], select = c("probability", "label"))
r <- roc(d$label, d$probability, levels = c(0, 1), direction = "<", quiet = TRUE)
ci <- ci.auc(r, method = "delong")
cat(sprintf("auc %.12f %.6f %.6f\n", r$auc, ci[1], ci[3]))
