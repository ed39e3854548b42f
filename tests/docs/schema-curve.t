# The JSON of sweep is what data/proctor-results.schema.json says; CSV, TSV and NDJSON
# hold the rows of its curve.
need python3
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }

cat >check.py <<'END'
import csv, json, math, sys
from jsonschema import Draft202012Validator

with open(sys.argv[1]) as file:
    schema = json.load(file)
with open("a.json") as file:
    document = json.load(file)
for error in Draft202012Validator(schema).iter_errors(document):
    print("/".join(str(part) for part in error.absolute_path), error.message[:200])
rows = document["curve"]
print(len(rows), "rows,", len(document["results"]), "records")
with open("a.ndjson") as file:
    if [json.loads(line) for line in file] != rows:
        print("ndjson holds other rows than json")
for name, delimiter in (("a.csv", ","), ("a.tsv", "\t")):
    with open(name, newline="") as file:
        table = list(csv.DictReader(file, delimiter=delimiter))
    if [list(row) for row in table] != [list(row) for row in rows]:
        print(name, "holds other columns or rows")
    for got, want in zip(table, rows):
        for key, value in want.items():
            text = got[key]
            if not (text == value or (value is None and text in ("", "inf")) or
                    (isinstance(value, (int, float)) and float(text) == value)):
                print(name, key, repr(text), repr(value))
keys = [tuple(r[k] for k in ("model", "baseline", "finding", "group", "level", "metric", "point",
                             "scenario", "prevalence", "method")) for r in document["results"]]
if len(set(keys)) != len(keys):
    print("a key occurs twice")
END
set -- "$samples/fixture40.csv" -s score,score2 -l label -g scanner -B 200 --band simultaneous --prevalence 0.1 -t 0.5 -q
proctor sweep "$@" --fpr 0:0.1 --tpr 0.9:1 -f json >a.json
for format in csv tsv ndjson; do
    proctor sweep "$@" -f $format >a.$format
done
python3 check.py "$srcdir_abs/data/proctor-results.schema.json"
