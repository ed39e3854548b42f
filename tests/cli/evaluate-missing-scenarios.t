# F40 and five studies without output, 2 with the finding and 3 without: the five rows
# and the bounds of the AUC, worked by hand.
{ cat "$samples/fixture40.csv"; for i in 1 2; do echo "x$i,q$i,1,,,A"; done; for i in 3 4 5; do echo "x$i,q$i,0,,,B"; done; } >f45.csv
proctor evaluate f45.csv -s score -l label -t 0.5 -B 0 -f csv -q >all.csv
awk -F, '$4 == "" && $10 == "" && ($6 == "sensitivity" || $6 == "specificity") {
    printf "%-18s %s %s/%s\n", $9, $6, $21, $22 }' all.csv
awk -F, '$4 == "" && $6 == "auc" { printf "%-18s auc %.10f\n", $9, $11 }' all.csv
awk -F, '$6 ~ /^missing/ { print $4, $5, $6, $21 "/" $22 }' all.csv
echo "-- an operating point is shown once"
proctor evaluate f45.csv -s score -l label -t 0.5 -t 0.7 -B 0 -q -g scanner |
    grep -cE '^(At 0.[57]: flagged|By scanner at)'
proctor evaluate f45.csv -s score -l label -t 0.5 -B 0 | sed -n '/^Studies without/,/^Notes/p'
