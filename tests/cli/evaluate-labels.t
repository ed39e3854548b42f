# Label values that are understood without asking, in any case, and what
# --positive, --negative and --exclude make of others.
show() {
    printf '%s: ' "$1"
    shift
    proctor evaluate a.csv -s score -l label -t 0.5 -f csv -B 0 --metrics tp,fn -q "$@" |
        awk -F, 'NR > 1 && $11 != "" && $6 !~ /not_sel|imputed|unverified/ { printf "%s%s=%s", n++ ? " " : "", substr($6, 1, 17), $11 } END { print "" }'
}
# values NEGATIVE POSITIVE: two positive studies, one of them flagged, three negative
values() {
    printf 'score,label\n0.9,%s\n0.2,%s\n0.8,%s\n0.1,%s\n0.3,%s\n' "$2" "$2" "$1" "$1" "$1" >a.csv
    show "$1 $2"
}
values 0 1
values 0.0 1.0
values FALSE True
values no YES
values n Y
values Negative POSITIVE
values neg pos
values normal Abnormal
values benign malignant
values Absent present
values healthy diseased
values -1 1
values -1.0 +1
values " No" "Yes "
printf 'score,label\n0.9,yes\n0.2,1\n0.8,NO\n0.1,0\n0.3,false\n' >a.csv
show "a mixture of words"
printf 'score,label\n0.9,1\n0.2,1\n0.8,0\n0.1,0\n0.3,0\n0.4,\n0.6,NA\n0.7,nan\n0.9,.\n0.9,NULL\n' >a.csv
show "five without truth"
printf 'score,label\n0.9,1\n0.2,1\n0.8,0\n0.1,-1\n0.3,0\n' >a.csv
show "CheXpert, uncertain left out" --exclude -1 --positive 1 --negative 0
show "CheXpert, uncertain is positive" --positive 1,-1
printf 'score,label\n0.9,4\n0.2,5\n0.8,3.0\n0.1,2\n0.3,0\n0.5,1\n' >a.csv
show "from 4 on" --positive 'label>=4'
show "every label column" --positive '>=4'
show "above 3" --positive 'label>3'
show "3 as it is and 3.0 are one number" --positive 3,4,5
show "below 2 is negative" --negative 'label<2'
show "0 left out" --exclude 0 --positive 'label>=4'
printf 'score,label\n0.9,"Poor, late"\n0.2,Poor\n0.8,Good\n0.1,Good\n0.3,\n' >a.csv
show "quoted" --positive '"Poor, late",Poor'
show "the empty field is negative" --positive '"Poor, late",Poor' --negative 'Good,""'
printf 'score,label\n0.9,QC\n0.2,1\n0.8,0\n0.1,0\n0.7,1\n' >a.csv
show "a missing word of one's own" --missing-values QC
