# One class only: an error with the counts if it is so everywhere, an undefined
# record where it is so in a subgroup or for one of several findings.
try() {
    echo "== $*" >&2
    proctor evaluate a.csv "$@" || echo "exit status $?"
}
printf 'score,label,rare,site\n0.2,0,0,A\n0.9,0,1,A\n,1,0,B\n0.7,0,1,B\n0.4,0,0,A\n' >a.csv
try -s score -l label
try -s score -l rare --where site=B --where 'score>0'
printf 'score,label,rare,site\n0.2,0,0,A\n0.9,1,0,A\n0.3,1,0,B\n0.7,1,0,B\n0.4,0,0,A\n' >a.csv
show() {
    echo "== $*"
    proctor evaluate a.csv "$@" -f csv -B 0 -t 0.5 -q |
        awk -F, 'NR > 1 && $6 !~ /^rows_/ && $10 == "" && ($27 != "ok") { print $3 "|" $5 "|" $6 "|" $11 "|" $12 "|" $13 "|" $24 "+" $25 "|" $27 "|" $28 }'
}
show -s score -l label,rare --metrics auc,sensitivity,ppv,lr_pos,mcc,average_precision
show -s score -l label -g site --min-group 1 --metrics auc,sensitivity,specificity,ppv,npv,mcc,dor,lr_pos,brier
echo "== the table of levels"
proctor evaluate a.csv -s score -l label -g site -B 0 -t 0.5 --metrics auc,sensitivity,specificity
