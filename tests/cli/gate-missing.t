# Studies without a score: a rule that passes without them is judged again with them flagged, unflagged, wrong and right: 12 of 15
# are found, at the worst 12 of 17.
{
    echo "score,label,room"
    yes "0.9,1,A" | head -n 12
    yes "0.1,1,A" | head -n 3
    yes "0.2,0,B" | head -n 9
    echo "0.8,0,B"
    yes ",1,A" | head -n 2
    echo ",0,B"
} >a.csv
try() {
    echo "== $*"
    proctor gate a.csv -s score -l label "$@" 2>&1
    echo "exit status $?"
}
# Clopper-Pearson, lower limits (R binom.test): 12/15 0.519, 12/17 0.440
try --claim 'sensitivity@0.5 >= 0.5'
try --claim 'sensitivity@0.5 >= 0.4'
try --claim 'sensitivity@0.5 >= 0.5' --missing exclude
try --claim 'sensitivity@0.5 >= 0.5' --missing negative
try --claim 'sensitivity@0.5.estimate >= 0.75'
try --claim 'missing <= 0.05'
cat >policy.yaml <<'END'
version: 1
data: {score: score, label: label}
rules:
  - {claim: sensitivity@0.5 >= 0.5, missing: exclude}
  - {claim: mcc@0.5.estimate >= 0.1}
END
echo "== two rules"
proctor gate a.csv --policy policy.yaml
