# An output that cannot be written spoils a gate that passes: exit 2, and the other files say so, whichever was written first.
[ -c /dev/full ] || { echo "no /dev/full"; exit 77; }
for output in json junit markdown output; do
    rm -f gate.json gate.xml gate.md
    status=0
    set -- --json gate.json --junit gate.xml --markdown gate.md
    [ $output != json ] || set -- --json /dev/full --junit gate.xml --markdown gate.md
    [ $output != junit ] || set -- --json gate.json --junit /dev/full --markdown gate.md
    [ $output != markdown ] || set -- --json gate.json --junit gate.xml --markdown /dev/full
    [ $output != output ] || set -- "$@" --output /dev/full
    proctor gate "$samples/fixture40.csv" -s score -l label --claim 'auc >= 0.5' "$@" >out 2>err || status=$?
    echo "--$output /dev/full: exit status $status, $(wc -c <out | tr -d ' ') bytes on standard output"
    cat err
    grep -h -o '"exit_status": [0-9]' gate.json
    grep -h -o 'errors="[0-9]*"' gate.xml
    grep -h '^## Gate' gate.md | tail -n 1
done 2>/dev/null
