# What is no fault of a policy: exit 2, nothing that looks like a verdict, and no file of an earlier run that could be taken for one.
try() {
    echo "== $*" >&2
    proctor gate "$@" || echo "exit status $?" >&2
}
cp "$samples/fixture40.csv" .
f=fixture40.csv
try "$f"
try "$f" -s score -l label --claim 'auc => 0.5'
try "$f" -s score -l label --claim 'auc >= 0.5' --claim 'auc >= 0.50'
try "$f" -s score -l label --claim 'auc >= 0.5' --interval percentile
try "$f" -s score -l label --claim 'gap(auc) <= 0.5'
try "$f" -s score -l label --claim 'difference(auc) >= -0.02'
try "$f" -s score -l label --claim 'sensitivity@release >= 0.5'
try "$f" -s score,score2 -l label -t x@score2=0.3 --claim 'sensitivity@x >= 0.5'
try "$f" -s score -l label --policy no-such.yaml
try "$f" -s score -l label --claim 'auc >= 0.5' --cliam 'auc >= 0.5'
try no-such.csv -s score -l label --claim 'auc >= 0.5'

# A point that was chosen on these studies, and another on half of them.
proctor evaluate "$f" -q -i id -s score -l label --target-sensitivity 0.8 -B 0 --save-points points.csv -o page
cat >policy.yaml <<'END'
version: 1
data: {id: id, score: score, label: label}
points: {sens80: {file: points.csv}}
rules:
  - sensitivity@sens80 >= 0.5
END
try "$f" --policy policy.yaml
{ head -n 1 "$f"; sed -n '2~2p' "$f"; } >half.csv
proctor evaluate half.csv -q -i id -s score -l label --target-sensitivity 0.8 -B 0 --save-points points.csv -o page
echo "== chosen on half of them" >&2
proctor gate "$f" --policy policy.yaml >page
head -n 1 page >&2

# Files say "error" then, also those of an earlier run.
proctor gate "$f" -s score -l label --claim 'auc >= 0.5' --json gate.json --junit gate.xml --markdown gate.md >page
try "$f" --json gate.json --junit gate.xml --markdown gate.md -s scor -l label --claim 'auc >= 0.5' --annotations github
grep -A 2 '"verdict": {' gate.json >&2
grep -E '<testsuite |<error' gate.xml >&2
grep '^## ' gate.md >&2
try "$f" -s score -l label --claim 'auc >= 0.5' --typo --junit gate.xml
grep -E '<testsuite ' gate.xml >&2

# An output that cannot be written spoils a passed gate.
try "$f" -s score -l label --claim 'auc >= 0.5' --json no-such-folder/gate.json --junit gate.xml
grep -E '<testsuite ' gate.xml >&2
try "$f" -s score -l label --claim 'auc >= 0.5' --markdown no-such-folder/gate.md
echo "== full" >&2
proctor gate "$f" -s score -l label --claim 'auc >= 0.5' >/dev/full || echo "exit status $?" >&2
cp "$f" copy.csv
try copy.csv -s score -l label --claim 'auc >= 0.5' --json copy.csv
cp policy.yaml copy.yaml
try copy.csv --policy copy.yaml --junit copy.yaml
try copy.csv --typo --policy copy.yaml --markdown copy.yaml
cmp "$f" copy.csv
cmp policy.yaml copy.yaml

# Standard input is read once.
cat >policy.yaml <<'END'
version: 1
data: {score: score, label: label}
rules:
  - auc >= 0.5
  - {claim: count >= 3, where: scanner = A}
END
try --policy policy.yaml <"$f"
