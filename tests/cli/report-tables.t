# The tables of a report agree with what other commands say, cell by cell (compare-report.py).
need python3
try() { # SCORE LABEL FILE OPTION...
    score=$1 label=$2
    shift 2
    echo "== $(basename "$1")"
    if [ -n "$baseline" ]; then
        proctor report "$@" --baseline "$baseline" -o page.html
        proctor compare "$@" --baseline "$baseline" -f json -o compare.json
    else
        proctor report "$@" -o page.html
    fi
    case $* in *--policy*)
        proctor gate "$@" --json gate.json >/dev/null || :
        set -- "$@" -g scanner,sex # which the rules judge
        ;;
    esac
    proctor evaluate "$@" -f json -o document.json
    proctor sweep "$@" -f csv -q -o curve.csv
    python3 "$srcdir_abs/tests/cli/compare-report.py" page.html document.json "$1" "$score" "$label"
}
baseline=
cp "$samples"/*.csv "$samples/ci/release-gate.yaml" .
try ai_score haemorrhage head-ct.csv -s ai_score -l haemorrhage -p patient_id -t release=0.5 \
    -t strict=0.9 -g site,scanner,age:18,40,65 -B 200
try ai_score haemorrhage head-ct.csv --policy release-gate.yaml -B 0
try s100b outcome asah.csv -l outcome --positive Poor -s s100b -g gender -t 0.205 -B 200
try '{model}' outcome asah.csv -l outcome --positive Poor -s s100b,wfns,ndka -g gender -t T@s100b=0.205 -B 0
baseline=score2
try '{model}' label fixture40.csv -l label -s score,score2 -g scanner -t 0.5 -t high=0.7 -B 200
