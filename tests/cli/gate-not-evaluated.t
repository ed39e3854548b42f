# Exit 2, whatever was wrong: nothing on standard output, and no file of an earlier run can be taken for a pass. What the policy, the rules and the data
# say wrong is in gate-errors.t, gate-policy-errors.t and gate-earlier-errors.t; here it is what all of them have in common.
head -n 21 "$samples/fixture40.csv" >a.csv
{ head -n 1 "$samples/fixture40.csv"; sed -n '22,$p' "$samples/fixture40.csv"; } >old.csv
head -n 11 a.csv >few.csv
sed 's/,1,/,x,/; s/,0,/,1,/; s/,x,/,0,/' a.csv >other.csv
sed '5s/$/,/' a.csv >ragged.csv
sed '5s/,0[.0-9]*,/,high,/' a.csv >words.csv
grep -v ',0,0' a.csv >positive.csv
: >empty.csv
gzip -c a.csv | head -c 60 >cut.csv.gz
proctor evaluate a.csv -q -s score -l label -i id --target-sensitivity 0.8 -B 0 --save-points points.csv -o page 2>/dev/null
proctor evaluate a.csv -q -s score2 -l label -i id -B 0 -f json -o same.json 2>/dev/null
proctor evaluate old.csv -q -s score -l label -i id -B 0 -f json -o old.json 2>/dev/null
head -c 3000 old.json >cut.json
proctor gate a.csv -s score -l label -i id --claim 'auc >= 0.5' --json pass.json --junit pass.xml --markdown pass.md >page
echo "before: $(head -n 1 page)"

n=0
loud() { echo "$name: $*"; }
# After a gate that is not to be evaluated: what it left.
check() { # STATUS
    n=$((n + 1))
    [ "$1" = 2 ] || loud "exit status $1"
    [ ! -s out ] || loud "standard output: $(head -n 1 out)"
    [ "$(grep -c '^proctor: ' err)" = 1 ] || loud "not one message"
    grep -q '"verdict": "pass"' gate.json && loud "a pass in the JSON"
    [ "$(sed -n 's/^    "verdict": "\(.*\)",$/\1/p' gate.json)" = error ] || loud "JSON: no error"
    grep -q '"exit_status": 2' gate.json || loud "JSON: another exit status"
    tests=$(grep -c '<testcase' gate.xml)
    [ "$(grep -c '<error' gate.xml)" = "$tests" ] || loud "JUnit: not every case is an error"
    # one case says what is wrong, and the others that they were not evaluated
    [ "$(grep '<error' gate.xml | grep -c -v 'message="not evaluated"')" = 1 ] || loud "JUnit: not one reason"
    [ "$(grep -c '^## Gate' gate.md)" = 2 ] || loud "Markdown: not one heading more"
    tail -n +2 gate.md | grep '^## Gate' | tail -n 1 | grep -q 'NOT EVALUATED' || loud "Markdown: no error at its end"
}
run() { # OPTIONS: among files of a gate that passed
    cp pass.json gate.json
    cp pass.xml gate.xml
    sed -n 1p pass.md >gate.md
    status=0
    proctor gate "$@" --json gate.json --junit gate.xml --markdown gate.md >out 2>err </dev/null || status=$?
    check $status
}
try() { # NAME OPTIONS
    name=$1
    shift
    run "$@"
}
ok="-s score -l label"
claim='auc >= 0.5'
# shellcheck disable=SC2086 # the options are words
{
    try "no rule" a.csv $ok
    try "unknown option" a.csv $ok --claim "$claim" --typo
    try "bad claim" a.csv $ok --claim 'auc => 0.5'
    try "limit" a.csv $ok --claim 'auc >= 85'
    try "unknown metric" a.csv $ok --claim 'acu >= 0.5'
    try "same claim" a.csv $ok --claim "$claim" --claim "$claim"
    try "no point" a.csv $ok --claim 'sensitivity@release >= 0.5'
    try "percentile" a.csv $ok --claim "$claim" --interval percentile
    try "no file" gone.csv $ok --claim "$claim"
    try "no input" $ok --claim "$claim"
    try "empty" empty.csv $ok --claim "$claim"
    try "cut off" cut.csv.gz $ok --claim "$claim"
    try "ragged" ragged.csv $ok --claim "$claim"
    try "words" words.csv $ok --claim "$claim"
    try "one class" positive.csv $ok --claim "$claim"
    try "no column" a.csv -s scor -l label --claim "$claim"
    try "no label" a.csv -s score -l lable --claim "$claim"
    try "no rows" a.csv $ok --where 'scanner = none' --claim "$claim"
    try "no truth" a.csv $ok -i id --truth gone.csv --claim "$claim"
    try "no policy" a.csv --policy gone.yaml
}
policy() { # NAME RULES [MORE]
    name=$1
    printf 'version: 1\ndata: {id: id, score: score, label: label}\n%srules:\n  - auc >= 0.1\n  - count >= 1\n%s\n' \
        "${3:-}" "$2" >policy.yaml
    run a.csv --policy policy.yaml
}
difference='claim: difference(auc) >= -0.9, baseline:'
policy "YAML" "  - {claim: auc >= 0.5"
policy "key" "  - {clam: auc >= 0.5}"
policy "name" "  - auc >= 0.1"
policy "statistics" "  - auc >= 0.5" "statistics: {confidence: high}
"
policy "column of a rule" "  - {claim: auc >= 0.5, each: scaner}"
policy "level" "  - {claim: auc >= 0.5, each: scanner, require: [D]}"
policy "where" "  - {claim: auc >= 0.5, where: scaner = A}"
policy "where without rows" "  - {claim: auc >= 0.5, where: scanner = none}"
policy "model" "  - {claim: auc >= 0.5, model: scor}"
policy "chosen here" "  - sensitivity@sens80 >= 0.5" "points: {sens80: {file: points.csv}}
"
policy "baseline column" "  - {$difference {score: scor2}}"
policy "baseline itself" "  - {$difference {score: score}}"
policy "baseline gone" "  - {$difference {file: gone.csv, score: score2}}"
policy "overlap" "  - {$difference {file: few.csv, score: score2}}"
policy "other truth" "  - {$difference {file: other.csv, score: score2}}"
policy "result gone" "  - {$difference {file: gone.json}}"
policy "result cut off" "  - {$difference {file: cut.json}}"
policy "same studies" "  - {$difference {file: same.json}}"
policy "no such model" "  - {$difference {file: old.json, model: x}}"
policy "no such level" "  - {$difference {file: old.json}, each: scanner}"
echo "$n gates that could not be evaluated"

echo "== the rule at fault says why"
policy "no such model" "  - {$difference {file: old.json, model: x}}"
grep -E '<testcase|<error' gate.xml
sed -n '/"rules"/,$p' gate.json | grep -o '"why": .*'
cat gate.md

echo "== a gate that passes is noticed"
policy "control" "  - count >= 2"
