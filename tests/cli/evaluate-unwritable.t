# Output that cannot be written: exit status 2, and the old file stays. A reader
# that has gone is no error.
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,1\n' >a.csv
set -- evaluate a.csv -s score -l label -B 0 -f csv --metrics prevalence
echo "== a folder that is not there"
proctor "$@" -o nowhere/out.csv 2>&1 || echo "exit status $?"
echo "== a folder in place of a file"
mkdir folder
proctor "$@" -o folder 2>&1 || echo "exit status $?"
echo "== a failed run keeps the old file"
echo old >out.csv
proctor "$@" --where score=5 -o out.csv 2>/dev/null || echo "exit status $?"
cat out.csv
echo "== a run that works replaces it"
proctor "$@" -o out.csv && head -n 1 out.csv | cut -c 1-14
echo "== nothing else is left"
ls
echo "== | head -n 1 ends quietly"
awk 'BEGIN { print "score,label,site"; for (i = 0; i < 6000; i++) print (i * 7919 % 1000) / 1000 "," i % 2 "," i % 50 }' >big.csv
{ proctor evaluate big.csv -s score -l label -g site -B 0 -f csv; echo "exit status $?" >status; } | head -n 1 | cut -c 1-14
cat status
