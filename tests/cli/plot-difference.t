# Paired differences of two models by subgroup: the records are those of compare.
set -- "$samples/fixture40.csv" -s score,score2 -l label -t release=0.5 -B 200 -q \
    --baseline score2 -g scanner
proctor plot difference "$@" --metrics auc,sensitivity --margin 0.05 --term
echo "-- the script"
proctor plot difference "$@" --metrics auc,sensitivity,flags_per_100 --margin 0.05 -o d.gp --data d.csv
sed -n '/^\$panel/,/^EOD/p; /^set xrange/p; /^set xlabel/p; /^set arrow/p' d.gp
sed -n "s/^set label '\([^']*\)'.*/\1/p" d.gp
proctor compare "$@" --metrics auc,sensitivity,flags_per_100 --margin 0.05 -f csv | cmp - d.csv
echo "-- who is better stands beside 0"
sed -n "s/^set label .\([a-z]*\) better. at \(first 0\), .* \(left\|right\) .*/\1: \2, \3/p" d.gp
echo "-- swapped"
proctor plot difference "$1" -s score,score2 -l label --baseline score -B 0 -q --term | head -n 5
echo "-- a margin to either side, or to the higher"
for side in two-sided less; do
    proctor plot difference "$@" --margin 0.1 --alternative $side -o side.gp
    sed -n 's/^set arrow from \(.*\) nohead.*/\1/p' side.gp
done
echo "-- several models, two files"
awk 'BEGIN { FS = OFS = "," } { print $0, NR == 1 ? "third" : 1 - $4 }' "$1" >three.csv
proctor plot difference three.csv -s score,score2,third -l label -B 0 -q --term
cut -d , -f 1,3,4 "$1" >new.csv
cut -d , -f 1,3,5 "$1" >old.csv
proctor plot difference new.csv old.csv -i id -s new=score,old=score2 -l label -B 0 -q --term
echo "-- what cannot be drawn" >&2
try() {
    echo "-- $*" >&2
    proctor plot "$@" -o x.svg
    echo "exit status $?" >&2
}
try difference new.csv -s score -l label
try difference three.csv -s score,score2 -l label --metrics mcc -q
try difference new.csv old.csv three.csv -s score -l label
try roc three.csv -s score,score2 -l label --baseline score2
try forest three.csv -s score -l label --margin 0.1
try forest three.csv -s score -l label --alternative greater
try sweep new.csv old.csv -s score -l label --min-overlap 0.5
try forest three.csv -s score -l label --metrics tp -q
ls
