# gzip is read as it is; a truncated or damaged file is an error, not a shorter
# cohort.
need gzip
gzip -9 -n -c "$samples/asah.csv" >asah.csv.gz
set -- -l outcome --positive Poor -s s100b -t 0.205 --by gender -f csv -B 100
proctor evaluate "$samples/asah.csv" "$@" -q >plain.csv
proctor evaluate asah.csv.gz "$@" -q >packed.csv
cmp plain.csv packed.csv && echo "plain and gzip agree"
proctor evaluate - "$@" -q <asah.csv.gz >piped.csv
cmp plain.csv piped.csv && echo "also from a pipe"
{ head -n 50 "$samples/asah.csv" | gzip -n -c; tail -n +51 "$samples/asah.csv" | gzip -n -c; } >members.gz
proctor evaluate members.gz "$@" -q >members.csv
cmp plain.csv members.csv && echo "also in two members"
head -c 900 asah.csv.gz >cut.csv.gz
echo "== truncated" >&2
proctor evaluate cut.csv.gz "$@" || echo "exit status $?"
{ head -c 600 asah.csv.gz; printf 'XXXXXXXXXXXXXXXX'; tail -c +617 asah.csv.gz; } >damaged.gz
echo "== damaged" >&2
proctor evaluate damaged.gz "$@" 2>err || echo "exit status $?"
# zlib's own words differ from version to version
sed 's/damaged (.*)/damaged (...)/' err >&2
