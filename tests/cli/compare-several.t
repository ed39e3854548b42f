# Several models and findings by pattern: each finding is compared for itself, and Holm's correction is over its models.
awk -F , -v OFS=, 'NR == 1 { print "m1: a", "m2: a", "m3: a", "m1: b", "m2: b", "m3: b", "a", "b"; next }
    { print $4, $5, ($4 + $5) / 2, $5, $4, "", $3, NR % 2 }' "$samples/fixture40.csv" >models.csv
proctor compare models.csv -s '{model}: {finding}' -l '{finding}' --models m1,m2,m3 --baseline m2 -B 200 -q
proctor compare models.csv -s '{model}: {finding}' -l '{finding}' --baseline m2 -B 0 -f csv -q --metrics auc |
    grep -E '^model|auc_' | cut -d , -f 1-3,6,11,15,17-20
echo "== every model is told whether the margin is kept, without -v"
proctor compare models.csv -s '{model}: {finding}' -l '{finding}' --findings a --baseline m2 -t 0.5 --margin 0.1 -q |
    grep -A 1 "not worse"
echo "== one model in detail with -v"
proctor compare models.csv -s '{model}: {finding}' -l '{finding}' --findings a --baseline m2 -B 0 -q -v | grep -n baseline
echo "== keys are unique"
proctor compare models.csv -s '{model}: {finding}' -l '{finding}' --baseline m2 -B 200 --margin 0.1 -f tsv -q --metrics all |
    cut -f 1-7,9,10,15 | sort | uniq -d
