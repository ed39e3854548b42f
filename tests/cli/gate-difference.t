# Model minus baseline, paired. fixture40, R 4.2 (pROC roc.test, ci by the normal): difference of AUCs 0.0872396, -0.0046438 to 0.1791230.
cp "$samples/fixture40.csv" .
cat >policy.yaml <<'END'
version: 1
data: {id: id, score: score, label: label, missing: exclude}
points: {release: 0.5}
rules:
  - {claim: difference(auc) >= -0.02, baseline: {score: score2}}
  - {claim: difference(auc) > 0, baseline: {score: score2}}
  - {claim: difference(sensitivity@release) >= -0.05, baseline: {score: score2}}
  - {claim: difference(specificity@release) > 0, baseline: {score: score2}}
  - {claim: difference(specificity@release).estimate > 0.2, baseline: {score: score2}, name: by 0.2}
  - {claim: difference(auc) >= -0.9, baseline: {score: score2}, each: scanner, untested: ignore, name: each scanner}
  - auc >= 0.7
END
proctor gate fixture40.csv --policy policy.yaml --junit gate.xml
echo "exit status $?"
grep -c '<testcase' gate.xml
echo "== the same numbers as compare"
proctor compare fixture40.csv -s score,score2 --baseline score2 -l label -i id -t release=0.5 -B 0 -f tsv -q 2>/dev/null |
    grep -e auc_difference -e y_difference | grep -v -e mcnemar -e keep= | cut -f 6,7,11,12,13
echo "== studies that one of them lacks"
awk -F , -v OFS=, 'NR == 3 { $5 = "" } { print }' fixture40.csv >gap.csv
proctor gate gap.csv --policy policy.yaml
echo "exit status $?"
sed 's/score: score2}/score: score2, min_overlap: 0.9}/' policy.yaml >some.yaml
proctor gate gap.csv --policy some.yaml | sed -n 4,6p
