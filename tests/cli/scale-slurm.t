# slurm.sh of the samples, with a stand-in for sbatch that runs its jobs at once.
mkdir bin
cat >bin/sbatch <<'EOF'
#!/bin/sh
for option; do
    case $option in
    --array=1-*) tasks=${option#--array=1-} ;;
    --wrap) ;;
    --*) ;;
    *) wrapped=$option ;;
    esac
done
if [ "${tasks-}" ]; then
    for task in $(seq "$tasks"); do
        SLURM_ARRAY_TASK_ID=$task sh -c "$wrapped" || exit
    done
    echo 17
else
    sh -c "$wrapped"
fi
EOF
chmod +x bin/sbatch
head -n 1 "$samples/head-ct.csv" | tee a.csv b.csv >c.csv
awk 'NR > 1 { print >>(substr("abc", NR % 3 + 1, 1) ".csv") }' "$samples/head-ct.csv"
PATH=$PWD/bin:$PATH "$samples/scale/slurm.sh" a.csv b.csv c.csv
ls counts
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 >rows.txt
diff rows.txt results.txt | grep "^[<>]"
