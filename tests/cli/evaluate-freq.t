# --freq: a row counts as so many studies, and gives the bytes of the repeated rows.
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "n"; next } { print $0, NR % 4 + 1 }' \
    "$samples/fixture40.csv" >counted.csv
awk 'BEGIN { FS = "," } NR == 1 { print; next }
    { for (i = 0; i < $7; i++) print $1 "," $2 "," $3 "," $4 "," $5 "," $6 }' counted.csv >rows.csv
sed -i.bak '1s/,n$//' rows.csv
set -- -s score,score2 -l label -g scanner -t 0.5 -f csv -q
proctor evaluate counted.csv "$@" --freq n >a.csv
proctor evaluate rows.csv "$@" >b.csv
cmp a.csv b.csv && echo "rows: same bytes"
proctor evaluate counted.csv "$@" --freq n -p patient >a.csv
proctor evaluate rows.csv "$@" -p patient >b.csv
cmp a.csv b.csv && echo "patients: same bytes"
echo "-- what is no count"
printf 'score,label,n\n0.2,0,3\n0.7,1,2.5\n0.6,1,0\n' >bad.csv
proctor evaluate bad.csv -s score -l label --freq n
echo "exit status $?"
proctor evaluate counted.csv -s score -l label --freq n -i id
echo "exit status $?"
