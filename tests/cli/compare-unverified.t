# Where only flagged studies have truth, a difference cannot be estimated either; PPV can.
awk -F , -v OFS=, 'NR > 1 && $4 < 0.5 { $3 = "" } { print }' "$samples/fixture40.csv" >flagged.csv
proctor compare flagged.csv -s score2,score --baseline score -l label -B 200 -q
proctor compare flagged.csv -s score2,score --baseline score -l label -B 200 -f tsv -q >records.tsv
echo "== differences"
grep -E '_difference	' records.tsv | cut -f 6,7,9,11,15,27
echo "== keys are unique"
cut -f 1-7,9,10,15 records.tsv | sort | uniq -d
