# Intervals from replicates that can be written down, from the definitions:
#   Rscript tests/ref/bca.R > tests/ref/bca.csv
# law "power": x_i = (i/(n+1))^p, i = 1..n; law "ties": the same, rounded down to 1/20.
replicates <- function(law, n, p) {
    x <- (seq_len(n) / (n + 1))^p
    if (law == "ties") floor(20 * x) / 20 else x
}
bca <- function(x, estimate, a, confidence) {
    z0 <- qnorm(mean(x < estimate) + mean(x == estimate) / 2)
    z <- qnorm((1 + c(-1, 1) * confidence) / 2)
    quantile(x, pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))), type = 7)
}
# Standard errors of the replicates in the studentized limits: 0.05 + x (1 - x) / 4.
studentized <- function(x, estimate, error, confidence) {
    scaled <- (qlogis(x) - qlogis(estimate)) / ((0.05 + x * (1 - x) / 4) / (x * (1 - x)))
    tails <- (1 + c(1, -1) * confidence) / 2
    plogis(qlogis(estimate) -
           quantile(scaled, tails, type = 7) * error / (estimate * (1 - estimate)))
}

cat("# ", R.version.string, ": Rscript tests/ref/bca.R\n",
    "method,law,n,power,estimate,parameter,confidence,low,high\n", sep = "")
show <- function(method, law, n, p, estimate, parameter, confidence, limits)
    cat(method, law, n, p, sprintf("%.17g", c(estimate, parameter, confidence, limits)),
        sep = ",", fill = 200)
for (n in c(10, 200, 1999, 2000))
    for (law in c("power", "ties"))
        for (p in c(0.5, 1, 3))
            for (confidence in c(0.8, 0.95, 0.99)) {
                x <- replicates(law, n, p)
                for (a in c(-0.05, 0, 0.12))
                    for (estimate in c(0.3, 0.5, 0.55))
                        show("bca", law, n, p, estimate, a, confidence,
                             bca(x, estimate, a, confidence))
                show("percentile", law, n, p, 0, 0, confidence,
                     quantile(x, (1 + c(-1, 1) * confidence) / 2, type = 7))
                if (law == "power")
                    show("studentized", law, n, p, 0.4, 0.1, confidence,
                         studentized(x, 0.4, 0.1, confidence))
            }
