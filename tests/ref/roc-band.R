# Writes roc-band.csv: Rscript --vanilla roc-band.R
# Limits of the sensitivity at given false positive rates, of the percentile
# bootstrap of pROC::ci.se, on sets of scores.csv.
suppressPackageStartupMessages(library(pROC))

scores <- read.csv("scores.csv", comment.char = "#")
rates <- c(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
table <- do.call(rbind, lapply(c("large", "fine"), function(set) {
    data <- scores[scores$set == set, ]
    curve <- roc(data$label, data$score, levels = c(0, 1), direction = "<")
    set.seed(1)
    limits <- ci.se(curve, specificities = 1 - rates, boot.n = 20000,
        boot.stratified = TRUE, progress = "none")
    data.frame(set = set, fpr = rates, low = limits[, 1], high = limits[, 3])
}))
connection <- file("roc-band.csv", "w")
writeLines(paste0("# R ", getRversion(), ", pROC ", packageVersion("pROC"),
    ", set.seed(1), Rscript --vanilla roc-band.R"), connection)
write.csv(format(table, digits = 6), connection, row.names = FALSE, quote = FALSE)
close(connection)
