# Paired differences of AUCs by pROC, with patients from Obuchowski's definition:
#   Rscript tests/ref/auc-paired.R > tests/ref/auc-paired.csv
# In the source tree. "size" is the number of consecutive rows that make a patient, 0 none; F40 has its own.
suppressMessages(library(pROC))
asah <- read.csv("data/samples/asah.csv"); asah$label <- as.integer(asah$outcome == "Poor")
f40 <- read.csv("data/samples/fixture40.csv")
ovarian <- read.csv("tests/ref/ovarian.csv", comment.char = "#")
psi <- function(x, y) (sign(outer(x, y, "-")) + 1) / 2
# Sums of placements, less their expectation, by patient.
sums <- function(score, label, patient) {
    p <- psi(score[label == 1], score[label == 0]); a <- mean(p); ids <- unique(patient)
    list(a = a,
         pos = sapply(ids, function(i) sum((rowMeans(p) - a)[patient[label == 1] == i])),
         neg = sapply(ids, function(i) sum((colMeans(p) - a)[patient[label == 0] == i])))
}
obuchowski <- function(d, a, b, patient) {
    x <- sums(d[[a]], d$label, patient); y <- sums(d[[b]], d$label, patient)
    pos <- x$pos - y$pos; neg <- x$neg - y$neg
    m <- sum(d$label == 1); n <- sum(d$label == 0); i <- length(unique(patient))
    i10 <- length(unique(patient[d$label == 1])); i01 <- length(unique(patient[d$label == 0]))
    variance <- i10 / (i10 - 1) * sum(pos^2) / m^2 + i01 / (i01 - 1) * sum(neg^2) / n^2 +
        2 * i / (i - 1) * sum(pos * neg) / (m * n)
    z <- (x$a - y$a) / sqrt(variance); df <- min(i10, i01) - 1
    c(x$a - y$a, z, 2 * pt(-abs(z), df), x$a - y$a + c(-1, 1) * qt(0.975, df) * sqrt(variance), df)
}
delong <- function(d, a, b) {
    r <- lapply(c(a, b), function(x) roc(d$label, d[[x]], levels = c(0, 1), direction = "<"))
    t <- roc.test(r[[1]], r[[2]], method = "delong", paired = TRUE)
    z <- t$statistic; difference <- as.numeric(auc(r[[1]]) - auc(r[[2]]))
    c(difference, z, t$p.value, difference + c(-1, 1) * qnorm(0.975) * difference / z, Inf)
}
cat("# pROC ", as.character(packageVersion("pROC")), ", ", R.version.string, ": Rscript tests/ref/auc-paired.R\n", sep = "")
cat("data,size,a,b,difference,statistic,p,low,high,df\n")
show <- function(name, size, a, b, numbers)
    cat(name, size, a, b, sprintf("%.15g", numbers), sep = ",", fill = 400)
for (p in list(c("s100b", "wfns"), c("s100b", "ndka"), c("wfns", "ndka"))) {
    show("asah", 0, p[1], p[2], delong(asah, p[1], p[2]))
    for (size in c(2, 4))
        show("asah", size, p[1], p[2], obuchowski(asah, p[1], p[2], (seq_len(nrow(asah)) - 1) %/% size))
}
for (p in list(c("alb", "kg"), c("tp", "kg"), c("alb", "tp")))
    show("ovarian", 0, p[1], p[2], delong(ovarian, p[1], p[2]))
show("f40", 0, "score", "score2", delong(f40, "score", "score2"))
show("f40", 1, "score", "score2", obuchowski(f40, "score", "score2", f40$patient))
