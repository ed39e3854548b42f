"""Sensitivity, specificity, PPV and NPV at 999 thresholds with percentile limits: the
studies between two thresholds are drawn together, all replicates at once.

thresholds.py FILE REPLICATES
"""
import sys
import warnings

import numpy as np

import roc

score, label = roc.read(sys.argv[1], ["probability", "label"])
grid = np.arange(1, 1000) / 1000
n_replicates = int(sys.argv[2])
pos, neg = score[label == 1], score[label == 0]


def counts(scores):
    return np.bincount(np.searchsorted(grid, scores, "right"), minlength=1000)


def metrics(pos_counts, neg_counts):
    tp = len(pos) - np.cumsum(pos_counts, axis=-1)[..., :-1]
    fp = len(neg) - np.cumsum(neg_counts, axis=-1)[..., :-1]
    fn, tn = len(pos) - tp, len(neg) - fp
    with np.errstate(invalid="ignore"):
        return np.stack((tp / len(pos), tn / len(neg), tp / (tp + fp), tn / (tn + fn)))


rng = np.random.default_rng(1)
here = metrics(counts(pos), counts(neg))
drawn = metrics(
    rng.multinomial(len(pos), counts(pos) / len(pos), n_replicates),
    rng.multinomial(len(neg), counts(neg) / len(neg), n_replicates),
)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # nobody is flagged at the highest thresholds
    limits = np.nanpercentile(drawn, [2.5, 97.5], axis=1)
print("sensitivity %.12f %.6f %.6f" % (here[0, 499], limits[0, 0, 499], limits[1, 0, 499]))
