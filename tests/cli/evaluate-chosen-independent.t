# What is chosen, and its correction, depends on the studies and the rule alone.
rules='--youden --target-sensitivity 0.8 --target-specificity 0.8 --max-flags 30 --cost 3:1'
f40="$samples/fixture40.csv"
shuffle() { # a fixed shuffle: rows sorted by a hash of their number
    awk 'NR == 1 { print; next } { printf "%010d\t%s\n", (NR * 2654435761) % 4294967291, $0 | "sort | cut -f 2-" }' "$1"
}
# shellcheck disable=SC2086 # $rules is a list
evaluate() {
    proctor evaluate "$@" $rules -B 300 -f csv -q --save-points points.csv
    cat points.csv
}
same() { # NAME: got.csv against want.csv
    cmp want.csv got.csv && grep -c corrected got.csv | sed "s/^/$1: the same, corrected records: /"
}
evaluate "$f40" -s score -l label -g scanner >want.csv
shuffle "$f40" >shuffled.csv
cmp -s "$f40" shuffled.csv && echo "not shuffled"
evaluate shuffled.csv -s score -l label -g scanner >got.csv
same "shuffled rows"
evaluate "$f40" -s score -l label -g scanner --threads 7 >got.csv
same "7 threads"
evaluate "$f40" -s score,score2 -l label -g scanner | grep -v '^score2' >got.csv
same "one model of two"
evaluate "$f40" -s score,score2 -l label -g scanner | grep '^score2' >got.csv
evaluate "$f40" -s score2 -l label -g scanner | grep '^score2' >want.csv
same "the other"
evaluate "$f40" -s score -l label -p id | sed 's/,40,ok/,,ok/' | cut -d , -f 1-25,27- >got.csv
evaluate "$f40" -s score -l label | cut -d , -f 1-25,27- >want.csv
same "patients of one study each are as rows"
evaluate "$f40" -s score -l label -p patient >want.csv
evaluate shuffled.csv -s score -l label -p patient --threads 3 >got.csv
same "patients, shuffled"
# Rows that count for several studies.
awk -F, 'NR == 1 { print "score,label,n"; next } { k = 1 + NR % 3; print $4 "," $3 "," k }' "$f40" >counted.csv
awk -F, 'NR == 1 { print "score,label"; next } { for (i = 0; i < $3; i++) print $1 "," $2 }' counted.csv >repeated.csv
evaluate counted.csv -s score -l label --freq n >got.csv
evaluate repeated.csv -s score -l label >want.csv
same "counted rows are as repeated ones"
# One rule alone.
evaluate "$f40" -s score -l label | grep -E ',youden,0?\.?[0-9]*,(corrected)?,' >want.csv
rules=--youden
evaluate "$f40" -s score -l label | grep -E ',youden,0?\.?[0-9]*,(corrected)?,' >got.csv
same "one rule of five"
