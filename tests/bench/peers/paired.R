# Difference of two AUCs on the same studies with pROC's stratified bootstrap.
#
#   paired.R FILE REPLICATES
suppressMessages({
    library(pROC)
    library(data.table)
})
setDTthreads(1)
args <- commandArgs(TRUE)
d <- fread(args[1], select = c("probability", "probability2", "label"))
set.seed(1)
curve <- function(score) {
    roc(d$label, score, levels = c(0, 1), direction = "<", quiet = TRUE)
}
first <- curve(d$probability)
second <- curve(d$probability2)
test <- roc.test(second, first, method = "bootstrap", boot.n = as.integer(args[2]),
                 progress = "none")
cat(sprintf("auc_difference %.12f NA NA\n", second$auc - first$auc))
