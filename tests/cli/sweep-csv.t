# All rows as CSV: thresholds fall from inf, tables sum up to the cohort and to the
# levels, and each row is what evaluate says at its threshold.
set -- "$samples/fixture40.csv" -l label -B 200
proctor sweep "$@" -s score -g scanner -f csv >curve.csv
head -n 4 curve.csv
awk -F, 'NR > 1 { n[$3 "," $4 " "]++; sum = $6 + $7 + $8 + $9
    if (of[$3 $4] && of[$3 $4] != sum) print "a table of " sum " studies"
    of[$3 $4] = sum } END { for (key in n) print key n[key] " rows, " of[substr(key, 1, index(key, ",") - 1) substr(key, index(key, ",") + 1, length(key) - index(key, ",") - 1)] " studies" }' curve.csv | sort
echo "-- as evaluate"
names=$(head -n 1 curve.csv | tr , '\n' | sed -n '10,$p' | grep -v -e '_low$' -e '_high$' | grep -v mcc)
for t in 0.89 0.56 0.2; do
    proctor evaluate "$@" -s score -t $t -f csv -q >records.csv
    for name in $names; do
        want=$(awk -F, -v name="$name" '$6 == name && $4 == "" && $9 == "" && $10 == "" { print $11 "," $12 "," $13 }' records.csv)
        got=$(awk -F, -v name="$name" -v t=$t 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
            $5 == t && $4 == "" { print $at "," $(at + 1) "," $(at + 2) }' curve.csv)
        [ -n "$got" ] && [ "$want" = "$got" ] || echo "$name at $t: $got, evaluate: $want"
    done
done
echo "-- low scores mean the finding"
awk 'BEGIN { FS = OFS = "," } NR > 1 { $4 = 1 - $4 } 1' "$samples/fixture40.csv" >low.csv
proctor sweep low.csv -s score -l label --score-direction low -f csv -q | cut -d, -f5-12 | head -4
proctor sweep low.csv -s score -l label --score-direction low -f csv -q | cut -d, -f6- >a
proctor sweep "$@" -s score -f csv -q | cut -d, -f6- | cmp - a && echo "the same tables"
echo "-- stated prevalences are columns of their own"
proctor sweep "$@" -s score --prevalence 0.05 --metrics sensitivity,ppv -f csv -q | grep -e threshold -e ',0.83,'
proctor evaluate "$@" -s score --prevalence 0.05 -t 0.83 --metrics ppv -f csv -q | awk -F, '$10 == 0.05 { print $11, $12, $13 }'
echo "-- studies without a score that count as flagged are flagged in every row"
printf 'score,label\n,1\n0.9,1\n0.4,0\n,0\n0.2,0\n' >missing.csv
proctor sweep missing.csv -s score -l label --missing positive -f csv -q | cut -d, -f5-9
proctor sweep missing.csv -s score -l label --missing negative -f csv -q | cut -d, -f5-9
