# Factors of the present numbers for nearly normal estimates, by root finding on the limits and chances themselves:
#   python3 tests/ref/planning-normal.py > tests/ref/planning-normal.csv
# scale: identity (differences; e0 decides, e1 is the estimate's own error) or logit (AUC, e0 = e1 on the scale of the AUC)
import numpy as np, scipy
from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import norm

def factors(scale, value, limit, e0, e1, confidence):
    z = norm.isf((1 - confidence) / 2)
    to, back = (logit, expit) if scale == "logit" else (lambda x: x, lambda x: x)
    slope = 1 / (value * (1 - value)) if scale == "logit" else 1
    low = lambda centre, f: back(centre - z * e0 * slope / np.sqrt(f))
    settle = brentq(lambda f: low(to(value), f) - limit, 1e-6, 1e9, xtol=1e-12, rtol=1e-14)
    # The chance: the estimate of all studies is normal about value; (f - 1)/f of it is new.
    need = lambda f: to(limit) + z * e0 * slope / np.sqrt(f)
    chance = lambda f, sd: norm.sf(need(f), to(value), sd)
    fresh = brentq(lambda f: chance(f, e1 * slope / np.sqrt(f)) - .8, 1e-6, 1e9, xtol=1e-12, rtol=1e-14)
    likely = brentq(lambda f: chance(f, e1 * slope * np.sqrt(f - 1) / f) - .8, max(settle, 1 + 1e-9), 1e9, xtol=1e-12, rtol=1e-14)
    return settle, likely, fresh

print(f"# scipy {scipy.__version__}, scipy.optimize.brentq: tests/ref/planning-normal.py")
print("scale,value,limit,e0,e1,confidence,settle,likely,fresh")
for scale, value, limit, e0, e1, confidence in (
        ("logit", .88, .85, .03, .03, .95), ("logit", .9, .85, .04, .04, .9), ("logit", .97, .95, .02, .02, .95), ("logit", .7, .65, .1, .1, .95),
        ("identity", .01, -.02, .02, .02, .95), ("identity", -.005, -.05, .03, .025, .95), ("identity", .02, 0, .05, .05, .9)):
    print(scale, value, limit, e0, e1, confidence, *("%.12g" % f for f in factors(scale, value, limit, e0, e1, confidence)), sep=",")
