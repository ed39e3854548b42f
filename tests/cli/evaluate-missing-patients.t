# A scanner that refuses refuses all studies of a patient: the shares of studies
# without a score count patients, as sensitivity does. F40 and two patients without
# output, one with two studies with the finding, one with three without. Expected
# values: tests/ref/missing-patients.py.
{
    cat "$samples/fixture40.csv"
    for i in 1 2; do echo "x$i,q1,1,,,A"; done
    for i in 3 4 5; do echo "x$i,q2,0,,,B"; done
} >f45.csv
set -- -s score -l label -t 0.5 -B 0 -f csv -q -g scanner --metrics prevalence
proctor evaluate f45.csv "$@" -p patient >all.csv
awk -F, '$6 ~ /^missing/ && $6 !~ /heterogeneity/ {
    printf "%s,%s,%s,%d/%d,%.9f,%.9f,%d\n", $4, $5, $6, $21, $22, $12, $13, $26 }
    $6 == "missing_heterogeneity" {
    printf "%s,%s,%s,,%.9f,%.9f,%d\n", $4, $5, $6, $17, $19, $26 }' all.csv >found.csv
grep -v '^#' "$srcdir_abs/tests/ref/missing-patients.csv" | diff - found.csv && echo same
awk -F, '$6 ~ /^missing/ { print $6, $15 }' all.csv | sort -u

echo "-- one study a patient: the rows' records"
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "solo"; next } { print $0, "q" (NR * 7 % 47) }' \
    f45.csv >solo.csv
proctor evaluate solo.csv "$@" | cut -d, -f1-25,27- >rows.csv
proctor evaluate solo.csv "$@" -p solo | cut -d, -f1-25,27- >singletons.csv
cmp rows.csv singletons.csv && echo same
