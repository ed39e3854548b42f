# Rules that cannot be understood, and names that are taken.
try() {
    echo "== $*" >&2
    proctor evaluate "$samples/fixture40.csv" -s score -l label "$@" || echo "exit status $?"
}
try --target-sensitivity 95
try --target-sensitivity 0
try --target-sensitivity 0,95
try --target-sensitivity high
try --target-specificity 1.01
try --target-specificity -0.5
try --max-flags 0
try --max-flags 101
try --max-flags few
try --cost 5
try --cost 5:0
try --cost -1:1
try --cost five:one
try --target-sensitivity 0.9 --target-sensitivity 0.90
try --youden -t youden=0.5
try --target-sensitivity 0.9 -t sens90-guaranteed=0.3
try --max-flags 20 --max-flags 20.0
try --save-points points.csv
ls
