# Isotonic fits and the parts of the Brier score:
#   python3 tests/ref/isotonic.py > tests/ref/isotonic.csv
import csv, sklearn, numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss

def one(name, y, p):
    fit = IsotonicRegression(y_min=0, y_max=1).fit_transform(p, y)
    brier, of_fit, share = brier_score_loss(y, p), np.mean((fit - y) ** 2), np.mean(y)
    blocks = np.unique(np.round(fit, 12)).size
    print(name, blocks, *("%.15g" % v for v in (brier, brier - of_fit, share * (1 - share) - of_fit, share * (1 - share), np.sum(fit * p))), sep=",")

print(f"# scikit-learn {sklearn.__version__}, IsotonicRegression: tests/ref/isotonic.py; weighted: sum of fit * score")
print("set,blocks,brier,mcb,dsc,unc,weighted")
rows = list(csv.DictReader(open("data/samples/fixture40.csv")))
one("f40", np.array([int(r["label"]) for r in rows]), np.array([float(r["score"]) for r in rows]))
rows = list(csv.DictReader(l for l in open("tests/ref/scores.csv") if not l.startswith("#")))
for name in ("fine", "few", "grades", "reversed", "large", "separated", "tied"):
    mine = [r for r in rows if r["set"] == name]
    one(name, np.array([int(r["label"]) for r in mine]), np.array([float(r["score"]) for r in mine]))
