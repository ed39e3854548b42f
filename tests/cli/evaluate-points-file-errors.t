# Files of operating points that cannot be used: exit status 2, place and reason.
f40="$samples/fixture40.csv"
try() {
    echo "== $*" >&2
    proctor evaluate "$f40" -s score -l label -B 0 -q -f csv "$@" >out.csv || echo "exit status $?"
    [ ! -s out.csv ] || echo "there is output"
}
header='model,finding,point,threshold,rule,source_digest'
file() { # LINE...: points.csv
    printf '%s\n' "$@" >points.csv
    cat points.csv >&2
    try --points points.csv
}
try --points nowhere.csv
file 'model,finding,point' 'score,label,release'
file 'modell,finding,point,threshold' 'score,label,release,0.5'
file "$header" 'score,label,release,high,,'
file "$header" 'score,label,release,"0,5",,'
file "$header" 'score,label,release,inf,,'
file "$header" 'score,label,release,,,'
file "$header" 'score,label,,0.5,,'
file "$header" 'score,label,re lease,0.5,,'
file "$header" 'score,label,0.5,0.4,,'
file "$header" 'score,label,release,0.5,given,abc'
file "$header" 'score,label,release,0.5,given'
file "$header" ',,release,0.5,,' 'score,label,release,0.4,,'
file "$header"
file "$header" 'other,label,release,0.5,,' 'score,other,release,0.5,,'
printf '%s\n' "$header" ',,release,0.5,,' >points.csv
try --points points.csv -t release=0.4
printf '%s\n' "$header" ',,youden,0.5,,' >points.csv
try --points points.csv --youden
# Nothing is overwritten that is read.
cp "$f40" data.csv
f40=data.csv
try --save-points data.csv -t 0.5
try --points points.csv --save-points points.csv
try -t 0.5 --save-points same.csv -o same.csv
try -t 0.5 --save-points /nowhere/points.csv
try --points points.csv -o points.csv
cmp "$samples/fixture40.csv" data.csv
ls
