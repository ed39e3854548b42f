"""AUC and its DeLong interval: pandas and scikit-learn for the AUC, numpy for the rest.

delong.py FILE
"""
import sys

import numpy as np
from sklearn.metrics import roc_auc_score

import roc


def placements(sorted_others, scores):
    """Share of the others below each score, ties for half."""
    left = np.searchsorted(sorted_others, scores, "left")
    right = np.searchsorted(sorted_others, scores, "right")
    return (left + right) / (2 * len(sorted_others))


score, label = roc.read(sys.argv[1], ["probability", "label"])
auc = roc_auc_score(label, score)
pos, neg = np.sort(score[label == 1]), np.sort(score[label == 0])
variance = np.var(placements(neg, pos), ddof=1) / len(pos)
variance += np.var(placements(pos, neg), ddof=1) / len(neg)
half = 1.959963984540054 * variance**0.5
print("auc %.12f %.6f %.6f" % (auc, auc - half, auc + half))
