# python3 curve.py < scores.csv > curve.csv
import sys
import pandas as pd
import sklearn
from sklearn.metrics import confusion_matrix, roc_curve

d = pd.read_csv(sys.stdin, comment="#")
print(f"# scikit-learn {sklearn.__version__}: roc_curve(drop_intermediate=False), confusion_matrix; sets fine, few, grades of scores.csv")
print("set,threshold,tp,fp,tn,fn")
for name in ["fine", "few", "grades"]:
    s = d[d["set"] == name]
    for t in roc_curve(s["label"], s["score"], drop_intermediate=False)[2][1:]:
        tn, fp, fn, tp = confusion_matrix(s["label"], s["score"] >= t).ravel()
        print(f"{name},{t!r},{tp},{fp},{tn},{fn}")
