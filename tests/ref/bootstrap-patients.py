"""Percentile limits of F40's AUC over patients, drawn with numpy.

    python3 tests/ref/bootstrap-patients.py data/samples/fixture40.csv > tests/ref/bootstrap-patients.csv

Patients with a positive study and patients with none are drawn separately, with all their
studies; replicates without one of the classes are left out. "expanded": quantiles at
Phi(-+ sqrt(n/(n-1)) t_{n-1}), n = 11 patients of the class that has fewer (Hesterberg 2015).
"""
import sys

import numpy as np
import pandas as pd
from scipy import stats

REPLICATES = 200000
data = pd.read_csv(sys.argv[1])
code, _ = pd.factorize(data["patient"])
pos, score = data["label"].to_numpy() == 1, data["score"].to_numpy()
psi = (score[pos][:, None] > score[~pos]) + 0.5 * (score[pos][:, None] == score[~pos])
has = np.zeros(code.max() + 1, dtype=bool)
np.logical_or.at(has, code, pos)
rng = np.random.default_rng(1)
with_pos, without = np.flatnonzero(has), np.flatnonzero(~has)
weight = np.zeros((REPLICATES, len(has)))
for stratum in (with_pos, without):
    n = len(stratum)
    weight[:, stratum] = rng.multinomial(n, np.full(n, 1 / n), REPLICATES)
w_pos, w_neg = weight[:, code[pos]], weight[:, code[~pos]]
n_pos, n_neg = w_pos.sum(axis=1), w_neg.sum(axis=1)
ok = (n_pos > 0) & (n_neg > 0)
auc = ((w_pos @ psi) * w_neg).sum(axis=1)[ok] / (n_pos * n_neg)[ok]
n = min(len(set(code[pos])), len(set(code[~pos])))
z = np.sqrt(n / (n - 1)) * stats.t.ppf(0.975, n - 1)
print(f"# Python, numpy {np.__version__}, {REPLICATES} replicates: tests/ref/bootstrap-patients.py")
print("limits,low,high")
for name, q in (("plain", 0.025), ("expanded", stats.norm.cdf(-z))):
    low, high = np.quantile(auc, [q, 1 - q])
    print(f"{name},{low:.5f},{high:.5f}")
