# Same studies, same bytes: on any number of threads, in any order of rows, in
# one file or several.
shuffle() { # a fixed shuffle: rows sorted by a hash of their number
    awk 'NR == 1 { print; next } { printf "%010d\t%s\n", (NR * 2654435761) % 4294967291, $0 | "sort | cut -f 2-" }' "$1"
}
# shellcheck disable=SC2086 # $options is a list
same() { # NAME FILES OPTIONS: against the plain run
    name=$1
    shift
    proctor evaluate "$@" $options -f csv -q >got.csv || echo "exit status $?"
    cmp want.csv got.csv && echo "$name: same CSV"
    proctor evaluate "$@" $options -f json -q | sed -n '/"results"/,$p' >got.json
    cmp want.json got.json && echo "$name: same results in the JSON"
}
# shellcheck disable=SC2086
try() {
    file=$1
    options=$2
    proctor evaluate "$file" $options -f csv -q --threads 1 >want.csv
    proctor evaluate "$file" $options -f json -q --threads 1 | sed -n '/"results"/,$p' >want.json
    same "7 threads" "$file" --threads 7
    same "2 threads" "$file" --threads 2
    shuffle "$file" >shuffled.csv
    cmp -s "$file" shuffled.csv && echo "not shuffled"
    same "shuffled" shuffled.csv
    head -n 60 shuffled.csv >one.csv
    { head -n 1 "$file"; tail -n +61 shuffled.csv; } >two.csv
    same "in two files" one.csv two.csv
}
echo "== asah"
try "$samples/asah.csv" '-l outcome --positive Poor -s s100b,wfns,ndka --by gender,age:40,60 -t 0.205'
echo "== head-ct"
try "$samples/head-ct.csv" '-l haemorrhage -s ai_score --by site,age:18 -t 0.5 -B 200 --interval studentized'
