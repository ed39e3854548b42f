# The tables of a report agree with what other commands say, cell by cell (compare-report.py).
need python3
try() {
    echo "== $(basename "$1")"
    proctor report "$@" -o page.html
    case $* in *--policy*)
        proctor gate "$@" --json gate.json >/dev/null || :
        set -- "$@" -g scanner,sex # which the rules judge
        ;;
    esac
    proctor evaluate "$@" -f json -o document.json
    proctor sweep "$@" -f csv -q -o curve.csv
    python3 "$srcdir_abs/tests/cli/compare-report.py" page.html document.json
}
cp "$samples"/*.csv "$samples/ci/release-gate.yaml" .
try head-ct.csv -s ai_score -l haemorrhage -p patient_id -t release=0.5 \
    -t strict=0.9 -g site,scanner,age:18,40,65 -B 200
try head-ct.csv --policy release-gate.yaml -B 0
try asah.csv -l outcome --positive Poor -s s100b -g gender -t 0.205 -B 200
try asah.csv -l outcome --positive Poor -s s100b,wfns,ndka -g gender -t T@s100b=0.205 -B 0
