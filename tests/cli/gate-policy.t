# A release gate on the synthetic head CTs: every kind of rule, and all outputs. R 4.2, binom.test: 655/738 0.8624966 to 0.9094200,
# 4492/5241 0.8473190 to 0.8664581, 224/258 0.8207420 to 0.9069809.
cat >gate.yaml <<'END'
version: 1
data:
  id: study_id
  score: ai_score
  label: haemorrhage
  missing: negative  # what the product does with a study it refuses
statistics: {prevalence: 0.05}
points:
  release: 0.5
rules:
  - auc >= 0.92
  - sensitivity@release >= 0.90
  - specificity@release <= 0.80
  - name: every site works
    claim: sensitivity@release >= 0.80
    each: site
  - name: every scanner works
    claim: sensitivity@release >= 0.80
    each: scanner
    min_positives: 30
    require: [Orion 128]
    untested: ignore
  - name: sexes alike
    claim: gap(sensitivity@release) <= 0.10
    over: sex
  - name: no site is hopeless
    claim: sensitivity@release >= 0.95
    each: site
    severity: warn
  - {claim: ppv@release >= 0.2, where: age >= 40, severity: warn}
  - {claim: sensitivity.estimate >= 0.85, name: adults without refusals, where: age >= 18, missing: exclude}
  - positives >= 100
  - missing <= 0.02
  - {claim: count >= 100000, severity: off}
END
proctor gate "$samples/head-ct.csv" --policy gate.yaml --json gate.json --junit gate.xml \
    --markdown summary.md --annotations github
echo "exit status $?"
echo "== JUnit"
if command -v xmllint >/dev/null; then
    xmllint --noout --schema "$srcdir_abs/tests/xml/junit.xsd" gate.xml 2>&1 | grep -v 'validates$'
fi
grep -c '<testcase' gate.xml
grep '<testsuite ' gate.xml
grep '^    <system-out>' gate.xml
echo "== Markdown is appended"
proctor gate "$samples/head-ct.csv" --policy gate.yaml --markdown summary.md --annotations none >page 2>/dev/null
grep '^## Gate' summary.md
echo "== the same bytes again, on other threads and in another order"
head -n 1 "$samples/head-ct.csv" >shuffled.csv
sed 1d "$samples/head-ct.csv" | sort -r >>shuffled.csv
mv shuffled.csv head-ct.csv
proctor gate head-ct.csv --policy gate.yaml --json again.json --junit again.xml --threads 3 >again 2>/dev/null
cmp gate.xml again.xml && cmp page again
grep -v sha256 gate.json >a
grep -v sha256 again.json >b
cmp a b
echo "== verdict alone"
sed -n '/"verdict": {/,/"rules"/p' gate.json | sed 's/[0-9a-f]\{64\}/HASH/'
