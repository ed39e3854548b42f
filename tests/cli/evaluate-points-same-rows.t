# A locked point judged on the rows that it was chosen on is no better than one
# chosen on the file, and the page and the records say so. The digest knows the
# rows again, whatever else is asked, in any order and dialect.
f40="$samples/fixture40.csv"
proctor evaluate "$f40" -s score -l label --youden -t given=0.5 -B 0 -q -f csv --save-points points.csv >/dev/null
awk -F, 'NR > 1 { print $3, $4, $5, length($6) }' points.csv
status() {
    proctor evaluate "$@" -B 0 -f csv -q | awk -F, '$6 == "sensitivity" && $9 == "" && $10 == "" { print "  " $7, $8, $27 }'
}
echo "== the same file"
status "$f40" -s score -l label --points points.csv
proctor evaluate "$f40" -s score -l label --points points.csv | sed -n '/^At youden: /,/^$/p; /^  - Points of/,$p'
echo "== by its other names, shuffled, in another dialect, with patients"
awk 'NR == 1 { print; next } { printf "%010d\t%s\n", (NR * 2654435761) % 4294967291, $0 | "sort | cut -f 2-" }' "$f40" | tr , ';' >other.csv
sed 's/^score,label,/,,/' points.csv >any.csv
status other.csv -s new=score -l truth=label -p patient -g scanner --points any.csv
echo "== another model, other rows"
status "$f40" -s score2 -l label --points any.csv
status "$f40" -s score -l label --where scanner=A,B --points points.csv
echo "== saved again: it stays known where it was chosen"
proctor evaluate "$f40" -s score -l label --where scanner=A,B --points points.csv -B 0 -q -f csv --save-points again.csv >/dev/null
sort points.csv >sorted.csv
sort again.csv | cmp - sorted.csv && echo "the same file"
echo "== the digest is that of the scores and labels: here by another program"
need python3
python3 - "$f40" points.csv <<'PYTHON'
import collections, csv, hashlib, struct, sys
rows = collections.defaultdict(lambda: [0, 0])
for row in csv.DictReader(open(sys.argv[1])):
    rows[float(row["score"])][int(row["label"])] += 1
data = struct.pack(">I", 14) + b"proctor/pair/1"
for score in sorted(rows):
    data += struct.pack(">dQQ", score, *rows[score])
digest = hashlib.sha256(data).hexdigest()
print([row["point"] for row in csv.DictReader(open(sys.argv[2])) if row["source_digest"] == digest])
PYTHON
