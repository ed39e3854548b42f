# Every message that is about comparing.
f40="$samples/fixture40.csv"
try() { proctor compare "$@" >out || echo "status $?"; cat out; }
try "$f40" -l label -s score
try "$f40" -l label -s score,score2 --baseline scor
try "$f40" -l label -s score,score2 --margin -0.02
try "$f40" -l label -s score,score2 --margin 2
try "$f40" -l label -s score,score2 --margin much
try "$f40" -l label -s score,score2 --alternative lesser
try "$f40" -l label -s score,score2 --interval basic
try "$f40" -l label -s score,score2 --interval studentized
printf 'y,a,b\n1,0.9,\n0,,0.2\n1,,0.8\n' >apart.csv
try apart.csv -l y -s a,b
printf 'y,a,b\n1,0.9,\n0,0.3,0.2\n1,,0.8\n0,0.2,0.2\n' >one.csv
try one.csv -l y -s a,b
try "$f40" -l label -s score,score2 -t release@score=0.5 -q -f ndjson -o out.ndjson
try "$f40" -l label -s score,score2 -t release@score=0.5 -f ndjson -B 0 --metrics prevalence -o out.ndjson
