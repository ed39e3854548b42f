# With a policy the report says what was laid down and gives the gate's verdict: the same line, table, reasons and
# exit status as `gate` itself.
cp "$samples/head-ct.csv" "$samples/fixture40.csv" "$samples/ci/whole-cohort.yaml" "$samples/ci/release-gate.yaml" .
sed 's/version: 1/version: 1\nstatistics: {confidence: 0.9, prevalence: [0.02, 0.1]}/; s/specificity@release >= 0.80/specificity@release >= 0.86/' \
    whole-cohort.yaml >near.yaml
cat >other.yaml <<'END'
version: 1
data: {id: id, score: score, label: label, missing: exclude}
points: {release: 0.5}
rules:
  - {claim: difference(auc) >= -0.02, baseline: {score: score2}}
  - {claim: difference(sensitivity@release) >= -0.2, baseline: {score: score2}, where: scanner = A}
END

# The verdict within a Markdown page: its line, rules and reasons.
verdict() {
    sed -n '/^##* Gate/,$ p' "$1" | sed '/^## Methods/,$ d; /^## Notes/,$ d' |
        grep -e '^#* Gate' -e '^|' -e '^- .*: .*\.$' | sed 's/^#*//' | awk '!seen[$0]++'
}
try() { # DATA POLICY OPTION...
    data=$1 policy=$2
    shift 2
    proctor gate "$data" --policy "$policy" "$@" --markdown gate.md >/dev/null 2>&1
    status=$?
    proctor report "$data" --policy "$policy" "$@" -B 200 -f markdown >report.md
    echo "== $policy $*: gate $status, report: $(grep -o 'exit status is .' report.md)"
    verdict gate.md >one
    verdict report.md >two
    diff one two && echo "the same $(wc -l <one) lines"
    sed -n '/^## What was laid/,/^## What was found/p' report.md | grep -e '^Gate' -e '^Not stated' -e '^Overruled' -e '^| p'
    rm gate.md
}
try head-ct.csv whole-cohort.yaml
try head-ct.csv release-gate.yaml
try head-ct.csv near.yaml
try head-ct.csv near.yaml -g 'sex,age:18,65'
try head-ct.csv near.yaml --override --prevalence 0.3
try head-ct.csv release-gate.yaml -g site,scanner
try fixture40.csv other.yaml -t strict=0.9
echo "== the whole"
proctor report head-ct.csv --policy release-gate.yaml -B 0 -f markdown >out.md
sed -n '/^## What was laid/,/^## What was found/p; /^## Gate/,/^## Methods/p' out.md
echo "== what it states again makes the same report"
awk '/^```/ { inside = !inside; next } inside && /^proctor report/' out.md | tee told
sh -c "$(cat told) -f markdown" | cmp - out.md
echo "== a policy without rules"
sed '/^rules/,$ d' near.yaml >settings.yaml
proctor report head-ct.csv --policy settings.yaml -B 0 -f markdown | sed -n '/^## What was laid/,/^## What was found/p; /^## Gate/p'
echo "== what cannot be judged"
proctor report --policy whole-cohort.yaml -B 0 -o none.html <head-ct.csv || echo "status $?"
echo 'rules: []' >>settings.yaml
proctor report head-ct.csv --policy settings.yaml -B 0 -o none.html || echo "status $?"
sed 's/release: 0.5/launch: 0.5/' whole-cohort.yaml >unknown.yaml
proctor report head-ct.csv --policy unknown.yaml -B 0 -o none.html || echo "status $?"
sed '/^points/,/release:/d' whole-cohort.yaml >chosen.yaml
sed -i 's/@release/@sens95/' chosen.yaml
proctor report head-ct.csv --policy chosen.yaml --target-sensitivity 0.95 -B 0 -o none.html || echo "status $?"
[ ! -e none.html ]
