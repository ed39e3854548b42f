# sqlite.sh of the samples, with the shell of SQLite: the page is that of the rows.
need sqlite3
cut -d , -f 4,5,8,9 "$samples/head-ct.csv" |
    awk -F , 'NR > 1 { print $4 "," $3 "," $1 "," ($2 == "" ? "" : $2 ~ /Y$/ ? $2 + 0 : 0) }' >rows.csv
sqlite3 rows.db <<'EOF'
CREATE TABLE predictions (ai_score REAL, haemorrhage INTEGER, scanner TEXT, age_years REAL);
.mode csv
.import rows.csv predictions
UPDATE predictions SET ai_score = NULLIF(ai_score, ''), haemorrhage = NULLIF(haemorrhage, ''),
    scanner = NULLIF(TRIM(scanner), ''), age_years = NULLIF(age_years, '');
EOF
"$samples/scale/sqlite.sh" rows.db >b
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 >a
diff a b | grep "^[<>]"
head -n 3 counts.csv
