# Studies of one patient are not independent: --patient.
set -- -s score -l label -t 0.5 -f csv -q
proctor evaluate "$samples/fixture40.csv" "$@" -p patient >patients.csv
# Obuchowski's standard error and the interval with 10 degrees of freedom, worked by hand.
awk -F, '$6 == "auc" && $15 == "obuchowski-logit" {
    printf "SE %.10f, %.7f to %.7f\n", $16, $12, $13 }' patients.csv
awk -F, '$6 == "sensitivity" && $10 == "" { print $15, $21 "/" $22, "patients", $26 }' patients.csv

echo "-- one study a patient: the rows' records"
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "solo"; next } { print $0, "q" (NR * 7 % 41) }' \
    "$samples/fixture40.csv" >solo.csv
proctor evaluate solo.csv "$@" -g scanner --min-group 4 | cut -d, -f1-25,27- >rows.csv
proctor evaluate solo.csv "$@" -g scanner --min-group 4 -p solo | cut -d, -f1-25,27- >singletons.csv
cmp rows.csv singletons.csv && echo same

echo "-- every row twice: the same interval of the AUC, twice the studies"
awk 'NR > 1 { print } { print }' "$samples/fixture40.csv" >twice.csv
proctor evaluate twice.csv "$@" -p patient >twice.out
for file in patients.csv twice.out; do
    awk -F, '$6 == "auc" { print $11, $12, $13, $15, $16, $26 }' "$file" >"$file.auc"
done
cmp patients.csv.auc twice.out.auc && echo same

echo "-- rows without a patient id are patients of their own"
awk 'BEGIN { FS = OFS = "," } NR > 20 { $2 = "" } { print }' "$samples/fixture40.csv" >some.csv
proctor evaluate some.csv -s score -l label -p patient -B 0 | grep -A1 -E 'Patients|No patient id'

echo "-- differences of p 1, by each interval of proportions"
for interval in wilson clopper-pearson jeffreys; do
    proctor evaluate "$samples/fixture40.csv" "$@" -p patient -t 0.1 -g scanner -B 0 \
        --metrics sensitivity --min-group 3 --proportion-interval $interval |
        awk -F, '$6 == "sensitivity_vs_rest" { print $5, $7, $11, $12, $13, $15, $19 }'
done

echo "-- two patients own all studies"
awk 'BEGIN { FS = OFS = "," } NR > 1 { $2 = "p" NR % 2 } { print }' "$samples/fixture40.csv" >two.csv
proctor evaluate two.csv "$@" -p patient |
    awk -F, '$6 == "auc" || $6 == "sensitivity" { print $6, $11, $12, $13, $15, $26 }'

echo "-- what cannot be had"
proctor evaluate "$samples/fixture40.csv" -s score -l label -p patient --interval studentized
echo "exit status $?"

echo "-- replicates of few patients are read at a higher confidence (tests/ref/bootstrap-patients.py)"
proctor evaluate "$samples/fixture40.csv" "$@" -p patient --interval percentile -B 20000 |
    awk -F, '$15 == "bootstrap-percentile-clustered" && $4 == "" && $6 == "auc" {
        print "found," $12 "," $13 }' | cat "$srcdir_abs/tests/ref/bootstrap-patients.csv" - |
    awk -F, '$1 == "expanded" { low = $2; high = $3 }
        $1 == "found" { print $2 - low < 0.008 && low - $2 < 0.008 && $3 - high < 0.004 && high - $3 < 0.004 ? "same within chance" : "other limits: " $0 " not " low " " high }'
