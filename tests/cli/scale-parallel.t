# parallel.sh of the samples, with GNU parallel: the page is that of the rows, and a file that cannot be read ends it.
need parallel
parallel --version 2>/dev/null | grep -q 'GNU parallel' || exit 77
HOME=$PWD # where parallel keeps what it knows of the machine
export HOME
head -n 1 "$samples/head-ct.csv" | tee a.csv b.csv >"a file.csv"
awk 'NR > 1 { print >>(NR % 3 == 0 ? "a.csv" : NR % 3 == 1 ? "b.csv" : "a file.csv") }' "$samples/head-ct.csv"
"$samples/scale/parallel.sh" a.csv b.csv "a file.csv" >results.txt
ls counts
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 >rows.txt
diff rows.txt results.txt | grep "^[<>]"
echo "-- a piece that cannot be read"
rm -r counts
"$samples/scale/parallel.sh" a.csv missing.csv b.csv >results.txt 2>err
echo "exit status $?"
cat results.txt
grep missing.csv: err
