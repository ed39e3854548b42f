# What the command line can get wrong: exit status 2, a message, a hint, and
# nothing on standard output.
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,1\n' >a.csv
try() {
    echo "== $*" >&2
    proctor "$@" || echo "exit status $?"
}
try evalute a.csv
try frobnicate
try help evalute
try --quiet
try evaluate
try evaluate a.csv -s score -l label --treshold 0.5
try evaluate a.csv -s score -l label --thresh 0.5
try evaluate a.csv -s score -l label --m all
try evaluate a.csv -s score -l label --wibblewobble
try evaluate a.csv -s score -l label --wibblewobble=3
try evaluate a.csv -s score -l label -x
try evaluate a.csv -s score -l label -qx
try evaluate a.csv -s score -l label --quiet=yes
try evaluate a.csv -l label -s
try evaluate a.csv -l label --score
try evaluate a.csv -s score -l label -f cvs
try evaluate a.csv -s score -l label --format zzzzzzz
try evaluate a.csv -s score -l label --replicates many
try evaluate a.csv -s score -l label --replicates -5
try evaluate a.csv -s score -l label --replicates 99
try evaluate a.csv -s score -l label --seed 18446744073709551616
try evaluate a.csv -s score -l label --confidence high
try evaluate a.csv -s score -l label --confidence 95
try evaluate a.csv -s score -l label --confidence 1
try evaluate a.csv -s score -l label --confidence 0
try evaluate a.csv -s score -l label --delimiter ab
try evaluate a.csv -s score -l label --delimiter '"'
try evaluate a.csv -s score -l label --encoding klingon
try evaluate a.csv -s score -l label --metrics sensitivty
try evaluate a.csv -s score -l label --metrics auc,qqqqqqqqqq
try evaluate a.csv -s score -l label -t high
try evaluate a.csv -s score -l label -t 0,5
try evaluate a.csv -s score -l label -t 0.3,0.5
try evaluate a.csv -s score -l label -t nan
try evaluate a.csv -s score -l label -t inf
try evaluate a.csv -s score -l label -t 1e999
try evaluate a.csv -s score -l label -t release=
try evaluate a.csv -s score -l label -t =0.5
try evaluate a.csv -s score -l label -t 2nd=0.5
try evaluate a.csv -s score -l label -t 0.5 -t 0.50
try evaluate a.csv -s score -l label -t a=0.5 -t a=0.6
