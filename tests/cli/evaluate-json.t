# The results of the JSON document are the records of NDJSON; nothing in it says
# where the file lay, when, or on how many processors it was read.
mkdir secret-folder
cp "$samples/fixture40.csv" secret-folder/
set -- secret-folder/fixture40.csv -l label -s score,score2 -g scanner -B 100 -t 0.5 -q
proctor evaluate "$@" -f json >one.json
proctor evaluate "$@" -f ndjson >want.ndjson
sed -n '/^  "results"/,$p' one.json | sed -n 's/^    \({.*}\),*$/\1/p' | cmp - want.ndjson && echo "the same records"
grep -c secret-folder one.json
proctor evaluate "$@" -f json --threads 3 -o two.json && cmp one.json two.json && echo "the same document"
grep -o '"inputs": .*\|{"name": "[^"]*", "role": "[a-z]*", "sha256": "[0-9a-f]*", "rows": [0-9]*}' one.json
# sha256sum data/samples/fixture40.csv
grep -c "17b98dbcf614582f5eb11e6995f0d2dc19918d538ba06ed7a19f7679363a0cc7" one.json
