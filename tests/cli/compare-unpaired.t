# One model on two files with different studies. pROC 1.18.0 and R: t 0.7415413829 on 22.9178835447 df, p 0.4658969101.
for site in A B C; do
    awk -F , -v site=$site 'NR == 1 || $6 == site' "$samples/fixture40.csv" >$site.csv
done
proctor compare A.csv B.csv --unpaired -s score -l label -B 200
show() { cut -d , -f 1,2,6,11-13,15-19; }
echo "== records"
proctor compare A.csv B.csv --unpaired -s score -l label -B 0 -f csv -q | grep -E '^model|_difference' | show
echo "== an AUC of 1"
proctor compare C.csv A.csv --unpaired -s score -l label -B 0 -f csv -q --metrics auc | grep _difference | show
echo "== swapped"
proctor compare A.csv C.csv --unpaired -s score -l label -B 0 -f csv -q --metrics auc | grep _difference | show
echo "== patients who are in both files"
proctor compare A.csv B.csv --unpaired -s score -l label -B 0 -p patient -f csv -q --metrics auc,sensitivity | grep _difference | show
echo "== the records of one file are those of evaluate on it"
proctor compare A.csv B.csv --unpaired -s score -l label -B 0 -f csv -q | grep '^A,,' | grep -v rows_ | sed 's/^A,/score,/' >got
proctor evaluate A.csv -s score -l label -B 0 -f csv -q --metrics prevalence,auc,sensitivity,specificity,ppv,npv,flags_per_100 |
    grep -v -E 'rows_|^model' | cmp - got
