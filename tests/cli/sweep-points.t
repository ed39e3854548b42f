# Operating points in the table: each once, with the numbers that evaluate gives, also
# where studies without a score have records of their own, and the chosen ones.
set -- "$samples/head-ct.csv" -s ai_score -l haemorrhage -B 200 -q
proctor sweep "$@" -t release=0.5 -t strict=0.8 --target-sensitivity 0.95 --youden --thresholds 0.1:0.9:0.4 |
    sed -n '/By threshold/,/^Notes/p'
proctor evaluate "$@" -t release=0.5 -t strict=0.8 --target-sensitivity 0.95 --youden -f csv |
    awk -F, '$4 == "" && $9 == "" && $10 == "" && ($6 == "sensitivity" || $6 == "specificity") { print $7, $8, $6, $11, $12, $13 }'
echo "-- saved and used again"
proctor sweep "$@" --youden --save-points points.csv -f csv >/dev/null && head -n 1 points.csv
proctor sweep "$@" --points points.csv --metrics sensitivity | grep youden
