# Logistic recalibration by glm of the sets of scores.csv that are probabilities, and of fixture40:
#   Rscript tests/ref/calibration.R > tests/ref/calibration.csv
one <- function(set, y, p) {
    x <- qlogis(pmin(pmax(p, 1e-6), 1 - 1e-6))
    control <- glm.control(epsilon = 1e-14, maxit = 100)
    a <- glm(y ~ offset(x), binomial, control = control)
    b <- glm(y ~ x, binomial, control = control)
    # Again from where it ended: glm's standard errors are those of the step before.
    a <- glm(y ~ offset(x), binomial, start = coef(a), control = control)
    b <- glm(y ~ x, binomial, start = coef(b), control = control)
    oe <- sum(y) / sum(p)
    cat(set, sprintf("%.15g", c(coef(a), sqrt(vcov(a)), coef(b), sqrt(vcov(b)[2, 2]),
        oe, oe * exp(c(-1, 1) * qnorm(.975) * sqrt((1 - mean(y)) / sum(y))))), sep = ",")
    cat("\n")
}
cat("# ", R.version.string, ", glm(binomial): tests/ref/calibration.R\n", sep = "")
cat("set,in_the_large,in_the_large_se,intercept,slope,slope_se,oe,oe_low,oe_high\n")
f <- read.csv("data/samples/fixture40.csv")
one("f40", f$label, f$score)
s <- read.csv("tests/ref/scores.csv", comment.char = "#")
for (set in c("fine", "few", "grades", "reversed", "large")) one(set, s$label[s$set == set], s$score[s$set == set])
