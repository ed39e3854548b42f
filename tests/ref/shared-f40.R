# Bootstrap of the difference score - score2 on F40, from the definitions:
#   Rscript tests/ref/shared-f40.R > tests/ref/shared-f40.csv
# Studies are resampled within their class; patients in two strata, those with a positive study and those without.
# BCa: z0 from the replicates, a from influences (placements less AUC, over the class) of studies or summed in patients.
d <- read.csv("data/samples/fixture40.csv"); set.seed(20261124); n_replicates <- 100000
psi <- function(x, y) (sign(outer(x, y, "-")) + 1) / 2
pos <- which(d$label == 1); neg <- which(d$label == 0)
kernel <- psi(d$score[pos], d$score[neg]) - psi(d$score2[pos], d$score2[neg])
influence <- numeric(nrow(d))
influence[pos] <- (rowMeans(kernel) - mean(kernel)) / length(pos)
influence[neg] <- (colMeans(kernel) - mean(kernel)) / length(neg)
weighted <- function(w) sum(kernel * outer(w[pos], w[neg])) / (sum(w[pos]) * sum(w[neg]))
with_pos <- unique(d$patient[pos]); without <- setdiff(unique(d$patient), with_pos)
draw <- list(
    function() tabulate(c(sample(pos, replace = TRUE), sample(neg, replace = TRUE)), nrow(d)),
    function() {
        times <- table(factor(c(sample(with_pos, replace = TRUE), sample(without, replace = TRUE)), unique(d$patient)))
        as.vector(times[d$patient])
    })
cat("# ", R.version.string, ": Rscript tests/ref/shared-f40.R; ", n_replicates, " replicates\n", sep = "")
cat("patients,method,acceleration,low,high,std_error\n")
for (patients in 0:1) {
    x <- replicate(n_replicates, weighted(draw[[patients + 1]]()))
    l <- if (patients) tapply(influence, d$patient, sum) else influence
    a <- sum(l^3) / (6 * sum(l^2)^1.5)
    z0 <- qnorm(mean(x < mean(kernel)) + mean(x == mean(kernel)) / 2); z <- qnorm(c(0.025, 0.975))
    levels <- list("bootstrap-percentile" = c(0.025, 0.975), "bootstrap-bca" = pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))))
    for (method in names(levels))
        cat(patients, method, sprintf("%.10g", c(a, quantile(x, levels[[method]]), sd(x))), sep = ",", fill = 200)
}
