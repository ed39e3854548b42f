# Every message that is about comparing.
f40=fixture40.csv
cp "$samples/fixture40.csv" .
try() { proctor compare "$@" >out || echo "status $?"; cat out; }
try "$f40" -l label -s score
try "$f40" -l label -s score,score2 --baseline scor
try "$f40" -l label -s score,score2 --baseline old
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
echo "== discordant studies"
try "$f40" -l label -s score,score2 --discordant d.csv
try "$f40" -l label -s score,score2 -i id --discordant "$f40"
try "$f40" -l label -s score,score2 -i id --discordant d.csv -o d.csv
ls d.csv 2>/dev/null
echo "== unpaired"
cp "$f40" copy.csv
try "$f40" -l label -s score --unpaired
try "$f40" copy.csv one.csv -l label -s score --unpaired
try "$f40" copy.csv -l label -s score,score2 --unpaired
try "$f40" copy.csv -l label -s score --unpaired --margin 0.02
try "$f40" copy.csv -l label -s score --unpaired -g scanner
head -n 1 "$f40" >empty.csv
try "$f40" empty.csv -l label -s score --unpaired -q
sed '/,p[0-9]*,0,/d' "$f40" >positives.csv
try "$f40" positives.csv -l label -s score --unpaired -q
