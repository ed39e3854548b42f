# count --digits: rounded as Python rounds, nothing moves at the operating points, and the AUC by no more than is said.
need python3
metrics=auc,sensitivity,specificity,ppv,npv,tp,fp,tn,fn
check() { # seed digits edges [options of count and evaluate]
    seed=$1 digits=$2 edges=$3
    shift 3
    set -- -s score -l label -g site "$@"
    python3 "$srcdir_abs/tests/cli/count-digits.py" make "$seed" >rows.csv
    proctor count rows.csv "$@" --digits "$digits" -o counts.csv 2>notes
    proctor evaluate rows.csv "$@" -B 0 --metrics $metrics -f csv -q >rows-records.csv
    proctor evaluate counts.csv "$@" --freq n -B 0 --metrics $metrics -f csv -q >counts-records.csv
    python3 "$srcdir_abs/tests/cli/count-digits.py" check rows.csv "$digits" "$edges" counts.csv notes \
        rows-records.csv counts-records.csv
}
for seed in 1 2 3; do
    for digits in 1 2 3 15; do
        check $seed $digits 0.5 || echo "seed $seed, $digits digits: FAILED"
        check $seed $digits 0.37,0.4,0.412345,0.4123456 -t release=0.37 -t 0.4 -t 0.412345 -t 0.4123456 ||
            echo "seed $seed, $digits digits, points: FAILED"
    done
done | sort -n | awk '$1 > 0 { moved++ } /FAILED/ { print } END { print NR " tables, " moved " with scores that became equal" }'

echo "-- locked points are edges, too"
printf 'model,finding,point,threshold\nscore,label,release,0.4123456\n' >points.csv
check 1 1 0.4123456 --points points.csv

echo "-- a table of a table, and in the other direction"
set -- -s score -l label -g site -t 0.41
proctor count rows.csv "$@" --digits 2 -q -o counts.csv
proctor count counts.csv "$@" --digits 2 --freq n -q | cmp - counts.csv && echo "rounded again: same bytes"
set -- "$@" --metrics sensitivity,specificity --score-direction low -B 0 -f csv -q
proctor evaluate rows.csv "$@" | grep ,0.41, >a
proctor evaluate counts.csv "$@" --freq n | grep ,0.41, | cmp - a && echo "score <= T: same bytes of $(wc -l <a) records"

echo "-- what is said"
proctor count "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 -p patient_id --digits 2 -o counts.csv
proctor count "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id --digits 4 -o counts.csv
proctor count "$samples/head-ct.csv" -s ai_score -l site -p patient_id --digits 1 -o counts.csv
awk 'BEGIN { print "score,label"; for (i = 0; i < 40; i++) print i / 1000 "," i }' >many.csv
proctor count many.csv -s score -l label --digits 1 -o counts.csv
proctor count many.csv -s score -l label --digits 16
proctor count many.csv -s score -l label --digits two
proctor count many.csv -s score -l label --digits 2 -t low || echo "exit status $?"
