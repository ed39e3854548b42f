"""AUC of mammograms by image and by patient, from the definitions, without ranks.

    python3 tests/ref/obuchowski-mammo.py MAMMO_VAL_IMAGES/data.csv > tests/ref/obuchowski-mammo.csv

DeLong 1988 and Obuchowski 1997 with placement values counted pair by pair (numpy) and
summed by patient (pandas); the interval is symmetric on the logit scale, with the
normal quantile by image and Student's t with min(I10, I01) - 1 degrees of freedom by
patient (scipy).
"""
import sys

import numpy as np
import pandas as pd
import scipy
from scipy import stats


def logit_interval(auc, error, quantile):
    half = quantile * error / (auc * (1 - auc))
    centre = np.log(auc / (1 - auc))
    return [1 / (1 + np.exp(-(centre + sign * half))) for sign in (-1, 1)]


def by_patient(patient, positive, negative):
    """Placement values: one array of each class. Gives the error and the degrees of freedom."""
    v10, v01 = positive["v"], negative["v"]
    m, n, auc = len(v10), len(v01), v10.mean()
    every = sorted(set(patient))
    sums10 = v10.groupby(positive["patient"]).agg(["sum", "size"]).reindex(every).fillna(0)
    sums01 = v01.groupby(negative["patient"]).agg(["sum", "size"]).reindex(every).fillna(0)
    d10 = sums10["sum"] - sums10["size"] * auc
    d01 = sums01["sum"] - sums01["size"] * auc
    i, i10, i01 = len(every), (sums10["size"] > 0).sum(), (sums01["size"] > 0).sum()
    s10 = i10 / ((i10 - 1) * m) * (d10**2).sum()
    s01 = i01 / ((i01 - 1) * n) * (d01**2).sum()
    s11 = i / (i - 1) * (d10 * d01).sum()
    return np.sqrt(s10 / m + s01 / n + 2 * s11 / (m * n)), min(i10, i01) - 1


def main():
    data = pd.read_csv(sys.argv[1])
    is_pos = data["cancer"] == 1
    pos = data[is_pos].rename(columns={"patient_id": "patient"}).copy()
    neg = data[~is_pos].rename(columns={"patient_id": "patient"}).copy()
    x, y = pos["preds"].to_numpy(), neg["preds"].to_numpy()
    psi = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    pos["v"], neg["v"] = psi.mean(axis=1), psi.mean(axis=0)
    auc = psi.mean()
    image = np.sqrt(pos["v"].var() / len(x) + neg["v"].var() / len(y))
    patient, df = by_patient(data["patient_id"], pos, neg)
    print(f"# Python, numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}:")
    print("# python3 tests/ref/obuchowski-mammo.py data.csv")
    print("by,auc,std_error,low,high")
    for by, error, quantile in (
        ("image", image, stats.norm.ppf(0.975)),
        ("patient", patient, stats.t.ppf(0.975, df)),
    ):
        low, high = logit_interval(auc, error, quantile)
        print(f"{by},{auc:.12f},{error:.12f},{low:.12f},{high:.12f}")


main()
