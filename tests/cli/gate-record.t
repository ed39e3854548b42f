# The JSON of a gate holds what every rule was judged on, also rules with rows of their own: files and their hashes, records with unique keys.
need python3
cut -d , -f 1,3,4,6 "$samples/fixture40.csv" >new.csv
{ echo id,label,score2; cut -d , -f 1,3,5 "$samples/fixture40.csv" | sed 1d | sort -r; } >old.csv
cat >policy.yaml <<'END'
version: 1
data: {id: id, score: score, label: label, missing: exclude}
points: {release: 0.5}
rules:
  - {claim: auc >= 0.6, where: scanner = A}
  - sensitivity@release >= 0.5
  - {name: each, claim: specificity@release >= 0.5, each: scanner}
  - {claim: difference(auc) >= -0.2, baseline: {file: old.csv, score: score2}}
  - {claim: auc >= 0.5, missing: negative}
  - {claim: count >= 2, severity: off}
END
proctor gate new.csv --policy policy.yaml --json gate.json >page
cat >check.py <<'END'
import hashlib
import json

with open("gate.json") as file:
    document = json.load(file)
runs = [document] + document["further_runs"]
key = "model baseline finding group level metric point scenario prevalence method".split()
hashes = set()
for run in runs:
    records = [tuple(record[part] for part in key) for record in run["results"]]
    if len(set(records)) < len(records):
        print("a key occurs twice")
    hashes |= {entry["sha256"] for entry in run["inputs"]}
    print("%d records, cohort digest %s..." % (len(records), run["cohort_digest"][:8]),
          [entry["name"] for entry in run["inputs"]], run.get("where", document["settings"]["where"]))
for name in ("new.csv", "old.csv"):
    with open(name, "rb") as file:
        print(name, hashlib.sha256(file.read()).hexdigest() in hashes)
for rule in document["verdict"]["rules"]:
    # a difference is a record of the gate's own
    found = [case["record"]["baseline"] != "" or case["record"] in runs[rule["run"]]["results"] for case in rule["cases"]]
    print(rule["name"] + ": run", rule["run"], all(found))
END
python3 check.py
