"""AUC with a stratified percentile bootstrap, sorted once: numpy by hand.

bootstrap.py FILE REPLICATES
"""
import sys

import numpy as np

import roc

score, label = roc.read(sys.argv[1], ["probability", "label"])
pos, neg = score[label == 1], score[label == 0]
bins = roc.Bins(pos, neg)
rng = np.random.default_rng(1)
replicates = [
    bins.auc(roc.draw(rng, len(pos)), roc.draw(rng, len(neg))) for _ in range(int(sys.argv[2]))
]
roc.show("auc", bins.auc(slice(None), slice(None)), replicates)
