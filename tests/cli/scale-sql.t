# counts.sql of the samples, in SQLite: the records are the bytes of those of the rows.
command -v python3 >/dev/null || exit 77
cat >load.py <<'EOF'
import csv, sqlite3, sys
rows = list(csv.DictReader(open(sys.argv[1])))
years = lambda age: None if not age else int(age[:3]) if age[3] == "Y" else 0
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE predictions (ai_score REAL, haemorrhage INTEGER, scanner TEXT, age_years REAL)")
null = lambda text, of: of(text) if text else None
db.executemany("INSERT INTO predictions VALUES (?, ?, ?, ?)",
               [(null(r["ai_score"], float), null(r["haemorrhage"], int), null(r["scanner"], str), years(r["age"]))
                for r in rows])
answer = db.execute(open(sys.argv[2]).read())
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow([column[0] for column in answer.description])
out.writerows(answer)
EOF
python3 load.py "$samples/head-ct.csv" "$samples/scale/counts.sql" >counts.csv
head -n 3 counts.csv
set -- -s ai_score -l haemorrhage -g scanner,age:18,40,65 -B 200 -f csv -q
proctor evaluate "$samples/head-ct.csv" "$@" >a
proctor evaluate counts.csv "$@" --freq n >b
cmp a b && wc -l <a
