# Vendor codes that mean "no result": numbers compare as numbers, words exactly.
printf 'score,label\n0.2,0\n-1,1\n0.4,0\n0.7,1\n-1.0,0\n0.8,1\nQC_FAIL,1\n' >a.csv
show() {
    echo "== $*"
    echo "== $*" >&2
    proctor evaluate a.csv -s score -l label -t 0.5 -f csv -B 0 --metrics auc "$@" >out || echo "exit status $?"
    awk -F, 'NR > 1 && $11 != 0 && $9 == "" && ($6 == "auc" || $6 ~ /^rows_/) { print $6 "," $11 "," $24 "," $25 }' out
}
show --missing-values -1,QC_FAIL
show --missing-values=-1 --missing-values=QC_FAIL
show --missing-values QC_FAIL,-1 --missing positive
show --missing-values -1
show --missing-values -1,qc_fail
# naming one code does not say that the other is a score
show --missing-values QC_FAIL
show --missing-values "QC_FAIL,"
printf 'score,label\n0.2,0\n-1,1\n0.4,0\n0.7,1\n-1.0,0\n0.8,1\n' >a.csv
show --missing-values=''
show --missing-values -1
printf 'score,label\n0.2,0\n-1,1\n0.4,0\n0.7,1\n-2,0\n0.8,1\n' >a.csv
show
