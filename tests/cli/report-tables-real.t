# The tables of reports on real data agree with what other commands say, cell by cell (compare-report.py).
need python3
need_shared
try() { # SCORE LABEL FILE OPTION...
    score=$1 label=$2
    shift 2
    echo "== $(basename "$1")"
    proctor report "$@" -o page.html
    proctor evaluate "$@" -f json -o document.json
    proctor sweep "$@" -f csv -q -o curve.csv
    python3 "$srcdir_abs/tests/cli/compare-report.py" page.html document.json "$1" "$score" "$label"
}
cp "$shared/mammo_val_images/data.csv" mammo.csv
cp "$shared/cxr_chexpert_multimodel/data.csv" cxr.csv
try preds cancer mammo.csv -s preds -l cancer -p patient_id -g site_id,machine_id,density,age:50,60,70 -B 0
try '{model}: {finding}' '{finding}' cxr.csv -s '{model}: {finding}' -l '{finding}' -g 'Support Devices' -B 0 --models desmond,ihil,bc4
