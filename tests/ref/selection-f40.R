# Optimism of thresholds chosen and judged on the 40-study fixture, from the definitions:
#   Rscript tests/ref/selection-f40.R > tests/ref/selection-f40.csv
# Choose in the replicate, judge there and on the original: the difference is the
# optimism; its mean and standard deviation over replicates.
f40 <- read.csv("data/samples/fixture40.csv")
b <- 40000

rates <- function(score, label, t)
    c(se = mean(score[label == 1] >= t), sp = mean(score[label == 0] < t))

candidates <- function(score) c(Inf, sort(unique(score), decreasing = TRUE))

choose <- function(score, label, rule) {
    t <- candidates(score)
    x <- score[label == 1]
    y <- score[label == 0]
    se <- sapply(t, function(t) mean(x >= t))
    sp <- sapply(t, function(t) mean(y < t))
    flags <- sapply(t, function(t) mean(score >= t))
    switch(rule,
           youden = t[which(se + sp > max(se + sp) - 1e-9)[1]],
           sens90 = t[which(se > 0.9 - 1e-9)[1]],
           spec90 = t[max(which(sp > 0.9 - 1e-9))],
           flags40 = t[max(which(flags < 0.4 + 1e-9))],
           cost5 = {
               value <- se - 1.8 * (1 - sp)
               t[which(value > max(value) - 1e-9)[1]]
           })
}

draw_studies <- function() {
    pos <- which(f40$label == 1)
    neg <- which(f40$label == 0)
    c(sample(pos, replace = TRUE), sample(neg, replace = TRUE))
}

# Two strata: patients with a study with the finding, and the others.
with <- unique(f40$patient[f40$label == 1])
without <- setdiff(unique(f40$patient), with)
rows_of <- split(seq_len(nrow(f40)), f40$patient)
draw_patients <- function() {
    who <- c(sample(with, replace = TRUE), sample(without, replace = TRUE))
    unlist(rows_of[who])
}

set.seed(1)
cat("# ", R.version.string, ": Rscript tests/ref/selection-f40.R; ", format(b, big.mark = ","),
    " replicates\n", sep = "")
cat("unit,rule,replicates,se_mean,se_sd,sp_mean,sp_sd,youden_mean,youden_sd\n")
rules <- c("youden", "sens90", "spec90", "flags40", "cost5")
for (unit in c("study", "patient")) {
    draw <- if (unit == "study") draw_studies else draw_patients
    optimism <- array(NA, c(b, length(rules), 3))
    for (i in seq_len(b)) {
        rows <- draw()
        score <- f40$score[rows]
        label <- f40$label[rows]
        for (r in seq_along(rules)) {
            t <- choose(score, label, rules[r])
            d <- rates(score, label, t) - rates(f40$score, f40$label, t)
            optimism[i, r, ] <- c(d, sum(d))
        }
    }
    for (r in seq_along(rules))
        cat(paste(c(unit, rules[r], b,
                    sprintf("%.6f,%.6f", colMeans(optimism[, r, ]),
                            apply(optimism[, r, ], 2, sd))), collapse = ","), "\n", sep = "")
}
