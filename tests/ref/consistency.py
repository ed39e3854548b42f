# python3 tests/ref/consistency.py > tests/ref/consistency.csv
# Isotonic fits of outcomes drawn as if the scores of fixture40.csv were right: by study, and by patient, where all studies of a
# patient share one draw with the probability "share". Limits at 2.5 and 97.5 %, each between the quantiles at 1.5 and 3.5 % (96.5
# and 98.5 %), which 4,000 replicates leave once in 10,000 times.
import csv
import numpy as np
import sklearn
from sklearn.isotonic import IsotonicRegression

rows = list(csv.DictReader(open("data/samples/fixture40.csv")))
label = np.array([int(r["label"]) for r in rows])
score = np.array([float(r["score"]) for r in rows])
patient = np.array([r["patient"] for r in rows])
rng = np.random.default_rng(7)
N = 20000


def refit(y):
    return IsotonicRegression(y_min=0, y_max=1).fit_transform(score, y)


fit = refit(label)
alike = expected = 0.0
for i in range(len(rows)):
    for j in range(i):
        if patient[i] == patient[j]:
            p, q = fit[i], fit[j]
            alike += (label[i] - p) * (label[j] - q)
            expected += min(p, q) - p * q
share = min(max(alike / expected, 0), 1)


def draw(share):
    own = rng.random(len(rows)) < score
    if share is None:
        return own
    u = {p: rng.random() for p in sorted(set(patient))}
    shared = {p: rng.random() < share for p in sorted(set(patient))}
    return np.where([shared[p] for p in patient], [u[p] for p in patient] < score, own)


print(f"# scikit-learn {sklearn.__version__}, IsotonicRegression of {N} simulated sets: tests/ref/consistency.py")
print("set,share,score,low_from,low_to,high_from,high_to")
for name, lam in (("studies", None), ("patients", share)):
    fits = np.array([refit(draw(lam).astype(float)) for _ in range(N)])
    at = [int(np.argmax(score == s)) for s in np.unique(score)]
    q = np.quantile(fits[:, at], [0.015, 0.035, 0.965, 0.985], axis=0, method="inverted_cdf")
    for k, i in enumerate(at):
        print(name, "" if lam is None else "%.15g" % lam, "%.15g" % score[i], *("%.9g" % v for v in q[:, k]), sep=",")
