# Where a difference has no variance.
printf 'y,a,b,worst\n1,.9,.8,.1\n1,.8,.9,.2\n1,.7,.7,.3\n0,.3,.2,.7\n0,.2,.3,.8\n0,.1,.1,.9\n' | sed 's/,\./,0./g' >six.csv
show() { cut -d , -f 1,2,6,9,11-13,15,19,27-28; }
echo "== two models with AUC 1 on 3 + 3 studies: nothing is shown at a margin of 0.02"
proctor compare six.csv -l y -s a,b -f csv -q --margin 0.02 --metrics auc | grep _difference | show
echo "== AUC 1 against 0"
proctor compare six.csv -l y -s a,worst -f csv -q --metrics auc | grep _difference | show
echo "== one ranking, two scales"
awk -F , -v OFS=, 'NR == 1 { print "y,a,scaled"; next } { print $1, $2, $2 / 2 }' six.csv >scaled.csv
proctor compare scaled.csv -l y -s a,scaled -t 0.5 -f csv -q --metrics auc,ppv --margin 0.02 | grep _difference | show
echo "== alternatives"
for alternative in greater less two-sided; do
    proctor compare "$samples/fixture40.csv" -l label -s score2,score --baseline score -f csv -q --metrics auc,specificity \
        --alternative $alternative --margin 0.05 -B 0 | grep _difference | show
done
echo "== low scores"
awk -F , -v OFS=, 'NR == 1 { print; next } { $4 = 1 - $4; $5 = 1 - $5; print }' "$samples/fixture40.csv" >low.csv
proctor compare low.csv -l label -s score2,score --baseline score --score-direction low -t 0.5 -f csv -q -B 0 |
    grep -E '_difference,|threshold,' | cut -d , -f 1,2,6,8,9,11-13,15
