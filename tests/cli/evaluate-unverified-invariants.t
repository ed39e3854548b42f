# Tenths of the scores, and the rules about truth, do not depend on the order of rows,
# on how rows are counted, or on the direction of the scores; they count patients.
made() { awk -v mode="$1" -f "$srcdir_abs/tests/cli/unverified.awk"; }
made rare >rare.csv
set -- -s score -l label -t 0.5 -B 0 -f csv -q -g site --metrics auc,sensitivity,specificity,ppv
records() { proctor evaluate "$@"; }

echo "-- Pearson's chi-square over the tenths, as scipy has it (tests/ref/unverified.py)"
records rare.csv "$@" | awk -F, '$4 == "" && $6 == "unverified_heterogeneity" {
    printf "pearson,%.9f,%.6e\n", $17, $19 }' >found.csv
records rare.csv "$@" -p patient | awk -F, '$4 == "" && $6 == "unverified_heterogeneity" {
    printf "rao-scott,%.9f,%.6e\n", $17, $19 }' >>found.csv
grep -v '^#' "$srcdir_abs/tests/ref/unverified.csv" | diff - found.csv && echo same

echo "-- shuffled"
records rare.csv "$@" >as-is.csv
{ head -n 1 rare.csv; tail -n +2 rare.csv | sort -t, -k4,4r -k1,1; } >shuffled.csv
records shuffled.csv "$@" | cmp - as-is.csv && echo same

echo "-- twice, or counted as two"
awk 'NR > 1 { print } { print }' rare.csv >twice.csv
awk -v OFS=, 'NR == 1 { print $0, "n"; next } { print $0, 2 }' rare.csv >counted.csv
records twice.csv "$@" >twice.out
records counted.csv "$@" --freq n | cmp - twice.out && echo same

echo "-- low scores mean the finding: the same tenths, seen from the other end"
awk -F, -v OFS=, 'NR > 1 { $1 = -$1 } { print }' rare.csv >low.csv
records low.csv -s score -l label -B 0 -f csv -q -t -0.5 --score-direction low | awk -F, '/unverified/ { print $4, $5, $6, $21, $22, $24, $25, $28 }'

echo "-- one study a patient: the rows' records"
awk -v OFS=, 'NR == 1 { print $0, "solo"; next } { print $0, "q" NR * 7 % 401 }' rare.csv >solo.csv
records solo.csv "$@" | cut -d, -f1-25,27- >rows.csv
records solo.csv "$@" -p solo | cut -d, -f1-25,27- >singletons.csv
cmp rows.csv singletons.csv && echo same

echo "-- no record depends on what else is asked"
records rare.csv "$@" | grep ',unverified,' >one.csv
records rare.csv "$@" -t 0.9 | grep ',unverified,' | cmp - one.csv && echo same

echo "-- keys are unique"
made flagged >flagged.csv
for more in "-t 0.9" "--metrics all" "--interval percentile"; do
    # shellcheck disable=SC2086
    proctor evaluate flagged.csv -s score -l label -t 0.5 -q -g site -f tsv -B 100 $more |
        awk -F '\t' 'seen[$1 FS $2 FS $3 FS $4 FS $5 FS $6 FS $7 FS $9 FS $10 FS $15]++ { print "twice: " $0 }'
done
