# Bootstrap intervals of the AUC of the 40-study fixture, from the definitions:
#   Rscript tests/ref/bootstrap-f40.R > tests/ref/bootstrap-f40.csv
# boot::boot.ci(type = "bca") is no reference here: it pools the influence values of
# both classes as if they were one sample, and its quantiles are not of type 7.
score <- c(0.70, 0.35, 0.87, 0.81, 0.13, 0.13, 0.71, 0.05, 0.21, 0.10, 0.39, 0.52, 0.16,
           0.29, 0.40, 0.18, 0.56, 0.63, 0.78, 0.28, 0.80, 0.24, 0.26, 0.33, 0.76, 0.35,
           0.10, 0.27, 0.25, 0.13, 0.89, 0.79, 0.87, 0.94, 0.83, 0.78, 0.20, 0.20, 0.24,
           0.50)
is_pos <- rep(c(1, 0, 1, 0, 1, 0), c(4, 12, 6, 8, 6, 4)) == 1
x <- score[is_pos]
y <- score[!is_pos]
m <- length(x)
n <- length(y)
psi <- function(x, y) outer(x, y, function(a, b) (a > b) + 0.5 * (a == b))
auc_and_error <- function(x, y) {
    won <- psi(x, y)
    c(mean(won), sqrt(var(rowMeans(won)) / m + var(colMeans(won)) / n))
}

set.seed(1)
drawn <- replicate(200000, auc_and_error(sample(x, m, TRUE), sample(y, n, TRUE)))
estimate <- auc_and_error(x, y)
auc <- estimate[1]
t <- drawn[1, ]
tails <- c(0.025, 0.975)

own <- rowMeans(psi(x, y)) - auc
other <- colMeans(psi(x, y)) - auc
a <- (sum(own^3) / m^3 + sum(other^3) / n^3) /
    (6 * (sum(own^2) / m^2 + sum(other^2) / n^2)^1.5)
z0 <- qnorm(mean(t < auc - 1e-12) + mean(abs(t - auc) < 1e-12) / 2)
levels <- pnorm(z0 + (z0 + qnorm(tails)) / (1 - a * (z0 + qnorm(tails))))

good <- t > 0 & t < 1 & drawn[2, ] > 0
scaled <- ((qlogis(t) - qlogis(auc)) / (drawn[2, ] / (t * (1 - t))))[good]
spread <- estimate[2] / (auc * (1 - auc))

cat("# ", R.version.string, ": Rscript tests/ref/bootstrap-f40.R; 200,000 replicates\n",
    "method,low,high\n", sep = "")
show <- function(method, limits)
    cat(method, sprintf("%.6f", limits), sep = ",", fill = TRUE)
show("percentile", quantile(t, tails))
show("basic", 2 * auc - quantile(t, rev(tails)))
show("studentized", plogis(qlogis(auc) - quantile(scaled, rev(tails)) * spread))
show("bca", quantile(t, levels))
