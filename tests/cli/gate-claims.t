# Claims of the command line on fixture40. R 4.2: AUC 0.9114583 with DeLong's variance (pROC), on the logit scale 0.7702723 to 0.9693293;
# sensitivity 13/16 by Clopper-Pearson 0.5435435 to 0.9595263 (binom.test).
cp "$samples/fixture40.csv" .
try() {
    echo "== $*"
    proctor gate fixture40.csv -s score -l label "$@" 2>&1
    echo "exit status $?"
}
try --claim 'auc >= 0.70'
try --claim 'auc >= 0.96'
try --claim 'auc >= 0.85'
try --claim 'auc.estimate >= 0.85' --claim 'sensitivity@0.5.lower > 0.54'
try --claim 'sensitivity@0.5 >= 0.54' -t release=0.5 --claim 'sensitivity@release >= 0.95'
try --claim 'specificity@0.5 <= 0.5' --claim 'sensitivity@0.5 >= 0.54'
try --claim 'count >= 40' --claim 'positives < 16' --claim 'negatives >= 24' --claim 'missing <= 0'
try --claim 'auc >= 0.70' --interval bca -B 500
# 0.7781 of 500 replicates is too near, so there are 5000; then 0.7707 is
try --claim 'auc >= 0.77' --interval bca -B 500
try --claim 'auc >= 0.76' --interval bca -B 500
try --claim 'sensitivity@0.5 >= 0.85' -p patient 2>&1 | head -n 3
try --claim 'lr_pos@0.5 >= 2' --claim 'mcc@0.5 >= 0.1' -B 500
try --claim 'brier <= 0.25' --claim 'average_precision >= 0.5' -B 500
