"""Difference of two AUCs on the same studies with a percentile bootstrap on one draw.

paired.py FILE REPLICATES
"""
import sys

import numpy as np

import roc

first, second, label = roc.read(sys.argv[1], ["probability", "probability2", "label"])
is_pos = label == 1
models = [roc.Bins(score[is_pos], score[~is_pos]) for score in (first, second)]
n_pos, n_neg = np.count_nonzero(is_pos), np.count_nonzero(~is_pos)
rng = np.random.default_rng(1)
replicates = []
for _ in range(int(sys.argv[2])):
    pos, neg = roc.draw(rng, n_pos), roc.draw(rng, n_neg)
    replicates.append(models[1].auc(pos, neg) - models[0].auc(pos, neg))
everyone = slice(None)
estimate = models[1].auc(everyone, everyone) - models[0].auc(everyone, everyone)
roc.show("auc_difference", estimate, replicates)
