# No two records of a run agree in model, baseline, finding, group, level,
# metric, point, scenario, prevalence and method.
cd "$samples" || exit 99
keys() {
    echo "== $*"
    proctor evaluate "$@" -f tsv -q -B 100 | awk -F '\t' '
        seen[$1 FS $2 FS $3 FS $4 FS $5 FS $6 FS $7 FS $9 FS $10 FS $15]++ { print "twice: " $0 }
        NF != 28 { print "not 28 columns: " $0 }
        END { print (NR > 20 ? "many" : NR) " records" }'
}
keys asah.csv -l outcome --positive Poor -s s100b,wfns,ndka --by gender -t 0.205
keys asah.csv -l outcome --positive Poor -s s100b,wfns --by 'gender,age:40,60,gender*age:50' -t 0.2 -t 0.3 -t a=0.2
keys asah.csv -l outcome,gos6 --positive outcome=Poor --positive 'gos6<=2' -s s100b --interval delong
keys fixture40.csv -l label -s score,score2 -g scanner
keys fixture40.csv -l label -s score,score2 -g scanner --interval percentile --proportion-interval jeffreys
keys head-ct.csv -l haemorrhage -s ai_score -g site,scanner,sex,age:18,65,study_date:month --missing positive
