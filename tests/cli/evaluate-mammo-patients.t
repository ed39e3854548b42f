# Several images a patient: the interval of the AUC is wider by what Obuchowski's
# formula says, computed pair by pair in Python (tests/ref/obuchowski-mammo.py).
need_shared
for by in image patient; do
    set --
    [ $by = image ] || set -- -p patient_id
    proctor evaluate "$shared/mammo_val_images/data.csv" -l cancer -s preds -t 0.5 -B 0 \
        --metrics auc -f csv -q "$@" |
        awk -F, -v by=$by '$6 == "auc" {
            printf "%s,%.9f,%.9f,%.9f,%.9f\n", by, $11, $16, $12, $13 }'
done >found.csv
awk -F, '/^(image|patient)/ { printf "%s,%.9f,%.9f,%.9f,%.9f\n", $1, $2, $3, $4, $5 }' \
    "$srcdir_abs/tests/ref/obuchowski-mammo.csv" >expected.csv
diff expected.csv found.csv && echo same
awk -F, '{ width[$1] = $5 - $4 } END {
    printf "%.2f times as wide\n", width["patient"] / width["image"] }' found.csv
