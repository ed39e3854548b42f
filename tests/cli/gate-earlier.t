# A baseline that is an earlier result: unpaired, and said so in every output. New: every odd row of fixture40.csv, column score at 0.5; released: every even
# row, score2 at 0.4. Python 3 with SciPy, from the rows, written for this test (DeLong's variance as mean squares of the placements, its interval on
# the logit scale; beta.ppf for Clopper-Pearson; Wilson's formula), with d = a - b, L = d - hypot(a - la, ub - b), U = d + hypot(ua - a, b - lb):
#   AUC          0.958333 (0.770927 to 0.993678) - 0.802083 (0.524684 to 0.937022):  0.15625, -0.0746821428 to 0.4358922102
#   sensitivity  8/8 (Clopper-Pearson) - 7/8 (Wilson):                               0.125,   -0.2583951363 to 0.4708881822
#   specificity  10/12 (Clopper-Pearson) - 6/12 (Wilson):                            0.33333, -0.0684270300 to 0.6194842538
#   sensitivity  8/8 - 7/8 (Clopper-Pearson both):                                   0.125,   -0.2639906329 to 0.5265096709
#   PPV at a prevalence of 0.1, Se / (Se + 9 FPR): 0.4 and 0.162790697674
{ head -n 1 "$samples/fixture40.csv"; sed -n '2~2p' "$samples/fixture40.csv"; } >new.csv
{ head -n 1 "$samples/fixture40.csv"; sed -n '3~2p' "$samples/fixture40.csv"; } >old.csv
proctor evaluate old.csv -q -s score2 -l label -i id -g scanner -t release=0.4 -B 0 --min-group 2 -f json -o released.json
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
statistics: {min-group: 2}
points: {release: 0.5}
rules:
  - {claim: difference(auc) >= -0.1, baseline: {file: released.json}}
  - {claim: difference(sensitivity@release) >= -0.2, baseline: {file: released.json, model: score2}}
  - {claim: difference(specificity@release).estimate > 0.2, baseline: {file: released.json}, name: by 0.2}
  - {claim: difference(specificity@release) >= -0.9, baseline: {file: released.json}, each: scanner, untested: ignore}
  - auc >= 0.7
END
proctor gate new.csv --policy gate.yaml --json gate.json --junit gate.xml --markdown gate.md --annotations github
echo "exit status $?"
numbers() {
    grep -o '"metric": "[a-z]*_difference".*' "$1" |
        sed 's/"metric": "\([a-z_]*\)".*"estimate": \([-0-9.]*\), "conf_low": \([-0-9.]*\), "conf_high": \([-0-9.]*\),.*"method": "\([^"]*\)".*/\1 \2 \3 \4 \5/'
}
echo "== the numbers of the JSON"
numbers gate.json
echo "== where it is said"
for file in gate.json gate.xml gate.md; do
    grep -o 'unpaired: from released.json[^)("<]*' $file | sort | uniq -c
done
echo "== the record says which file it was, and what was subtracted"
hash=$(sha256sum released.json)
grep -c "\"name\": \"released.json\", \"sha256\": \"${hash%% *}\"" gate.json
digest=$(grep -o '"cohort_digest": "[0-9a-f]*"' released.json)
grep -c "$digest" gate.json
grep -c '"unpaired": \[' gate.json
echo "== a gate's record as baseline: Clopper-Pearson on both sides"
proctor gate old.csv -s score2 -l label -i id -t release=0.4 --claim 'sensitivity@release >= 0' --json released-gate.json >page
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
points: {release: 0.5}
rules:
  - {claim: difference(sensitivity@release) >= -0.3, baseline: {file: released-gate.json}}
END
proctor gate new.csv --policy gate.yaml --json gate.json
echo "exit status $?"
numbers gate.json
proctor gate --policy gate.yaml --explain
echo "== threads, order of rows, other rules and --interval bca change nothing"
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
rules:
  - {claim: difference(auc) >= -0.1, baseline: {file: released.json}}
END
sed 1d new.csv | sort -r >rows
{ head -n 1 new.csv; cat rows; } >shuffled.csv
proctor gate shuffled.csv --policy gate.yaml --threads 3 --interval bca -B 100 --json again.json >page
numbers again.json
echo "== without --id nobody can tell whether the studies are the same"
proctor evaluate old.csv -q -s score2 -l label -B 0 -f json -o anonymous.json
sed -i 's/id: id, //; s/released.json/anonymous.json/' gate.yaml
proctor gate new.csv --policy gate.yaml | sed -n '/^Why/,$p'
echo "== an earlier result about some of its studies"
proctor evaluate old.csv -q -s score2 -l label --where 'scanner = A,B' -B 0 -f json -o anonymous.json
proctor gate new.csv --policy gate.yaml | sed -n '/^Why/,$p'
echo "== a level that the earlier result lacks"
grep -v ',C$' old.csv >less.csv
proctor evaluate less.csv -q -s score2 -l label -i id -g scanner -t release=0.4 -B 0 --min-group 2 -f json -o less.json
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
statistics: {min-group: 2}
points: {release: 0.5}
rules:
  - {claim: difference(specificity@release) >= -0.9, baseline: {file: less.json}, each: scanner}
END
proctor gate new.csv --policy gate.yaml --junit gate.xml
grep -A 1 'scanner \[C\]' gate.xml
echo "== a released model that refused studies"
sed '3s/,0[.0-9]*,\([ABC]\)$/,,\1/' old.csv >refused.csv
proctor evaluate refused.csv -q -s score2 -l label -i id -B 0 -f json -o refused.json
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
rules:
  - {claim: difference(auc) >= -0.5, baseline: {file: refused.json}}
END
proctor gate new.csv --policy gate.yaml | sed -n '/^Why/,$p'
sed 's/label: label}/label: label, missing: exclude}/' gate.yaml >stated.yaml
proctor gate new.csv --policy stated.yaml | head -n 1
echo "== what depends on the prevalence is compared at one"
proctor evaluate old.csv -q -s score2 -l label -i id -t release=0.4 -B 0 -f json -o released.json --prevalence 0.1
cat >gate.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
statistics: {prevalence: 0.1}
points: {release: 0.5}
rules:
  - {claim: difference(ppv@release) >= -0.5, baseline: {file: released.json}}
END
proctor gate new.csv --policy gate.yaml --json gate.json | sed -n '/^Why/,/^$/p'
grep -o '"metric": "ppv", .*"prevalence": 0.1, "estimate": [0-9.]*' gate.json | sed 's/.*estimate/estimate/' | sort -u
numbers gate.json
