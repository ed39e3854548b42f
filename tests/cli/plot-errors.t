# Everything that plot can be asked wrongly.
set -- -s score -l label -B 0
cp "$samples/fixture40.csv" a.csv
try() {
    echo "-- $*" >&2
    proctor plot "$@" -s score -l label >/dev/null
    echo "exit status $?" >&2
}
try
try rok a.csv -o a.svg
try a.csv -o a.svg
try roc a.csv
try roc a.csv -o a.jpg
try roc a.csv -o picture
try roc a.csv -o a.svg --xlim 0.2
try roc a.csv -o a.svg --xlim 0.3:0.2
try roc a.csv -o a.svg --xlim 0:1.5
try roc a.csv -o a.svg --metrics auc
try roc a.csv -o a.svg --band simultaneous -B 0
try roc a.csv -o a.svg --band wide
try forest a.csv -o a.svg --band none
try forest a.csv -o a.svg --xlim 0:0.5
try forest a.csv -o a.svg --metrics sensitivty
try roc a.csv --data a.csv
try roc a.csv -o a.svg --data a.svg
try roc a.csv -o a.svg --data a.gp
try roc a.csv -f svg -o a.gp
try roc a.csv -f gp -o a.csv
cp a.csv b.gp
try roc b.gp -o b.svg
cmp a.csv b.gp
try roc a.csv -o nowhere/a.gp
echo "-- one class" >&2
printf 'score,label\n0.2,1\n0.7,1\n' >one.csv
try roc one.csv -o one.gp
ls
