# The same curve, bands and areas from shuffled rows, any number of threads, counted
# rows, one model or several, all levels or none; singletons are as no patients.
shuffle() {
    awk 'NR == 1 { print; next } { printf "%010d\t%s\n", (NR * 2654435761) % 4294967291, $0 | "sort | cut -f 2-" }' "$1"
}
curve() {
    proctor sweep "$@" -B 200 --band simultaneous -f csv -q --threads "${threads:-1}"
}
areas() {
    proctor sweep "$@" -B 200 --fpr 0:0.2 --tpr 0.8:1 -f json -q --threads "${threads:-1}" | sed -n '/"results"/,$p'
}
awk 'BEGIN { FS = OFS = "," } NR == 1 { print $0, "n", "alone"; next } { print $0, NR % 4 + 1, "p" NR }' \
    "$samples/fixture40.csv" >counted.csv
awk 'BEGIN { FS = "," } { for (i = 0; i < (NR == 1 ? 1 : $7); i++) print }' counted.csv >rows.csv
shuffle rows.csv >shuffled.csv
for what in curve areas; do
    echo "-- $what"
    for patients in "" "-p patient"; do
        # shellcheck disable=SC2086
        set -- -s score -l label -g scanner $patients
        $what rows.csv "$@" >want
        $what shuffled.csv "$@" | cmp - want && echo "shuffled: same"
        for threads in 2 7; do
            $what rows.csv "$@" | cmp - want && echo "$threads threads: same"
        done
        threads=1
        $what counted.csv "$@" --freq n | cmp - want && echo "counted: same"
    done
done
echo "-- what else was asked"
curve rows.csv -s score -l label -g scanner >one
curve rows.csv -s score2,score -l label -g patient,scanner | awk -F, 'NR == 1 || ($1 == "score" && $3 != "patient")' | cmp - one && echo "same"
curve counted.csv -s score -l label >one
curve counted.csv -s score -l label -p alone | cmp - one && echo "singletons: same"
