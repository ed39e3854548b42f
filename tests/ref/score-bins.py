# python3 tests/ref/score-bins.py > tests/ref/score-bins.csv
# Edges are written out, so that they are the doubles that Python reads; counts by numpy.histogram.
import csv
import numpy as np

rows = list(csv.DictReader(l for l in open("tests/ref/scores.csv") if not l.startswith("#")))
print(f"# numpy {np.__version__}, histogram: tests/ref/score-bins.py")
print("set,bin,low,pos,neg")
unit = [float(f"{k / 20:.2f}") for k in range(21)]
for name, edges in (("few", unit), ("large", unit), ("grades", unit), ("logits", None)):
    mine = [(float(r["score"]), int(r["label"])) for r in rows if r["set"] == name]
    score, label = (np.array(c) for c in zip(*mine))
    if edges is None:
        span = score.max() - score.min()
        for width in (0.1, 0.2, 0.5, 1, 2):
            first, last = int(np.floor(score.min() / width)), int(np.ceil(score.max() / width))
            if last - first <= 25:
                break
        edges = [float(f"{k * width:.1f}") for k in range(first, last + 1)]
    pos, neg = (np.histogram(score[label == k], bins=edges)[0] for k in (1, 0))
    for i in range(len(edges) - 1):
        print(name, i, repr(edges[i]), pos[i], neg[i], sep=",")
