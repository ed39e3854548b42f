# Studies without a score: counted whatever is done with them. 8 rows: 6 with
# both, one positive and one negative study without score; one without truth.
cat >a.csv <<'END'
score,label,site
0.9,1,A
0.8,1,B
,1,A
0.4,1,B
0.7,0,A
n/a,0,B
0.2,0,A
0.1,0,B
0.3,.,A
END
show() {
    echo "== $*"
    proctor evaluate a.csv -s score -l label -t 0.5 -f csv -B 0 --metrics auc,sensitivity,specificity "$@" |
        awk -F, 'NR > 1 && $10 == "" && !/_vs_rest|heterogen|unverified/ { print $5 "," $6 "," $9 "," $11 "," $21 "," $22 "," $24 "," $25 }'
}
show
show --missing exclude
show --missing positive
show --missing negative
show --missing negative -g site
