# postgresql.sh of the samples, in a server of its own: the page is that of the rows.
for tool in initdb pg_ctl psql; do
    command -v $tool >/dev/null || exit 77
done
data=$(mktemp -d) || exit 77
as=
if [ "$(id -u)" = 0 ]; then # PostgreSQL does not run as root
    id postgres >/dev/null 2>&1 && command -v runuser >/dev/null || exit 77
    chown postgres "$data"
    as='runuser -u postgres --'
fi
stop() {
    $as pg_ctl -D "$data/db" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$data"
}
trap stop EXIT
# shellcheck disable=SC2086 # the command before the command
(cd "$data" && $as initdb -D "$data/db" -A trust -U tester >/dev/null 2>&1 &&
    $as pg_ctl -D "$data/db" -o "-k '$data' -h ''" -w -l "$data/log" start >/dev/null 2>&1) || exit 77
cut -d , -f 4,5,8,9 "$samples/head-ct.csv" |
    awk -F , 'NR > 1 { print $4 "," $3 "," $1 "," ($2 == "" ? "" : $2 ~ /Y$/ ? $2 + 0 : 0) }' >rows.csv
set -- -h "$data" -U tester postgres
psql -q "$@" -c 'CREATE TABLE predictions
    (ai_score double precision, haemorrhage integer, scanner text, age_years double precision)'
psql -q "$@" -c '\copy predictions FROM rows.csv WITH (FORMAT csv)'
"$samples/scale/postgresql.sh" "$@" >b
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 >a
diff a b | grep "^[<>]"
head -n 1 counts.csv
