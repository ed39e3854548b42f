# Earlier results that cannot be a baseline: exit 2 with line and column, what to do, and nothing on standard output.
{ head -n 1 "$samples/fixture40.csv"; sed -n '2~2p' "$samples/fixture40.csv"; } >new.csv
{ head -n 1 "$samples/fixture40.csv"; sed -n '3~2p' "$samples/fixture40.csv"; } >old.csv
evaluate() { # FILE OPTIONS
    output=$1
    shift
    proctor evaluate old.csv -q -s score2 -l label -i id -B 0 -f json -o "$output" "$@" 2>/dev/null
}
# try BASELINE [CLAIM [MORE KEYS]]: what is inside the braces of 'baseline'.
try() {
    cat >gate.yaml <<END
version: 1
data: {id: id, score: score, label: label}
points: {release: 0.5}
rules:
  - auc >= 0.7
  - claim: ${2:-difference(auc) >= -0.1}
    baseline: {$1}${3:+
    $3}
END
    echo "== $*" >&2
    proctor gate new.csv --policy gate.yaml || echo "exit status $?" >&2
}
evaluate good.json -t release=0.4
echo "good: $(try 'file: good.json' 2>/dev/null | head -n 1)"

# The file
try 'file: gone.json'
mkdir folder.json && try 'file: folder.json'
: >empty.json && try 'file: empty.json'
head -c 5000 good.json >cut.json && try 'file: cut.json'
sed 's/"command"/command/' good.json >broken.json && try 'file: broken.json'
cp old.csv text.json && try 'file: text.json'
echo '{"a": 1}' >other.json && try 'file: other.json'
sed 's/"command": "evaluate"/"command": "sweep"/' good.json >sweep.json && try 'file: sweep.json'
sed 's/"conf_low": 0.5[0-9]*/"conf_low": 0.99/' good.json >edited.json && try 'file: edited.json'
truncate -s 67108865 large.json && try 'file: large.json'
rm large.json
proctor gate old.csv -s nothing -l label --claim 'auc >= 0.5' --json failed.json 2>/dev/null
try 'file: failed.json'

# The keys
try 'file: good.json, score: score2'
try 'file: good.json, min_overlap: 0.9'
try 'file: old.csv, model: score2'
try 'score: score2, model: score2'
try 'model: score2'

# What is in it
try 'file: good.json, model: scor2'
proctor evaluate old.csv -q -s score,score2 -l label -i id -B 0 -f json -o two.json 2>/dev/null
try 'file: two.json'
sed 's/"finding": "label"/"finding": "lesion"/' good.json >lesion.json && try 'file: lesion.json'
evaluate sens.json -t release=0.4 --metrics sensitivity
try 'file: sens.json'
try 'file: good.json' 'difference(mcc@release) >= -0.1'
try 'file: good.json' 'difference(ppv@release) >= -0.1'
evaluate late.json -t late=0.4
try 'file: late.json' 'difference(sensitivity@release) >= -0.1'
evaluate unchosen.json
try 'file: unchosen.json' 'difference(sensitivity@0.5) >= -0.1'
evaluate chosen.json --target-sensitivity 0.8
sed 's/"sens80"/"release"/' chosen.json >chosen-release.json
try 'file: chosen-release.json' 'difference(sensitivity@release) >= -0.1'
try 'file: good.json' 'difference(auc) >= -0.1' 'each: scanner'
evaluate patients.json -g patient
sed 's/"group": "patient"/"group": "scanner"/' patients.json >strange.json
try 'file: strange.json' 'difference(auc) >= -0.1' 'each: scanner'
evaluate ninety.json --confidence 0.9
try 'file: ninety.json'
evaluate percentile.json --interval percentile -B 100
grep -v '"method": "delong-logit"' percentile.json >bootstrap.json
try 'file: bootstrap.json'
sed 's/"delong-logit"/"bootstrap-basic"/' good.json >basic.json && try 'file: basic.json'
sed 's/"conf_low": [0-9][-0-9.e]*/"conf_low": null/' good.json >unlimited.json && try 'file: unlimited.json'
sed 's/\("metric": "auc".*"estimate": \)[0-9.]*/\1null/' good.json >undefined.json && try 'file: undefined.json'
sed 's/"rows_imputed": {"n": 0/"rows_imputed": {"n": 2/; s/"missing": "exclude"/"missing": "negative"/' good.json >refused.json
try 'file: refused.json'

# The same studies
proctor evaluate new.csv -q -s score2 -l label -i id -B 0 -f json -o same.json 2>/dev/null
try 'file: same.json'
proctor evaluate new.csv -q -s score -l label -B 0 -f json -o itself.json 2>/dev/null
try 'file: itself.json'

# A baseline is not overwritten, not even by an error.
cp good.json kept.json
for output in json junit; do
    try_output() { proctor gate new.csv --policy gate.yaml --$output "$1" || echo "exit status $?" >&2; }
    try 'file: kept.json' >/dev/null 2>&1
    echo "== --$output kept.json" >&2
    try_output kept.json
    try 'file: kept.json, score: x' >/dev/null 2>&1
    try_output kept.json 2>/dev/null
done
cmp good.json kept.json
