# What --format json writes is what data/proctor-results.schema.json says, and
# CSV, TSV and NDJSON hold the same records.
need python3
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }

cat >check.py <<'END'
import csv, json, math, sys
from jsonschema import Draft202012Validator

schema_file, name = sys.argv[1:3]
with open(schema_file) as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)


def no_duplicates(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key occurs twice")
    return dict(pairs)


with open(name + ".json") as file:
    document = json.load(file, object_pairs_hook=no_duplicates)
for error in Draft202012Validator(schema).iter_errors(document):
    where = "/".join(str(part) for part in error.absolute_path)
    print("%s: %s: %s" % (name, where, error.message[:200]))
records = document["results"]
if not records:
    print("%s: no records" % name)

with open(name + ".ndjson") as file:
    if [json.loads(line) for line in file] != records:
        print("%s: ndjson holds other records than json" % name)


# A field of CSV or TSV is the text of the JSON value; an infinite one is null there.
def same(key, field, value, status):
    if value is None:
        # as a threshold, inf flags none
        return field == "" or (field == "inf" and (status == "infinite" or key == "threshold"))
    if isinstance(value, str):
        return field == value
    return field != "" and math.isfinite(float(field)) and float(field) == value


def unescape(text):
    return text.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")


def compare(kind, rows):
    if rows[0] != list(schema["$defs"]["record"]["required"]):
        print("%s: columns of %s are not those of the schema" % (name, kind))
    if len(rows) - 1 != len(records):
        print("%s: %d records in %s, %d in json" % (name, len(rows) - 1, kind, len(records)))
    for number, (row, record) in enumerate(zip(rows[1:], records)):
        if len(row) != len(record) or list(record) != rows[0]:
            print("%s: record %d of %s has other columns" % (name, number, kind))
            continue
        for key, field in zip(rows[0], row):
            if not same(key, field, record[key], record["status"]):
                print("%s: record %d, %s: %r in %s, %r in json"
                      % (name, number, key, field, kind, record[key]))


with open(name + ".csv", newline="") as file:
    compare("csv", list(csv.reader(file)))
with open(name + ".tsv", newline="") as file:
    compare("tsv", [[unescape(field) for field in line.split("\t")] for line in file.read().split("\n")[:-1]])
END

command=evaluate

# check NAME OPTION...
check() {
    name=$1
    shift
    for format in json ndjson csv tsv; do
        proctor $command "$@" -q -f $format -o "out-$name.$format" || echo "$name: proctor failed"
    done
    python3 check.py "$srcdir_abs/data/proctor-results.schema.json" "out-$name"
}

check groups "$samples/head-ct.csv" -s ai_score -l haemorrhage -i study_id \
    -g scanner,age:18,65,sex*site -t low=0.2 -t release=0.5 -B 200
check patients "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id \
    -g site,@file --prevalence 0.01,0.2 -B 200
check no-point "$samples/asah.csv" -s s100b,wfns -l outcome --positive Poor -g gender -B 200
check about "$samples/fixture40.csv" -s score -l label -i id -B 0 --date --meta protocol=P-17 \
    --meta 'device=a "quoted" \ one'
check no-bootstrap "$samples/fixture40.csv" -s score,score2 -l label -g scanner -B 0
check imputed "$samples/head-ct.csv" -s ai_score -l haemorrhage --missing positive \
    --where 'age<1' --interval studentized -B 200

# Rows that count for several studies.
printf 'score,label,studies\n0.9,1,3\n0.1,0,5\n0.4,0,2\n0.3,1,4\n' >counted.csv
check counted counted.csv -s score -l label --freq studies -B 200

# Points chosen on the file, one of which flags none.
check chosen "$samples/fixture40.csv" -s score,score2 -l label -g scanner -B 200 --youden \
    --target-sensitivity 0.8 --max-flags 1

# One class in a level, an infinite metric, a level with every kind of quote.
cat >odd.csv <<'END'
score,label,level
0.9,1,"a ""quoted"", level"
0.1,0,"a ""quoted"", level"
1,0,b	tab
0.8,1,b	tab
0.7,1,back\slash
,1,back\slash
0.3,,
0.2,0,
END
check odd odd.csv -s score -l label -g level -B 200

# A truth file, percentages, several findings of which one has one class only.
printf 'id;prob;pe\n1;93,5;1\n2;4,25;0\n3;50;1\n4;12;0\n' >scores.csv
printf 'id,fracture\n1,0\n2,0\n3,0\n9,0\n' >truth.csv
check truth scores.csv -s prob -l pe,fracture --truth truth.csv -i id --percent -B 0

# Models compared, with studies that are not shared.
command=compare
check compare "$samples/fixture40.csv" -s score2,score --baseline score -l label -g scanner -p patient \
    --margin 0.05 -B 200 --metrics all
awk -F , -v OFS=, 'NR % 5 == 0 { $4 = "" } { print }' "$samples/fixture40.csv" >gaps.csv
check gaps gaps.csv -s score2,score,third=score2 -l label -t 0.99 -B 200
