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
echo "-- the column of counts has the name that it had"
printf 'score,label,weight\n0.21,0,3\n0.74,1,4\n' >weights.csv
proctor count weights.csv -s score -l label --freq weight --digits 1 -t 0.4 -q -o weighted.csv
try evaluate weighted.csv -s score -l label
cut -d , -f 1-3 weighted.csv >bare.csv
try evaluate bare.csv -s score -l label
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
echo "-- no point is needed, or none is kept"
try evaluate one.csv "$@" -B 0 --metrics auc -f csv
proctor count two.csv "$@" --digits 2 -t 0.6 -q -o none.csv
try evaluate none.csv "$@" -t 0.4
echo "-- rows by their score"
try evaluate one.csv "$@" -t 0.37 --where 'ai_score>=0.3' -B 0 -f csv
try evaluate none.csv "$@" --metrics auc --where 'ai_score<0.37' -B 0 -f csv
try evaluate one.csv "$@" -t 0.37 --where 'ai_score>=0.37' -B 0 -f csv
try evaluate one.csv "$@" -t 0.37 -g ai_score:0.37,0.5 -B 0 -f csv
try count one.csv "$@" --where 'ai_score>=0.3'
try gate one.csv "$@" -t 0.37 --where 'ai_score>0.3' --claim 'auc >= 0.5'
for table in one raw; do
    proctor evaluate $table.csv "$@" -t 0.37 --where 'ai_score>=0.37' -B 0 -f csv -q | grep -e ',tp,' -e ',fp,' >$table
done
cmp one raw && echo "0.37: same bytes of $(wc -l <one) lines"
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
