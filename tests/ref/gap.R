# Largest difference between levels, from binom.test, prop.test and logit limits of given standard errors:
#   Rscript tests/ref/gap.R > tests/ref/gap.csv
wilson <- function(x, k, conf) suppressWarnings(prop.test(x, k, conf.level = conf, correct = FALSE)$conf.int)
exact <- function(x, k, conf) binom.test(x, k, conf.level = conf)$conf.int
logit <- function(a, se, conf) plogis(qlogis(a) + c(-1, 1) * qnorm((1 + conf) / 2) * se / (a * (1 - a)))
gap <- function(value, limits, conf, r) {
    n <- length(value)
    largest <- function(conf, side) {
        l <- sapply(seq_len(n), function(i) limits(i, conf))
        max(outer(seq_len(n), seq_len(n), Vectorize(function(i, j) {
            if (i == j) return(-Inf)
            x <- if (side < 0) value[i] - l[1, i] else l[2, i] - value[i]
            y <- if (side < 0) l[2, j] - value[j] else value[j] - l[1, j]
            value[i] - value[j] + side * sqrt(x^2 + y^2 - 2 * r * x * y)
        })))
    }
    c(max(value) - min(value), max(0, largest(1 - (1 - conf) / (n * (n - 1)), -1)), largest(conf, 1))
}
sets <- list(
    list(c(8, 5), c(10, 12)), list(c(50, 40, 58), c(60, 60, 60)), list(c(10, 12, 20), c(10, 14, 50)),
    list(c(180, 150, 199, 170, 120), c(200, 180, 200, 200, 200)), list(c(30, 30, 30), c(40, 40, 40)))
aucs <- list(list(c(.9, .8), c(.03, .05)), list(c(.95, .85, .7, .88), c(.02, .03, .05, .04)))
cat("# ", R.version.string, ", stats: tests/ref/gap.R\n", sep = "")
cat("method,a,b,confidence,r,estimate,low,high\n")
row <- function(method, a, b, conf, r, g)
    cat(paste(method, paste(a, collapse = " "), paste(b, collapse = " "), conf, r,
              sprintf("%.15g,%.15g,%.15g", g[1], g[2], g[3]), sep = ","), "\n", sep = "")
for (conf in c(.9, .95)) for (r in c(0, .3)) {
    for (s in sets) {
        x <- s[[1]]; k <- s[[2]]
        row("wilson", x, k, conf, r, gap(x / k, function(i, c) wilson(x[i], k[i], c), conf, r))
        row("clopper-pearson", x, k, conf, r, gap(x / k, function(i, c) exact(x[i], k[i], c), conf, r))
    }
    for (s in aucs) row("logit", s[[1]], s[[2]], conf, r, gap(s[[1]], function(i, c) logit(s[[1]][i], s[[2]][i], c), conf, r))
}
