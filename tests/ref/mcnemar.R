# McNemar's tests:
#   Rscript tests/ref/mcnemar.R > tests/ref/mcnemar.csv
cat("# ", R.version.string, ": Rscript tests/ref/mcnemar.R; binom.test, dbinom, mcnemar.test(correct = FALSE)\n", sep = "")
cat("b,c,exact,mid_p,chi_square,chi_square_p\n")
for (table in list(c(5, 0), c(0, 5), c(1, 1), c(1, 7), c(12, 2), c(3, 9), c(40, 60), c(500, 420), c(20000, 20300), c(0, 60),
                   c(1, 0), c(8, 7))) {
    b <- table[1]; c <- table[2]
    exact <- binom.test(b, b + c)$p.value
    mid_p <- if (b == c) 1 else exact - dbinom(b, b + c, 0.5)
    chi <- mcnemar.test(matrix(c(9, b, c, 9), 2), correct = FALSE)
    cat(b, c, sprintf("%.15g", c(exact, mid_p, chi$statistic, chi$p.value)), sep = ",", fill = 200)
}
