# --meta and --date: what a result says about itself, escaped in every format.
file=$samples/fixture40.csv
set -- "$file" -s score -l label -t 0.5 -B 0 --metrics auc -q
meta() {
    proctor evaluate "$@" --meta protocol=P-17 --meta 'device=Detector "X" | 2.1, <beta> = 3 \ 4' \
        --meta 'remark=two
lines' --meta 'empty='
}
echo "== text"
meta "$@" | sed -n '/^About/,/^Notes/p'
echo "== Markdown"
meta "$@" -f markdown | sed -n '/^## About/,/^## Notes/p'
echo "== JSON"
meta "$@" -f json | grep '^  "meta"'
proctor evaluate "$@" -f json | grep '^  "meta"\|^  "date"'
echo "== a control character does not reach the terminal"
proctor evaluate "$@" --meta "x=$(printf 'a\033[31mb')" | sed -n '/^  x/p'
echo "== CSV has no place for it"
proctor evaluate "$@" -f csv >want
meta "$@" -f csv --date | cmp - want && echo "same CSV"
echo "== a long value is wrapped"
proctor evaluate "$@" --meta "reason=$(seq -s ' ' 1 60)" | sed -n '/^About/,/^Notes/p'
echo "== the date"
before=$(date -u +%Y-%m-%d)
SOURCE_DATE_EPOCH=0 proctor evaluate "$@" --date --meta a=b >page
SOURCE_DATE_EPOCH=0 proctor evaluate "$@" --date -f json >document
after=$(date -u +%Y-%m-%d)
for want in "$before" "$after"; do
    grep -q "^  date  $want\$" page && grep -q "^  \"date\": \"$want\",\$" document && echo "today" && break
done
sed "s/$want/DAY/" page | sed -n '/^About/,/^Notes/p'
echo "== no date, no day" # two runs are equal, and neither names a day
proctor evaluate "$@" >page
grep -c -e "$before" -e "$after" page
try() {
    echo "== $*" >&2
    proctor evaluate "$file" -s score -l label "$@" || echo "exit status $?"
}
try --meta protocol
try --meta 'SECRET remark'
try --meta =P-17
try --meta 'two words=P-17'
try --meta 1st=P-17
try --meta site=A --meta reader=B --meta site=C
echo "== sweep says it, too"
proctor sweep "$file" -s score -l label -B 0 -q --meta protocol=P-17 | sed -n '/^About/,/^Notes/p'
proctor sweep "$file" -s score -l label -B 0 -q --meta protocol=P-17 -f json | grep '^  "meta"'
