"""What the Python peers share. Each prints "auc VALUE LOW HIGH" as its last line."""
import numpy as np
import pandas as pd


def read(path, columns):
    """The columns named, as arrays; truth is the column label."""
    table = pd.read_csv(path, usecols=columns)
    return [table[name].to_numpy() for name in columns]


class Bins:
    """The scores, sorted once: a replicate is then two histograms and a running sum.

    Positives are numbered by their distinct scores u[0] < u[1] < ...; a negative lies in
    bin 2j when it is between u[j-1] and u[j], in bin 2j + 1 when it is tied with u[j].
    """

    def __init__(self, positives, negatives):
        distinct, place = np.unique(positives, return_inverse=True)
        left = np.searchsorted(distinct, negatives, "left")
        tied = np.searchsorted(distinct, negatives, "right") > left
        self.n_distinct = len(distinct)
        self.positive = place.astype(np.int32)
        self.negative = np.where(tied, 2 * left + 1, 2 * left).astype(np.int32)
        self.n_pairs = float(len(positives)) * len(negatives)

    def auc(self, chosen_positives, chosen_negatives):
        """AUC of the studies with these numbers; slice(None) takes each once."""
        k = self.n_distinct
        above = np.bincount(self.positive[chosen_positives], minlength=k)
        below = np.bincount(self.negative[chosen_negatives], minlength=2 * k + 1)
        strict = np.cumsum(below)[0 : 2 * k : 2]
        return np.dot(above, strict + 0.5 * below[1 : 2 * k : 2]) / self.n_pairs


def draw(rng, n):
    return rng.integers(0, n, n, dtype=np.uint32)


def show(name, estimate, replicates):
    low, high = np.percentile(replicates, [2.5, 97.5])
    print(name, "%.12f %.6f %.6f" % (estimate, low, high))
