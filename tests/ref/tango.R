# Tango's interval from the likelihood, maximised numerically for each assumed difference:
#   Rscript tests/ref/tango.R > tests/ref/tango.csv
statistic <- function(k, b, c, d) {
    range <- c(max(0, -d), (1 - d) / 2)
    term <- function(x, p) if (x == 0) 0 else x * log(max(0, p))
    log_likelihood <- function(q) term(b, q + d) + term(c, q) + term(k - b - c, 1 - 2 * q - d)
    q <- optimize(log_likelihood, range, maximum = TRUE, tol = 1e-13)$maximum
    # optimize never reaches the ends, where tables with empty cells have their maximum
    for (end in range) if (log_likelihood(end) >= log_likelihood(q)) q <- end
    (b - c - k * d) / sqrt(k * (2 * q + d * (1 - d)))
}
limit <- function(k, b, c, z, from) {
    estimate <- (b - c) / k
    if (abs(from - estimate) < 1e-9) return(from)
    uniroot(function(d) statistic(k, b, c, d) - sign(estimate - from) * z,
            sort(c(from + sign(estimate - from) * 1e-9, estimate + sign(from - estimate) * 1e-9)),
            tol = 1e-12)$root
}
cat("# ", R.version.string, ": Rscript tests/ref/tango.R\n", sep = "")
cat("k,b,c,confidence,low,high,noninferior_p\n")
for (table in list(c(24, 5, 0), c(16, 1, 1), c(21, 1, 7), c(50, 12, 2), c(30, 0, 0), c(12, 12, 0),
                   c(200, 3, 9), c(1000, 40, 60), c(10, 4, 6)))
    for (confidence in c(0.9, 0.95, 0.99)) {
        z <- qnorm((1 + confidence) / 2)
        k <- table[1]; b <- table[2]; c <- table[3]
        numbers <- c(confidence, limit(k, b, c, z, -1), limit(k, b, c, z, 1),
                     pnorm(statistic(k, b, c, -0.05), lower.tail = FALSE))
        cat(k, b, c, sprintf("%.10g", numbers), sep = ",", fill = 200)
    }
