# Rscript partial-auc.R < scores.csv > partial-auc.csv
suppressMessages(library(pROC))
d <- read.csv(file("stdin"), comment.char = "#")
cat("# pROC ", as.character(packageVersion("pROC")), ", R ", as.character(getRversion()),
    ": auc(partial.auc, partial.auc.focus), raw and with partial.auc.correct\n", sep = "")
cat("set,axis,low,high,area,mcclish\n")
windows <- list(c(0, .1), c(0, .2), c(.1, .35), c(.8, 1), c(.05, .06), c(0, 1))
for (set in c("fine", "grades", "few", "large", "tied", "reversed")) {
  s <- d[d$set == set, ]
  r <- roc(s$label, s$score, levels = c(0, 1), direction = "<", quiet = TRUE)
  for (axis in c("fpr", "tpr")) for (w in windows) {
    range <- if (axis == "fpr") 1 - w else rev(w)
    one <- function(correct) as.numeric(auc(r, partial.auc = range,
      partial.auc.focus = if (axis == "fpr") "specificity" else "sensitivity",
      partial.auc.correct = correct, allow.invalid.partial.auc.correct = TRUE))
    cat(sprintf("%s,%s,%g,%g,%.17g,%.17g\n", set, axis, w[1], w[2], one(FALSE), one(TRUE)))
  }
}
