# --ids plain: messages about study ids quote them; otherwise never.
printf 'study,score,label\nB-1,0.2,0\nB-2,0.9,1\nB-1,0.4,0\n' >twice.csv
printf 'study,score\nB-3,0.2\nB-2,0.9\nB-5,0.8\nB-1,0.1\n' >scores.csv
printf 'study,label\nB-1,0\nB-2,1\n' >truth.csv
printf 'study,label\nB-1,0\nB-2,1\nB-1,0\n' >repeats.csv
printf 'study,label\n0B-1,0\n0B-2,1\n' >other.csv
try() {
    for ids in none plain; do
        echo "== $* --ids $ids" >&2
        proctor evaluate "$@" -s score -l label -i study --ids $ids -f csv -B 0 --metrics prevalence >out || echo "exit status $?"
    done
}
try twice.csv
try scores.csv --truth repeats.csv
try scores.csv --truth truth.csv
try scores.csv --truth other.csv
# A patient's id is not a study's.
printf 'patient,score,label\nSECRET-1,0.2,0\nSECRET-2,0.9,1\n' >patients.csv
printf 'patient,sex\nSECRET-1,F\nSECRET-1,M\n' >sexes.csv
echo "== joined on the patient" >&2
proctor evaluate patients.csv -s score -l label -p patient --join sexes.csv -g sex --ids plain || echo "exit status $?"
