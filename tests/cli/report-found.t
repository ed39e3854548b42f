# "What was found" says what the gate's verdict rests on: the rule, the level, the number with its interval and fraction, and what
# was required. The subgroups that rules judge are shown, after those of --by, in whatever cut --by has.
cp "$samples/head-ct.csv" "$samples/fixture40.csv" "$samples/ci/whole-cohort.yaml" "$samples/ci/release-gate.yaml" .
cat >many.yaml <<'END'
version: 1
data: {id: id, score: score, label: label, missing: exclude}
points: {release: 0.5}
rules:
  - {claim: difference(auc) >= -0.02, baseline: {score: score2}}
  - {claim: difference(sensitivity@release) >= -0.2, baseline: {score: score2}, where: scanner = A}
  - {claim: sensitivity@release >= 0.5, each: scanner}
  - {name: some scanner, claim: specificity@release >= 0.95, each: scanner, min_negatives: 1, untested: ignore}
  - {claim: gap(sensitivity@release) <= 0.1, over: scanner}
  - sensitivity@release.lower >= 0.95
  - sensitivity@release.estimate >= 0.95
  - {claim: auc >= 0.99, severity: warn}
  - count >= 1000
  - missing <= 0.02
  - lr_pos@release >= 4
  - {claim: auc >= 0.1, severity: off}
END
sed 's/sensitivity@release >= 0.80/sensitivity@release >= 0.87/' whole-cohort.yaml >near.yaml
found() {
    proctor report "$@" -B 0 -f markdown >page.md
    sed -n '/^## What was found/,/^## S/p' page.md | grep -e '^The gate' -e "^- '"
}
for policy in whole-cohort near release-gate; do
    echo "== $policy"
    found head-ct.csv --policy $policy.yaml
done
echo "== every kind of rule"
found fixture40.csv --policy many.yaml
echo "== several models: once, before the overview"
sed 's/score: score,/score: [score, score2],/; /difference/d' many.yaml >two.yaml
found fixture40.csv --policy two.yaml | head -n 4
grep -c '^The gate' page.md
grep '^## ' page.md | sed -n '3,4p'
echo "== subgroups"
by() {
    proctor report head-ct.csv --policy release-gate.yaml "$@" -B 0 -f markdown | grep '^### By'
}
by
by -g 'site,sex,age:18,65'
sed 's/over: sex/over: age:40/' release-gate.yaml >cut.yaml
proctor report head-ct.csv --policy cut.yaml -g age:18,65 -B 0 -f markdown >page.md
sed -n '/^### By age/,/^## /p' page.md | grep 65
