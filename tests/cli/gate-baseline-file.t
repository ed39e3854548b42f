# A baseline in a file of its own, paired on the study id.
cut -d , -f 1,3,4 "$samples/fixture40.csv" >new.csv
{ echo id,label,score2; cut -d , -f 1,3,5 "$samples/fixture40.csv" | sed 1d | sort -r; } >old.csv
head -n 31 old.csv >few.csv
sed 's/,1,/,x,/; s/,0,/,1,/; s/,x,/,0,/' old.csv >other.csv
mkdir -p policies
# policy NAME BASELINE: in a folder of its own, from where paths are relative.
policy() {
    cat >"policies/$1.yaml" <<END
version: 1
data: {id: id, score: score, label: label}
rules:
  - name: not worse
    claim: difference(auc) >= -0.05
    baseline: $2
  - auc >= 0.7
END
}
policy old '{file: ../old.csv, score: score2}'
policy few '{file: ../few.csv, score: score2}'
policy shared '{file: ../few.csv, score: score2, min_overlap: 0.7}'
policy other '{file: ../other.csv, score: score2}'
policy gone '{file: ../gone.csv, score: score2}'
policy column '{file: ../old.csv, score: score3}'
policy json '{file: earlier.json}'
for name in old few shared other gone column json; do
    echo "== $name"
    proctor gate new.csv --policy "policies/$name.yaml" -B 0 && echo passed || echo "status $?"
done
# The same limits as with both scores in one file (pROC: -0.0046437963 to 0.1791229630).
proctor gate new.csv --policy policies/old.yaml --json two.json >/dev/null
cat >one.yaml <<END
version: 1
data: {id: id, score: score, label: label}
rules:
  - name: not worse
    claim: difference(auc) >= -0.05
    baseline: {score: score2}
END
proctor gate "$samples/fixture40.csv" --policy one.yaml --json one.json >/dev/null
for file in two.json one.json; do
    grep -o '"estimate": 0.0872[0-9]*, "conf_low": [-0-9.]*, "conf_high": [0-9.]*' $file | head -n 1
done
