# --models and --findings keep some of many pairs; @file is a subgroup.
awk 'BEGIN { FS = OFS = "," }
    NR == 1 { print "a: x", "b: x", "a: y", "x", "y"; next }
    { print $4, $5, $5, $3, 1 - $3 }' "$samples/fixture40.csv" >many.csv
pairs() { cut -d, -f1,3 | sort -u | grep -v '^model' | tr '\n' ' '; echo; }
set -- many.csv -s '{model}: {finding}' -l '{finding}' -B 0 -f csv -q
proctor evaluate "$@" | pairs
proctor evaluate "$@" --models a | pairs
proctor evaluate "$@" --findings x | pairs
proctor evaluate "$@" --findings x --models b | pairs
proctor evaluate "$@" --models c
echo "exit status $?"
proctor evaluate "$@" --models b --findings y
echo "exit status $?"
echo "-- @file"
head -21 "$samples/fixture40.csv" >one.csv
{ head -1 "$samples/fixture40.csv"; tail -20 "$samples/fixture40.csv"; } >two.csv
proctor evaluate one.csv two.csv -s score -l label -g @file -B 0 --metrics auc -f csv -q |
    awk -F, '$4 != "" && $6 == "auc" { print $4, $5, $24 "+" $25 }'
