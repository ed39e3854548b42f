"""Shares of studies without a score over patients, from the formulas.

    python3 tests/ref/missing-patients.py data/samples/fixture40.csv > tests/ref/missing-patients.csv

F40 and five studies of two patients without output (tests/cli/evaluate-missing-patients.t).
Rao & Scott 1992: v = I/(I-1) sum (x_i - p k_i)^2 / k^2 over the I patients,
deff = v / (p (1-p) / k), k_eff = k / max(1, deff); at 0/k Kish's (sum k_i)^2 / sum k_i^2.
Intervals: Wilson on k_eff (z / t_(I-1))^2 (Korn & Graubard 1998), by statsmodels where a
patient has several studies, and on k with z where none has. Tests: Pearson's chi-square of
(p k_eff, k_eff) by scipy.
Columns: group,level,metric,fraction,low or chi-square,high or p,patients.
"""
import sys

import pandas as pd
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import proportion_confint


def effective(part):
    by = part.groupby("patient")["missing"].agg(["sum", "size"])
    x, k, i = by["sum"].sum(), by["size"].sum(), len(by)
    p = x / k
    if (by["size"] == 1).all():
        return p, k, 1, i
    factor = (stats.norm.ppf(0.975) / stats.t.ppf(0.975, i - 1)) ** 2
    if 0 < p < 1:
        v = i / (i - 1) * ((by["sum"] - p * by["size"]) ** 2).sum() / k**2
        return p, k / max(1, v / (p * (1 - p) / k)), factor, i
    return p, k**2 / (by["size"] ** 2).sum(), factor, i


def share(group, level, metric, part):
    p, k, factor, i = effective(part)
    low, high = proportion_confint(p * k * factor, k * factor, method="wilson")
    fraction = f"{part['missing'].sum()}/{len(part)}"
    print(f"{group},{level},{metric},{fraction},{abs(low):.9f},{high:.9f},{i}")


def test(group, parts, whole):
    table = []
    for part in parts:
        p, k, _, _ = effective(part)
        table.append([p * k, k - p * k])
    chi2, p, _, _ = stats.chi2_contingency(table, correction=False)
    patients = whole["patient"].nunique()
    print(f"{group},,missing_heterogeneity,,{chi2:.9f},{p:.9f},{patients}")


def main():
    data = pd.read_csv(sys.argv[1])
    more = [("q1", 1, "A")] * 2 + [("q2", 0, "B")] * 3
    more = pd.DataFrame(more, columns=["patient", "label", "scanner"])
    data = pd.concat([data, more], ignore_index=True)
    data["missing"] = data["score"].isna().astype(int)
    print(f"# Python, pandas {pd.__version__}, scipy {scipy.__version__}, statsmodels "
          f"{statsmodels.__version__}: python3 tests/ref/missing-patients.py fixture40.csv")
    pos, neg = data[data["label"] == 1], data[data["label"] == 0]
    share("", "", "missing", data)
    share("", "", "missing_with_finding", pos)
    share("", "", "missing_without_finding", neg)
    test("", [pos, neg], data)
    levels = [part for _, part in data.groupby("scanner")]
    for part in levels:
        share("scanner", part["scanner"].iloc[0], "missing", part)
    test("scanner", levels, data)


main()
