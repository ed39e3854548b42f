# A policy in another command is the same as its options.
mkdir ci
cp "$samples/fixture40.csv" ci/data.csv
cat >ci/policy.yaml <<'END'
version: 1
data: {score: [score, score2], label: label, patient: patient, by: scanner, missing-values: '-1'}
statistics: {confidence: 0.9, replicates: 200, seed: 7}
points: {release: 0.5, other: {score2: 0.6}}
rules: [auc >= 0.5]
END
proctor evaluate ci/data.csv --policy ci/policy.yaml -f csv -q >policy.csv
proctor evaluate ci/data.csv -s score,score2 -l label -p patient -g scanner --missing-values -1 --confidence 0.9 -B 200 --seed 7 \
    -t release=0.5 -t other@score2=0.6 -f csv -q >typed.csv
cmp policy.csv typed.csv
wc -l <policy.csv
echo "== what the policy leaves open can be typed"
proctor evaluate ci/data.csv --policy ci/policy.yaml --min-group 5 -f csv -q | wc -l
echo "== what it states needs --override"
proctor evaluate ci/data.csv --policy ci/policy.yaml --confidence 0.8 -f csv -q 2>&1
proctor evaluate ci/data.csv --policy ci/policy.yaml --confidence 0.8 --override -f csv -q | cut -d , -f 14 | sort -u
echo "== paths start in the policy's folder"
printf 'version: 1\ndata: {score: score, label: label, id: id, truth: data.csv}\n' >ci/truth.yaml
proctor evaluate ci/data.csv --policy ci/truth.yaml -B 0 -q -f csv | wc -l
echo "== overruled, in a gate"
proctor gate ci/data.csv --policy ci/policy.yaml --confidence 0.8 --override | sed -n 1,4p
