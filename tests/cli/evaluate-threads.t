# The number of threads changes no byte.
set -- "$samples/fixture40.csv" -l label -s score,score2 -g scanner -B 200 -f csv -q
proctor evaluate "$@" --threads 1 >one.csv
for n in 2 3 7 64; do
    proctor evaluate "$@" --threads $n | cmp - one.csv && echo "$n threads: the same"
done
