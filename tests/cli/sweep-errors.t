# Everything that sweep can be asked wrongly.
try() {
    echo "-- $*" >&2
    proctor sweep "$samples/fixture40.csv" -s score -l label "$@" >/dev/null
    echo "exit status $?" >&2
}
try --thresholds 0.1,0.2
try --thresholds 0:1:0
try --thresholds 0:1:-0.1
try --thresholds 0.9:0.1:0.1
try --thresholds 0:1:0.000001
try --thresholds 0:1:1e-2
try --thresholds 0:99999999999999:0.0001
try --fpr 0.1
try --fpr 0.2:0.1
try --tpr 0.8:1.1
try --tpr 0,8:1
try --fpr 0:0.1 -f csv
try --band both
try --band simultaneous -B 0
try --threshold 0:1:0.1
printf 'score,label\n0.2,1\n0.7,1\n' >one.csv
echo "-- one class" >&2
proctor sweep one.csv -s score -l label
echo "exit status $?" >&2
echo "-- no file" >&2
proctor sweep -s score -l label </dev/null
