# The same records as CSV, TSV and NDJSON; text from the data in the quotes of
# each.
printf 'score,label,site\n0.2,0,"A, ""north"""\n0.9,1,"A, ""north"""\n0.4,0,B\\C\n0.7,1,B\\C\n' >a.csv
set -- a.csv -s score -l label -g site -B 0 -t 0.5 --metrics sensitivity --min-group 0
echo "== csv"
proctor evaluate "$@" -f csv
echo "== tsv"
proctor evaluate "$@" -f tsv
echo "== ndjson"
proctor evaluate "$@" -f ndjson | sed -n '8p; 9p'
proctor evaluate "$@" -f ndjson | wc -l | tr -d ' '
