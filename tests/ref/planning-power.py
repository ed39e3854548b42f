# Sample sizes over patients, of pairs and of gaps, found by trying numbers, and the share of simulated fresh samples of that size that pass:
#   python3 tests/ref/planning-power.py > tests/ref/planning-power.csv
# kind patients: proportions over patients (a: their number, b: independent studies they are worth, also if all are right), Clopper-Pearson
#      t:        a nearly normal estimate with error e over patients (a: degrees of freedom)
#      gap:      levels of a studies each, proportions p1/p2/.., Clopper-Pearson and MOVER
#      pairs:    a pairs of which b are right with the model only and c with the baseline only, Tango's limit (fresh alone)
#      auc:      paired AUCs of a + b studies, DeLong (fresh alone; e from one large sample)
import numpy as np, scipy
from scipy.stats import beta, norm, t as student
from scipy.optimize import brentq
from scipy.special import bdtrc, btdtr

rng = np.random.default_rng(20240601)
Z, CHANCE = norm.isf(.025), .8

def phi(patients):
    return (Z / student.isf(.025, patients - 1)) ** 2 if patients >= 2 else 1e-12

def low_cp(x, k):
    return np.where(x > 0, beta.ppf(.025, np.maximum(x, 1e-9), k - x + 1), 0)

# ---- proportions over patients -------------------------------------------------
def chance(limit, x0, k0, m, p):
    fails, works = -1, m + 1 # successes; btdtr is the tail of Clopper and Pearson's lower limit
    while works - fails > 1:
        x = (fails + works) // 2
        if x0 + x > 0 and btdtr(x0 + x, k0 + m - x0 - x + 1, limit) <= .025:
            works = x
        else:
            fails = x
    return bdtrc(works - 1, m, p) if 0 < works <= m else float(works == 0)

def needed(question, limit, p, x0, k0, most=4000):
    if question == "settle":
        return next(m for m in range(most) if low_cp(x0 + p * m, k0 + m) >= limit)
    if question == "smallest":
        return next(m for m in range(1, most) if low_cp(m, m) >= limit)
    last = -1
    for m in range(0, most):
        if chance(limit, x0, k0, m, p) < CHANCE:
            last = m
        elif m > 3 * (last + k0) + 40:
            break
    return last + 1

def patients(question, limit, p, n, size):
    start = 0 if question in ("fresh", "smallest") else n
    def enough(total):
        worth = size / n * phi(total)
        k0 = worth * n if start else 0
        return start + int(np.ceil(needed(question, limit, p, p * k0, k0) / worth - 1e-9)) <= total
    low, high = max(start, 2) - 1, max(start, 2)
    while not enough(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high - start

def power_patients(limit, p, count, deff):
    """Patients of 1 to 3 studies, beta-binomial with the correlation that gives the design effect; runs of the whole interval."""
    kish = np.mean([1, 4, 9]) / 2
    rho = (deff - 1) / (kish - 1)
    passed, runs = 0, 4000
    for _ in range(runs):
        k = rng.integers(1, 4, count)
        q = rng.beta(p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho, count)
        x = rng.binomial(k, q)
        K, X = k.sum(), x.sum()
        ph = X / K
        if 0 < X < K:
            v = count / (count - 1) * ((x - ph * k) ** 2).sum() / K ** 2
            eff = K / max(1, v / (ph * (1 - ph) / K))
        else:
            eff = K ** 2 / (k ** 2).sum()
        eff *= phi(count)
        passed += low_cp(ph * eff, eff) >= limit
    return passed / runs

# ---- Student's t -------------------------------------------------------------------
def factor_t(question, distance, e, df, n):
    def enough(f):
        d = (df + 1) * f - 1
        if d < 1:
            return -1
        q, c = student.isf(.025, d) * e, norm.isf(.2) * e
        if question == "settle":
            return distance * np.sqrt(f) - q
        if question == "fresh":
            return distance * np.sqrt(f) - q - c
        return distance * f - q * np.sqrt(f) - c * np.sqrt(f - 1)
    return brentq(enough, 1, 1e5, xtol=1e-13, rtol=1e-14)

# ---- gaps ------------------------------------------------------------------------------
def upper_pairs(p, k):
    low = np.where(p > 0, beta.ppf(.025, np.maximum(p * k, 1e-12), k - p * k + 1), 0)
    high = np.where(p < 1, beta.ppf(.975, p * k + 1, np.maximum(k - p * k, 1e-12)), 1)
    d = p[..., :, None] - p[..., None, :]
    upper = d + np.sqrt((high - p)[..., :, None] ** 2 + (p - low)[..., None, :] ** 2)
    i = np.arange(p.shape[-1])
    upper[..., i, i] = -1
    return upper

def factor_gap(question, limit, p, k):
    p = np.array(p)
    s2 = p * (1 - p) / k
    s = np.sqrt(s2[:, None] + s2[None, :])
    def lacks(f):
        margin = limit - upper_pairs(p, k * f)
        np.fill_diagonal(margin, np.inf)
        if question == "settle":
            return .5 if (margin < 0).any() else -.5
        scale = 1 / np.sqrt(f) if question == "fresh" else np.sqrt(f - 1) / f
        with np.errstate(divide="ignore"):
            return norm.sf(margin / (s * scale)).sum() - (1 - CHANCE)
    low, high = 1 + 1e-9, 1e4
    if question != "settle":
        low = factor_gap("settle", limit, p, k) * (1 + 1e-12)
    for _ in range(100):
        middle = np.sqrt(low * high)
        low, high = (middle, high) if lacks(middle) > 0 else (low, middle)
    return high

def power_gap(limit, p, k, runs=20000):
    x = rng.binomial(k, np.array(p), (runs, len(p)))
    return (upper_pairs(x / k, k).max(axis=(1, 2)) <= limit).mean()

# ---- pairs -----------------------------------------------------------------------------
def tango(b, c, k, null):
    B = -b - c + (2 * k - b + c) * null
    C = -c * null * (1 - null)
    q = (np.sqrt(np.maximum(0, B * B - 8 * k * C)) - B) / (4 * k)
    v = np.maximum(1e-300, k * (2 * q + null * (1 - null)))
    return (b - c - k * null) / np.sqrt(v)

def pairs(limit, k, b, c):
    d = (b - c) / k
    e0 = (d - limit) / tango(b, c, k, limit)
    e1 = np.sqrt(((b + c) / k - d * d) / k)
    return ((Z * e0 + norm.isf(.2) * e1) / (d - limit)) ** 2, e0, e1

def power_pairs(limit, k, b, c, count, runs=200000):
    table = rng.multinomial(count, [b / k, c / k, 1 - (b + c) / k], runs).astype(float)
    return (tango(table[:, 0], table[:, 1], float(count), limit) >= Z).mean()

def delong(x, y):
    """AUCs of two models and the standard error of their difference; x, y [2, m] and [2, n] scores of the classes."""
    psi = (x[:, :, None] > y[:, None, :]).astype(float)
    v10, v01 = psi.mean(2), psi.mean(1)
    d10, d01 = v10[0] - v10[1], v01[0] - v01[1]
    return psi.mean((1, 2)), np.sqrt(d10.var(ddof=1) / x.shape[1] + d01.var(ddof=1) / y.shape[1])

def draw(m, n, shift, r):
    cov = [[1, r], [r, 1]]
    return rng.multivariate_normal(shift, cov, m).T, rng.multivariate_normal([0, 0], cov, n).T

def auc(limit, m, n, shift, r):
    a, se = delong(*draw(3000, 3000, shift, r))
    parts = [delong(*draw(m, n, shift, r))[1] for _ in range(400)]
    true = norm.cdf(np.array(shift) / np.sqrt(2))
    d, e = true[0] - true[1], np.sqrt(np.mean(np.square(parts)))
    return d, e, ((Z + norm.isf(.2)) * e / (d - limit)) ** 2

def power_auc(limit, m, n, shift, r, runs=4000):
    passed = 0
    for _ in range(runs):
        a, se = delong(*draw(m, n, shift, r))
        passed += a[0] - a[1] - Z * se >= limit
    return passed / runs

print(f"# scipy {scipy.__version__}, numpy {np.__version__}: tests/ref/planning-power.py")
print("kind,limit,value,a,b,c,e,settle,likely,fresh,smallest,power")
def row(*fields):
    print(*("%.10g" % f if isinstance(f, (float, np.floating)) else f for f in fields), sep=",", flush=True)

for limit, p, n, size in ((.8, .9, 12, 18), (.8, .9, 30, 45), (.8, 28 / 30, 15, 15), (.9, .95, 40, 60), (.7, .85, 5, 8), (.9, 1, 10, 15)):
    q = [patients(w, limit, p, n, size) for w in ("settle", "likely", "fresh", "smallest")]
    power = ""
    if p < 1 and size / n == 1.5:
        power = power_patients(limit, p, q[2], 4 / 3) # two studies a patient, worth 1.5
    row("patients", limit, p, n, size, "", "", *q, power)
for limit, distance, e, df in ((0, .05, .03, 10), (0, .05, .05, 3), (0, .02, .03, 40), (0, .4, .6, 2)):
    row("t", limit, distance, df, "", "", e, *(float(factor_t(w, distance, e, df, 10)) for w in ("settle", "likely", "fresh")), "", "")
for limit, p, k in ((.1, [.9, .92], 60), (.1, [.9, .9, .9], 60), (.15, [.85, .9, .92, .95], 40), (.1, [.9] * 10, 60), (.2, [.8, .95], 30), (.1, [1, 1, .97], 40)):
    f = [float(factor_gap(w, limit, p, k)) for w in ("settle", "likely", "fresh")]
    row("gap", limit, "/".join(map(str, p)), k, "", "", "", *f, "", power_gap(limit, p, int(np.ceil(k * f[2]))))
for limit, k, b, c in ((-.05, 100, 9, 9), (-.02, 200, 10, 8), (0, 150, 20, 10), (-.05, 60, 1, 1), (-.1, 40, 4, 5)):
    f, e0, e1 = pairs(limit, k, b, c)
    row("pairs", limit, (b - c) / k, k, b, c, e1, "", "", float(f), "", power_pairs(limit, k, b, c, int(np.ceil(k * f))))
for limit, m, n, shift, r in ((-.05, 20, 40, (1.6, 1.5), .7), (-.03, 30, 30, (2.2, 2.2), .6), (0, 30, 60, (1.8, 1.3), .5)):
    d, e, f = auc(limit, m, n, shift, r)
    row("auc", limit, float(d), m, n, "", float(e), "", "", float(f), "", power_auc(limit, int(np.ceil(m * f)), int(np.ceil(n * f)), shift, r))
