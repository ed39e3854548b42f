"""AUC with a percentile bootstrap overall and in the levels of scanner, site and age.

subgroups.py FILE REPLICATES
"""
import sys

import numpy as np
import pandas as pd

import roc

columns = ["probability", "label", "scanner", "age", "site"]
table = pd.read_csv(sys.argv[1], usecols=columns)
table["band"] = pd.cut(table.age, [-1, 19, 39, 59, 79, 200])
score, label = table.probability.to_numpy(), table.label.to_numpy()
rng = np.random.default_rng(1)


def bootstrap(name, rows):
    pos, neg = score[rows][label[rows] == 1], score[rows][label[rows] == 0]
    bins = roc.Bins(pos, neg)
    replicates = [
        bins.auc(roc.draw(rng, len(pos)), roc.draw(rng, len(neg)))
        for _ in range(int(sys.argv[2]))
    ]
    roc.show(name, bins.auc(slice(None), slice(None)), replicates)


for column in ("scanner", "site", "band"):
    for level, rows in table.groupby(column, observed=True).indices.items():
        bootstrap("level", rows)
bootstrap("auc", slice(None))
