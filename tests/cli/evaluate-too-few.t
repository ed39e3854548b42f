# Levels below --min-group are shown but not judged: estimate and interval stay,
# no p-value, in no test. Only the class that a metric needs counts.
awk 'BEGIN {
    print "score,label,site"
    for (i = 0; i < 120; i++) {
        positive = i % 3 == 0
        site = i < 60 ? "large" : i < 100 ? "mid" : i < 109 ? "few" : "fewpos"
        if (site == "fewpos") positive = i % 11 == 0
        print (positive ? 0.4 : 0.1) + (i * 37 % 101) / 200 "," positive "," site
    }
}' >a.csv
show() {
    echo "== $*"
    proctor evaluate a.csv -s score -l label -g site -t 0.5 -f csv -B 0 --metrics auc,sensitivity,specificity "$@" |
        awk -F, 'NR > 1 && $4 != "" { printf "%s|%s|%s|%s|%s|p %s|%s+%s|%s|%s\n", $5, $6, $15, $11 == "" ? "-" : "x", $12 == "" ? "-" : "interval", $19 == "" ? "-" : "x", $24, $25, $27, substr($28, 1, 21) }'
}
show
show --min-group 0
show --min-group 14
proctor evaluate a.csv -s score -l label -g site -t 0.5 -B 0
