# A threshold chosen at one site of head-ct.csv, locked, and judged at the others:
# the tables of proctor-evaluate(1), section "Chosen on the file".
page="$srcdir_abs/man/proctor-evaluate.1"
data="$samples/head-ct.csv"
on() { # METRIC POINT SCENARIO OPTIONS: estimate, low, high of the whole cohort
    metric=$1 point=$2 scenario=$3
    shift 3
    proctor evaluate "$data" -s ai_score -l haemorrhage -p patient_id -f tsv -q "$@" |
        awk -F '\t' -v m="$metric" -v p="$point" -v s="$scenario" \
            '$4 == "" && $6 == m && $7 == p && $9 == s && $10 == "" { print $8, $11, $12, $13, $27 }'
}
for site in Harbour Hill Lakeside Oldtown; do
    on youden youden '' --where site=$site --youden --save-points locked.csv >here
    on youden youden corrected --where site=$site --youden >expect
    on youden youden '' --where site!=$site --points locked.csv -B 0 >there
    paste -d ' ' here expect there | awk -v site=$site '{
        if ($15 != "ok" || $5 != "exploratory" || $1 != $11) print "not as it should be:", $0
        printf "%-9s %9s %8.3f %10.3f (%.3f to %.3f) %9.3f\n", site, $1, $2, $7, $8, $9, $12
        print $2, $7, $12 >>"sums" }'
done >table
awk '{ a += $1; b += $2; c += $3 } END { printf "%-9s %9s %8.3f %10.3f %25.3f\n", "mean", "", a / NR, b / NR, c / NR }' sums >>table
for site in Harbour Hill Lakeside Oldtown; do
    on sensitivity sens95 '' --where site=$site --target-sensitivity 0.95 --save-points locked.csv -B 0 >here
    on sensitivity sens95 '' --where site!=$site --points locked.csv -B 0 >there
    on sensitivity sens95-guaranteed '' --where site!=$site --points locked.csv -B 0 >sure
    paste -d ' ' here there sure | awk -v site=$site '{ printf "%-9s %9s %8.3f %10.3f %11s %10.3f\n", site, $1, $2, $7, $11, $12 }'
done >sure.table
cat table sure.table
while read -r line; do
    # groff does not care for the width of blanks, the display does
    grep -q -x -F -e "$line" "$page" || echo "not in the manual: $line"
done <<EOF
$(cat table sure.table)
EOF
