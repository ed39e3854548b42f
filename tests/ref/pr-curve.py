# Precision-recall curves, also where 5 % of the studies have the finding (each class weighted):
#   python3 tests/ref/pr-curve.py > tests/ref/pr-curve.csv
import csv, sklearn, numpy as np
from sklearn.metrics import precision_recall_curve, average_precision_score

def one(name, y, score):
    weight = np.where(y == 1, 0.05 / np.sum(y), 0.95 / np.sum(1 - y))
    precision, recall, threshold = precision_recall_curve(y, score)
    weighted = precision_recall_curve(y, score, sample_weight=weight)[0]
    for i in reversed(range(len(threshold))):
        print(name, *("%.12g" % v for v in (threshold[i], recall[i], precision[i], weighted[i])), sep=",")
    area = average_precision_score(y, score), average_precision_score(y, score, sample_weight=weight)
    print(name, "area", "", *("%.12g" % v for v in area), sep=",")

print(f"# scikit-learn {sklearn.__version__}, precision_recall_curve, average_precision_score: tests/ref/pr-curve.py")
print("set,threshold,recall,precision,precision_at_0.05")
rows = list(csv.DictReader(open("data/samples/fixture40.csv")))
for score in ("score", "score2"):
    one("fixture40-" + score, np.array([int(r["label"]) for r in rows]), np.array([float(r[score]) for r in rows]))
rows = list(csv.DictReader(open("data/samples/asah.csv")))
for score in ("wfns", "s100b"):
    one("asah-" + score, np.array([int(r["outcome"] == "Poor") for r in rows]), np.array([float(r[score]) for r in rows]))
