# Digests: equal for the same studies however they are written, other for other
# studies. digest.py recomputes them from data/digest.h and eval/pair_digest.h.
digests() { # of the JSON
    sed -n 's/.*"\([a-z_]*_digest\)": "\([0-9a-f]*\)".*/\1 \2/p' "$1"
}
only() { # WHICH: this digest
    sed -n "s/^$1 //p"
}
run() { # FILE OPTION...
    proctor evaluate "$@" -B 0 -q -f json -o run.json || echo "exit status $?"
    digests run.json
}
same() { # NAME FILE OPTION...
    name=$1
    shift
    run "$@" >got
    cmp want got && echo "$name: same"
}
# Which of the digests of WANT are others in got.
changed() {
    for which in cohort_digest studies_digest pair_digest; do
        [ "$(only $which <want)" = "$(only $which <got)" ] || echo "    other $which"
    done
}
other() { # NAME FILE OPTION...
    echo "$1:"
    shift
    run "$@" >got
    changed
}

asah=$samples/asah.csv
set -- -l outcome --positive Poor -s s100b,ndka -g gender,age:40,60
echo "== asah: order of rows and dialect"
run "$asah" "$@" >want
sed 's/ .*//' want
{ head -n 1 "$asah"; tail -n +2 "$asah" | sort -r; } >shuffled.csv
cmp -s "$asah" shuffled.csv && echo "not shuffled"
same "shuffled" shuffled.csv "$@"
same "in other threads" "$asah" "$@" --threads 3
head -n 50 "$asah" >one.csv
{ head -n 1 "$asah"; tail -n +51 "$asah"; } >two.csv
same "in two files, the second first" two.csv one.csv "$@"
tr ',' ';' <"$asah" >semicolon.csv
same "semicolons" semicolon.csv "$@"
tr ',.' ';,' <"$asah" >comma.csv
same "decimal commas" comma.csv "$@"
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE semicolon.csv; } >utf16.csv
same "UTF-16" utf16.csv "$@"
run "$asah" -s ndka,s100b -l outcome --positive Poor -g age:40,60 -g gender | sort >got
sort want | cmp - got && echo "asked for in another order: same"

echo "== asah: what else is asked"
set -- -l outcome --positive Poor
run "$asah" "$@" -s s100b >want
other "a subgroup" "$asah" "$@" -s s100b -g gender
other "another name" "$asah" "$@" -s protein=s100b
other "low scores positive" "$asah" "$@" -s s100b --score-direction low
other "the other class" "$asah" -l outcome --positive Good -s s100b
other "half of them" "$asah" "$@" -s s100b --where 'gender=Male'
sed '2s/0\.13/0.14/' "$asah" >changed.csv
cmp -s "$asah" changed.csv && echo "not changed"
other "one score" changed.csv "$@" -s s100b
run "$asah" "$@" -s s100b,ndka | grep pair_digest | sed 1q >got
grep pair_digest want | cmp - got && echo "another model: same pair_digest"

echo "== fixture40: ids and patients"
fixture=$samples/fixture40.csv
set -- -s score -l label
run "$fixture" "$@" -i id >want
other "another model" "$fixture" -s score2 -l label -i id
other "no ids" "$fixture" "$@"
other "patients" "$fixture" "$@" -i id -p patient
sed '2s/^s01/s99/' "$fixture" >changed.csv
other "one id" changed.csv "$@" -i id
awk 'BEGIN { FS = OFS = "," } NR == 1 { print; next } { print 1 - $3, $0 }' "$fixture" |
    sed 's/^\([01]\),\([^,]*,[^,]*\),[01],/\2,\1,/' >flipped.csv
other "every label" flipped.csv "$@" -i id

echo "== fixture40: repeated and counted rows"
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "n"; next } { print $0, NR % 4 + 1 }' \
    "$fixture" >counted.csv
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "n"; next }
    { for (i = 0; i <= NR % 4; i++) print $0, 1 }' "$fixture" >rows.csv
set -- -s score,score2 -l label -g scanner -p patient
run rows.csv "$@" >want
same "counted" counted.csv "$@" --freq n
run "$fixture" "$@" >got
changed

echo "== truth in a file of its own"
cut -d , -f 1,4 "$fixture" >scores.csv
cut -d , -f 1,3 "$fixture" >truth.csv
run "$fixture" -s score -l label -i id >want
same "joined" scores.csv --truth truth.csv -s score -l label -i id
sed '3d' scores.csv >fewer.csv
sed '3s/,0\.35,/,,/' "$fixture" >unscored.csv
run unscored.csv -s score -l label -i id >want
same "a study without output" fewer.csv --truth truth.csv -s score -l label -i id
same "counted as flagged" unscored.csv -s score -l label -i id --missing positive

need python3
cat >digest.py <<'END'
import csv, hashlib, json, struct, sys


def text(value):
    value = value.encode()
    return struct.pack(">I", len(value)) + value


def number(value):
    return struct.pack(">d", float(value) + 0.0) if value else bytes.fromhex("7ff8000000000000")


def label(value):
    return bytes([{"0": 0, "1": 1, "": 2}[value]])


def table(tag, rows, columns):
    out = text(tag) + struct.pack(">I", len(columns))
    for kind, name, _, _ in columns:
        out += kind.encode() + text(name)
    counts = {}
    for row in rows:
        key = b"".join(write(row[column]) for _, _, column, write in columns)
        counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        out += key + struct.pack(">Q", counts[key])
    return hashlib.sha256(out).hexdigest()


def pair(rows, score, truth):
    used = [row for row in rows if row[score] and row[truth]]
    out = text("proctor/pair/1")
    for value in sorted({float(row[score]) + 0.0 for row in used}):
        truths = [row[truth] for row in used if float(row[score]) == value]
        out += struct.pack(">dQQ", value, truths.count("0"), truths.count("1"))
    return hashlib.sha256(out).hexdigest()


with open(sys.argv[1], newline="") as file:
    rows = list(csv.DictReader(file))
with open(sys.argv[2]) as file:
    document = json.load(file)
ids = ("i", "", "id", text)
labels = ("l", "label", "label", label)
full = [ids, ("p", "", "patient", text), ("s", "first", "score", number), ("s", "score2", "score2", number),
        labels, ("g", "scanner", "scanner", lambda level: text(level or "(missing)"))]
print("cohort", document["cohort_digest"] == table("proctor/cohort/1", rows, full))
print("studies", document["studies_digest"] == table("proctor/studies/1", rows, [ids, labels]))
for account, column in zip(document["cohort"]["pairs"], ["score", "score2"]):
    print(account["model"], account["pair_digest"] == pair(rows, column, "label"))
END
echo "== computed by another program"
awk 'BEGIN { FS = OFS = "," }
    NR == 3 { $4 = "" } NR == 5 { $2 = "" } NR == 7 { $6 = "" } NR == 9 { $3 = "" } NR == 11 { $4 = "-0.0" }
    { print }' "$fixture" >gaps.csv
for file in "$fixture" gaps.csv; do
    proctor evaluate "$file" -s first=score,score2 -l label -i id -p patient -g scanner -B 0 -q -f json -o run.json
    python3 digest.py "$file" run.json
done
