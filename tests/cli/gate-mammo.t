# 5,444 mammograms of nine scanners, of which most have too few cancers: how many were tested is said in every output.
need_shared
cat >policy.yaml <<'END'
version: 1
data: {score: preds, label: cancer, patient: patient_id}
points: {release: 0.05}
rules:
  - {name: every scanner, claim: auc >= 0.5, each: machine_id}
END
sed '$s/}/, untested: ignore}/' policy.yaml >ignore.yaml
for policy in policy.yaml ignore.yaml; do
    echo "== $policy"
    proctor gate "$shared/mammo_val_images/data.csv" --policy $policy --json gate.json --junit gate.xml \
        --markdown gate.md --annotations github 2>annotations
    echo "exit status $?"
    grep -o 'passed on 1 of 9[^<"]*' gate.json
    grep -c '<testcase' gate.xml
    grep -A 1 'name="every scanner"' gate.xml
    grep -A 1 'every scanner .93.' gate.xml
    grep '^- ' gate.md
    cat annotations
done
