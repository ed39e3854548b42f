# 1e11 studies and more in a table: sums over pairs pass 2^64 by far, and the AUC is that of Python's whole numbers.
need python3
cat >exact.py <<'EOF'
import csv, sys
from fractions import Fraction
cells = {}
for row in csv.DictReader(open(sys.argv[1])):
    cells.setdefault(float(row["score"]), [0, 0])[int(row["label"])] += int(row["n"])
below = twice = 0
for score in sorted(cells):
    neg, pos = cells[score]
    twice += pos * (2 * below + neg)
    below += neg
pairs = below * sum(pos for _, pos in cells.values())
print("pairs/2^64 %.3g" % (pairs / 2 ** 64), "auc %.12g" % Fraction(twice, 2 * pairs))
EOF
check() {
    proctor evaluate "$1" -s score -l label --freq n -B 0 --metrics auc -f csv -q |
        awk -F , '$6 == "auc" { print "auc " $11 ", " $23 " studies" }'
    python3 exact.py "$1"
}
awk 'BEGIN { print "score,label,n"
    for (i = 0; i < 50; i++) print i / 50 ",0," 1700000000 + 7 * i "\n" i / 50 ",1," 300000001 + i * i * 1001 }' >even.csv
check even.csv
# Nearly all pairs are between two cells, and what is told apart are single studies.
printf 'score,label,n\n0.1,0,99999999999\n0.2,1,1\n0.3,0,1\n0.3,1,99999999998\n' >far.csv
check far.csv
# As many as there may be.
printf 'score,label,n\n0.1,0,250000000000\n0.1,1,249999999999\n0.2,0,249999999999\n0.2,1,250000000002\n' >most.csv
check most.csv
echo "-- counted in pieces"
proctor count even.csv -s score -l label --freq n -q -o counts-1.csv
sed 1d even.csv | awk 'BEGIN { print "score,label,n" } { print }' >half.csv
proctor count half.csv -s score -l label --freq n -q | cmp - counts-1.csv && echo "same bytes"
proctor count even.csv -s score -l label --freq n --digits 1 -q -o rounded.csv
check rounded.csv
proctor count even.csv -s score -l label --freq n --digits 1 -o rounded.csv
