# One-sided p-values of "the true value is the limit or more" by inverting intervals that are not a closed test's:
#   python3 tests/ref/alarm-inverted.py > tests/ref/alarm-inverted.csv
# ppv, npv: tables a = TP, b = FN, c = FP, d = TN at prevalence pi, MOVER-R (Donner & Zou 2012) on Clopper-Pearson's limits
# bca:      replicates (i/(n+1))^b, i = 1..a, estimate c, acceleration d
# tango:    of a pairs b right with the model only, c with the baseline only: normal tail of his statistic at the limit
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.stats import beta, norm

def cp(x, k, tail):
    return (beta.ppf(tail, x, k - x + 1) if x else 0., beta.ppf(1 - tail, x + 1, k - x) if x < k else 1.)

def ratio(a, al, au, b, bl, bu):
    low = (a * b - np.sqrt((a * b) ** 2 - al * (2 * a - al) * bu * (2 * b - bu))) / (bu * (2 * b - bu))
    high = (a * b + np.sqrt((a * b) ** 2 - au * (2 * a - au) * bl * (2 * b - bl))) / (bl * (2 * b - bl))
    return low, high

def upper_predictive(kind, tp, fn, fp, tn, pi, tail):
    pos, neg = tp + fn, fp + tn
    se, sp = cp(tp, pos, tail), cp(tn, neg, tail)
    if kind == "ppv": # rises with LR+
        lr = ratio(tp / pos, *se, fp / neg, 1 - sp[1], 1 - sp[0])[1]
        return pi * lr / (pi * lr + 1 - pi)
    lr = ratio(fn / pos, 1 - se[1], 1 - se[0], tn / neg, *sp)[0]
    return (1 - pi) / ((1 - pi) + pi * lr)

def upper_bca(n, power, estimate, a, tail):
    x = (np.arange(1, n + 1) / (n + 1)) ** power
    z0 = norm.ppf(np.mean(x < estimate) + np.mean(x == estimate) / 2)
    z = z0 + norm.isf(tail)
    return np.quantile(x, norm.cdf(z0 + z / (1 - a * z)))

def tango(k, b, c, null):
    B = -b - c + (2 * k - b + c) * null
    C = -c * null * (1 - null)
    q = (np.sqrt(max(0, B * B - 8 * k * C)) - B) / (4 * k)
    return norm.cdf((b - c - k * null) / np.sqrt(k * (2 * q + null * (1 - null))))

def invert(upper, limit):
    f = lambda t: upper(np.exp(t)) - limit
    return float(np.exp(brentq(f, np.log(1e-4), np.log(.4999), xtol=1e-14, rtol=1e-14)))

print(f"# scipy {scipy.__version__}, scipy.optimize.brentq: tests/ref/alarm-inverted.py")
print("kind,a,b,c,d,pi,limit,p")
for kind, a, b, c, d, pi, limit in (("ppv", 40, 10, 20, 80, .05, .25), ("ppv", 80, 20, 60, 140, .1, .27), ("ppv", 15, 25, 10, 40, .2, .5),
                                    ("npv", 30, 20, 30, 70, .1, .96), ("npv", 60, 30, 50, 100, .05, .985)):
    print(kind, a, b, c, d, pi, limit, "%.13g" % invert(lambda t: upper_predictive(kind, a, b, c, d, pi, t), limit), sep=",")
for n, power, estimate, a, limit in ((1999, 1, .5, .02, .95), (1999, .5, .7, -.03, .98), (1999, 3, .12, .05, .6), (9999, 1, .3, 0, .9)):
    print("bca", n, power, estimate, a, "", limit, "%.13g" % invert(lambda t: upper_bca(n, power, estimate, a, t), limit), sep=",")
for k, b, c, limit in ((100, 3, 12, -.02), (50, 0, 9, -.05), (200, 20, 25, 0), (80, 5, 15, -.1)):
    print("tango", k, b, c, "", "", limit, "%.13g" % tango(k, b, c, limit), sep=",")
