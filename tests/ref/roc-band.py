# python3 tests/ref/roc-band.py > tests/ref/roc-band-wilson.csv
# Wilson's limits of the sensitivity at a false positive rate, for as many studies as fit the standard deviation of the stratified
# bootstrap of scikit-learn's ROC curves.
import csv
import numpy as np
import sklearn
from sklearn.metrics import roc_curve

Z, RATES = 1.959963984540054, (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
rows = list(csv.DictReader(l for l in open("tests/ref/scores.csv") if not l.startswith("#")))
rng = np.random.default_rng(3)


def sensitivities(label, score):
    fpr, tpr, _ = roc_curve(label, score, drop_intermediate=False)
    at = np.searchsorted(fpr, np.array(RATES) + 1e-12, side="right") - 1
    following = np.minimum(at + 1, len(fpr) - 1)
    step = fpr[following] - fpr[at]
    part = np.where(step > 0, (RATES - fpr[at]) / np.where(step > 0, step, 1), 0)
    return tpr[at] + part * (tpr[following] - tpr[at])


print(f"# scikit-learn {sklearn.__version__}, roc_curve of 4000 bootstrap samples: tests/ref/roc-band.py")
print("set,fpr,low,high,skewness")
for name in ("large", "fine"):
    mine = [(int(r["label"]), float(r["score"])) for r in rows if r["set"] == name]
    label, score = (np.array(c) for c in zip(*mine))
    classes = [np.flatnonzero(label == k) for k in (0, 1)]
    drawn = []
    for _ in range(4000):
        i = np.concatenate([rng.choice(c, len(c)) for c in classes])
        drawn.append(sensitivities(label[i], score[i]))
    p, drawn = sensitivities(label, score), np.array(drawn)
    sd = drawn.std(axis=0, ddof=1)
    n = np.minimum(p * (1 - p) / sd**2, label.sum())
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    skewness = ((drawn - drawn.mean(axis=0)) ** 3).mean(axis=0) / sd**3
    for k, rate in enumerate(RATES):
        print(name, rate, *("%.6f" % v for v in (middle[k] - half[k], middle[k] + half[k], skewness[k])), sep=",")
