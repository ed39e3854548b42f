# Sample sizes by trying every number, with scipy's beta quantiles and binomial tails:
#   python3 tests/ref/planning.py > tests/ref/planning.csv
# settle: smallest m with limit <= lower limit of (k+m) * x/k out of k+m; likely: smallest m from which on the lower limit of
# x + Binomial(m, truth) out of k+m reaches the limit with probability 0.8 (tried up to m = MOST); smallest: k of k.
import numpy as np, scipy
from scipy.stats import beta, binom, norm

MOST = 2500

def lower(x, k, method, confidence):
    tail = (1 - confidence) / 2
    x, k = np.asarray(x, float), np.asarray(k, float)
    with np.errstate(all="ignore"):
        if method == "clopper-pearson":
            return np.where(x > 0, beta.ppf(tail, x, k - x + 1), 0)
        if method == "jeffreys":
            return np.where(x > 0, beta.ppf(tail, x + .5, k - x + .5), 0)
        z = norm.isf(tail)
        p = x / k
        return (p + z * z / (2 * k) - z * np.sqrt(p * (1 - p) / k + z * z / (4 * k * k))) / (1 + z * z / k)

def settle(method, limit, confidence, x, k, truth):
    m = np.arange(1, 200000)
    return m[np.argmax(lower(x / k * (k + m), k + m, method, confidence) >= limit)]

def smallest(method, limit, confidence, x, k, truth):
    k = np.arange(1, 5000)
    return k[np.argmax(lower(k, k, method, confidence) >= limit)]

def likely(method, limit, confidence, x, k, truth):
    m = np.arange(0, MOST)
    low, high = np.full(m.size, -1), m + 1   # low fails, high passes (m + 1: none does)
    while np.any(high - low > 1):
        middle = (low + high) // 2
        ok = (middle <= m) & (lower(np.minimum(x + middle, k + m), np.maximum(k + m, 1e-9), method, confidence) >= limit)
        high, low = np.where(ok, middle, high), np.where(ok, low, middle)
    chance = binom.sf(high - 1, m, truth)
    last = np.max(np.nonzero(chance < .8)[0])
    assert last < MOST / 2
    return last + 1

print(f"# scipy {scipy.__version__}, scipy.stats beta and binom: tests/ref/planning.py")
print("question,method,limit,confidence,x,k,truth,n")
for method in ("wilson", "clopper-pearson", "jeffreys"):
    for limit, confidence, x, k, truth in (
            (.8, .95, 0, 0, .9), (.8, .9, 0, 0, .9), (.9, .95, 0, 0, .95), (.5, .95, 0, 0, .6), (.85, .95, 0, 0, .99),
            (.1, .95, 0, 0, .2), (.98, .95, 0, 0, .997), (.3, .9, 0, 0, .4), (.8, .95, 0, 0, 1)):
        print("likely", method, limit, confidence, x, k, truth, likely(method, limit, confidence, x, k, truth), sep=",")
    for limit, confidence, x, k in ((.8, .95, 45, 50), (.9, .95, 19, 20), (.85, .9, 17.5, 19.25), (.5, .95, 12, 20), (.9, .95, 93, 100)):
        for question in (settle, likely):
            print(question.__name__, method, limit, confidence, x, k, x / k, question(method, limit, confidence, x, k, x / k), sep=",")
    for limit, confidence, x, k in ((.9, .95, 905, 1000), (.9, .95, 19, 19), (.2, .95, 21, 100)):
        print("settle", method, limit, confidence, x, k, x / k, settle(method, limit, confidence, x, k, None), sep=",")
    for limit in (.5, .8, .9, .95, .98, .99):
        for confidence in (.9, .95):
            print("smallest", method, limit, confidence, 0, 0, "NA", smallest(method, limit, confidence, 0, 0, None), sep=",")
