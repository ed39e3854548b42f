# One-sided p-values of "the true value is the limit or more":
#   Rscript tests/ref/alarm.R > tests/ref/alarm.csv
# a, b: successes and studies, or AUC and its standard error
cat("# ", R.version.string, ", pbinom, prop.test(alternative = \"less\", correct = FALSE), pnorm on the logit scale: tests/ref/alarm.R\n", sep = "")
cat("method,a,b,limit,p\n")
for (r in list(c(8, 10, .9), c(40, 60, .85), c(0, 5, .5), c(150, 200, .8), c(70, 100, .9), c(17, 20, .9), c(59, 60, .99)))
    for (m in c("clopper-pearson", "wilson")) {
        p <- if (m == "wilson") suppressWarnings(prop.test(r[1], r[2], r[3], "less", correct = FALSE)$p.value) else pbinom(r[1], r[2], r[3])
        cat(sprintf("%s,%g,%g,%g,%.15g\n", m, r[1], r[2], r[3], p))
    }
for (r in list(c(.8, .04, .85), c(.9, .02, .95), c(.6, .1, .9), c(.97, .01, .98)))
    cat(sprintf("logit,%g,%g,%g,%.15g\n", r[1], r[2], r[3], pnorm((qlogis(r[1]) - qlogis(r[3])) * r[1] * (1 - r[1]) / r[2])))
