"""Does lacking truth go with the score? Chi-square over tenths, by row and by patient.

    awk -v mode=rare -f tests/cli/unverified.awk | python3 tests/ref/unverified.py > tests/ref/unverified.csv

Tenths by numpy's array_split of the sorted scores (400 distinct ones). "pearson": scipy's
chi2_contingency of studies without and with truth. "rao-scott": the same of
(p k_eff, k_eff), k_eff = k / max(1, deff) within each tenth, deff from the ratio estimator
over its patients (Rao & Scott 1992); Kish's size at 0/k and k/k.
"""
import sys

import numpy as np
import pandas as pd
import scipy
from scipy import stats

data = pd.read_csv(sys.stdin).sort_values("score").reset_index(drop=True)
data["lacks"] = data["label"].isna().astype(int)
plain, clustered = [], []
for rows in np.array_split(np.arange(len(data)), 10):
    part = data.iloc[rows]
    x, k = part["lacks"].sum(), len(part)
    plain.append([x, k - x])
    by = part.groupby("patient")["lacks"].agg(["sum", "size"])
    p, i = x / k, len(by)
    if (by["size"] == 1).all():
        k_eff = k
    elif 0 < p < 1:
        v = i / (i - 1) * ((by["sum"] - p * by["size"]) ** 2).sum() / k**2
        k_eff = k / max(1, v / (p * (1 - p) / k))
    else:
        k_eff = k**2 / (by["size"] ** 2).sum()
    clustered.append([p * k_eff, k_eff - p * k_eff])
print(f"# Python, numpy {np.__version__}, scipy {scipy.__version__}: tests/ref/unverified.py")
for name, table in (("pearson", plain), ("rao-scott", clustered)):
    chi2, p, _, _ = stats.chi2_contingency(table, correction=False)
    print(f"{name},{chi2:.9f},{p:.6e}")
