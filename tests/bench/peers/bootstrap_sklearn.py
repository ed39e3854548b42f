"""The same with roc_auc_score on each replicate, as it is usually written.

bootstrap_sklearn.py FILE REPLICATES
"""
import sys

import numpy as np
from sklearn.metrics import roc_auc_score

import roc

score, label = roc.read(sys.argv[1], ["probability", "label"])
pos, neg = np.flatnonzero(label == 1), np.flatnonzero(label == 0)
rng = np.random.default_rng(1)
replicates = []
for _ in range(int(sys.argv[2])):
    rows = np.concatenate((rng.choice(pos, len(pos)), rng.choice(neg, len(neg))))
    replicates.append(roc_auc_score(label[rows], score[rows]))
roc.show("auc", roc_auc_score(label, score), replicates)
