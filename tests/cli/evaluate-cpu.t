# The processor's instructions change no byte.
set -- "$samples/fixture40.csv" -l label -s score,score2 -g scanner -B 200 -f csv -q
proctor evaluate "$@" --cpu portable >portable.csv
proctor evaluate "$@" | cmp - portable.csv && echo "the best: the same"
set -- "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t 0.5 -B 200 -f csv -q
proctor evaluate "$@" --cpu portable >portable.csv
proctor evaluate "$@" --cpu avx2 >avx2.csv 2>/dev/null && cmp avx2.csv portable.csv
proctor evaluate "$@" | cmp - portable.csv && echo "patients, the best: the same"
proctor evaluate "$@" --cpu z80
