# What gate --json writes is what data/proctor-results.schema.json says, for every verdict, an error included.
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }
cat >check.py <<'END'
import json
import sys
from jsonschema import Draft202012Validator

with open(sys.argv[1]) as file:
    schema = json.load(file)
with open(sys.argv[2]) as file:
    document = json.load(file)
for error in Draft202012Validator(schema).iter_errors(document):
    print(sys.argv[2], list(error.absolute_path), error.message[:200])
print(document["verdict"]["verdict"], document["verdict"]["exit_status"])
END
try() {
    name=$1
    shift
    proctor gate "$samples/head-ct.csv" -s ai_score -l haemorrhage -i study_id --json "$name" "$@" >/dev/null 2>&1
    python3 check.py "$srcdir_abs/data/proctor-results.schema.json" "$name"
}
cat >policy.yaml <<'END'
version: 1
rules:
  - {name: sites, claim: auc >= 0.9, each: site}
  - {claim: gap(auc) <= 0.2, over: sex}
  - {claim: count >= 1, severity: off}
END
try pass.json --missing exclude --claim 'auc >= 0.9' --policy policy.yaml
cat >unpaired.yaml <<'END'
version: 1
rules:
  - {claim: difference(auc) >= -0.9, baseline: {file: released.json}, each: site, untested: ignore}
END
head -n 3001 "$samples/head-ct.csv" >first.csv
proctor evaluate first.csv -q -s ai_score -l haemorrhage -i study_id -g site -B 0 -f json -o released.json 2>/dev/null
try unpaired.json --missing exclude --policy unpaired.yaml
cat >rows.yaml <<'END'
version: 1
rules:
  - auc >= 0.9
  - {name: women, claim: auc >= 0.9, where: sex = F}
  - {name: negative, claim: auc >= 0.9, missing: negative}
END
try rows.json --missing exclude --policy rows.yaml
try fail.json --claim 'auc >= 0.99'
try open.json --missing exclude --claim 'auc >= 0.955'
try error.json --claim 'auc >= 85'
try no-column.json --claim 'auc >= 0.85' -g no_such
