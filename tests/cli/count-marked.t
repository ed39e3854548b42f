# Tables of count say what they are: none is read as rows, and rounded scores are not judged where they were moved.
set -- -s ai_score -l haemorrhage
proctor count "$samples/head-ct.csv" "$@" -q -o raw.csv
proctor count "$samples/head-ct.csv" "$@" --digits 1 -t release=0.37 -q -o one.csv
proctor count "$samples/head-ct.csv" "$@" --digits 2 -t 0.37 -t 0.5 -q -o two.csv
head -n 2 raw.csv one.csv two.csv
try() {
    echo "-- $*"
    proctor "$@" >out 2>err
    echo "exit status $?"
    cat err
}

echo "-- without --freq"
for command in evaluate sweep report; do
    try $command one.csv "$@"
done
try plot roc one.csv "$@" --data roc.csv
try gate one.csv "$@" -t release=0.37 --claim 'sensitivity@release >= 0.8'
try evaluate raw.csv "$@" -B 0 -f csv
try count two.csv "$@"
echo "-- inspect"
proctor inspect one.csv | grep -A 1 '^ *proctor evaluate'
proctor inspect raw.csv | grep -A 1 '^ *proctor evaluate'

set -- "$@" --freq n
try evaluate one.csv "$@" -t release=0.5
try evaluate one.csv "$@"
try evaluate one.csv "$@" --youden
try gate one.csv "$@" -t release=0.5 --claim 'sensitivity@release >= 0.8'
try sweep one.csv "$@" -t 0.37 --thresholds 0.3:0.4:0.01
try evaluate one.csv "$@" -t release=0.37 -B 0 -f csv
try evaluate two.csv one.csv "$@" -t 0.5
try evaluate two.csv one.csv "$@" -t 0.37 -B 0 -f csv
echo "-- the numbers of the file"
for threshold in 0.37 0.5; do
    for table in two raw; do
        proctor evaluate $table.csv "$@" -t $threshold -B 0 -f csv -q | grep -E ',(sensitivity|specificity),' >$table
    done
    cmp two raw && echo "$threshold: same bytes of $(wc -l <two) lines"
done
echo "-- counted again, marked again: the fewer digits, and what is exact in both"
proctor count two.csv one.csv "$@" -q | head -n 2
proctor count two.csv "$@" --digits 3 -t 0.5 -q | head -n 2
proctor count two.csv "$@" --digits 3 -t 0.6 -q | head -n 2
echo "-- a column of the user's own"
printf 'score,label,rounded\n0.2,0,yes\n0.7,1,2 digits\n' >own.csv
try evaluate own.csv -s score -l label -B 0 -f csv
printf 'score,rounded,n\n0.2,0,3\n0.7,1,4\n' >own.csv
try count own.csv -s score -l rounded --freq n --digits 1
