# --prevalence: what the table means where another share of the studies has the finding.
proctor evaluate "$samples/fixture40.csv" -s score -l label -t 0.5 --prevalence 0.05 -f csv -q >all.csv
# PPV and NPV by Bayes' rule, average precision by reweighting: worked by hand.
awk -F, '$10 == 0.05 && ($6 == "ppv" || $6 == "npv" || $6 == "average_precision") {
    printf "%s %.10f %s\n", $6, $11, $15 }' all.csv
awk -F, '$6 == "accuracy" { print $6, $9, $10, $11 }' all.csv
echo "-- in the text, beside the file's own"
proctor evaluate "$samples/fixture40.csv" -s score -l label -t 0.5 --prevalence 0.05,0.01 -B 0 |
    sed -n '/by how common/,/this file/p'
echo "-- what is no prevalence"
for p in 5 0 1 '5%' x; do
    proctor evaluate "$samples/fixture40.csv" -s score -l label --prevalence "$p"
    echo "exit status $?"
done
