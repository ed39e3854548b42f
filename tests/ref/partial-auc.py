# python3 partial-auc.py < scores.csv > partial-auc-sklearn.csv
import sys
import pandas as pd
import sklearn
from sklearn.metrics import roc_auc_score

d = pd.read_csv(sys.stdin, comment="#")
print(f"# scikit-learn {sklearn.__version__}: roc_auc_score(max_fpr) of scores.csv")
print("set,max_fpr,mcclish")
for name in ["fine", "grades", "few", "large", "tied", "reversed"]:
    s = d[d["set"] == name]
    for high in [0.05, 0.1, 0.2, 0.35, 0.9]:
        print(f"{name},{high},{roc_auc_score(s['label'], s['score'], max_fpr=high)!r}")
