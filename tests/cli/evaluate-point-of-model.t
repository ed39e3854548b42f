# An operating point of one model: NAME@MODEL=T. Names may repeat over models,
# and a model may be called anything.
show() {
    proctor evaluate "$samples/fixture40.csv" -l label -B 0 -f csv "$@" |
        awk -F, '$6 == "sensitivity" || $6 == "tp" { print $1, $6, $7, $8, $9, $11, $27 }'
}
try() {
    echo "== $*" >&2
    show "$@" || echo "exit status $?"
}
echo "== one name, another threshold for each model"
show -s new=score,old=score2 -t release@new=0.56 -t release@old=0.4
echo "== every model, and one more"
show -s new=score,old=score2 -t 0.5 -t low@old=0.3
echo "== with '@' in its name"
show -s 'a@b=score' -t release@a@b=0.5
echo "== the other model has none" | tee /dev/stderr
show -s new=score,old=score2 -t release@new=0.5
echo "== points in the JSON document"
proctor evaluate "$samples/fixture40.csv" -l label -B 0 -f json -s new=score,old=score2 \
    -t release@new=0.56 -t release@old=0.4 -t 0.5 | sed -n '/"points"/,/\]/p'
proctor evaluate "$samples/fixture40.csv" -l label -B 0 -f json -s score | sed -n '/"points"/,/\]/p'
# Errors.
try -s new=score,older=score2 -t release@old=0.5
try -s new=score,old=score2 -t release@zzzzzz=0.5
try -s new=score,old=score2 -t release@=0.5
try -s new=score,old=score2 -t @new=0.5
try -s new=score,old=score2 -t 2nd@new=0.5
try -s new=score,old=score2 -t release@new=high
try -s new=score,old=score2 -t release@new
try -s new=score,old=score2 -t release=0.5 -t release@new=0.4
try -s new=score,old=score2 -t release@new=0.5 -t release@new=0.4
