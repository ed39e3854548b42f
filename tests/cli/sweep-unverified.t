# Where truth was sought for flagged studies alone, the curve gives no sensitivity;
# what it gives is what evaluate gives at the same threshold.
made() { awk -v mode="$1" -f "$srcdir_abs/tests/cli/unverified.awk"; }
for mode in flagged rare few half scarce unflagged; do
    made $mode >$mode.csv
    proctor sweep $mode.csv -s score -l label --thresholds 0.1:0.9:0.2 -g site -f csv -q >curve.csv
    awk -F, -v mode=$mode 'NR > 1 { rows++; for (i = 10; i <= NF; i += 3) given += $i != "" }
        END { print mode ": " rows " rows, " given " numbers" }' curve.csv
    names=$(head -n 1 curve.csv | tr , '\n' | sed -n '10,$p' | grep -v -e '_low$' -e '_high$' | grep -v mcc)
    for t in 0.1 0.5 0.7; do
        proctor evaluate $mode.csv -s score -l label -t $t -B 0 -g site -f csv -q >records.csv
        for level in "" A B; do
            for name in $names; do
                want=$(awk -F, -v name="$name" -v level="$level" '$6 == name && $5 == level && $9 == "" && $10 == "" { print $11 "," $12 "," $13 }' records.csv)
                got=$(awk -F, -v name="$name" -v t=$t -v level="$level" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
                    $5 == t && $4 == level { print $at "," $(at + 1) "," $(at + 2) }' curve.csv)
                [ -n "$got" ] && [ "$want" = "$got" ] || echo "$mode: $name at $t in '$level': $got, evaluate: $want"
            done
        done
    done
done
echo "-- the page"
proctor sweep flagged.csv -s score -l label --thresholds 0.1:0.9:0.4 --fpr 0:0.2 -B 200 | sed -n '/ROC curve over/,$p'
