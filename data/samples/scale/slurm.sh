#!/bin/sh
# Count CSV files, one task of a Slurm array for each, then evaluate: slurm.sh FILE...
# Paths must not change while the jobs run; the result is results.txt.
set -eu
printf '%s\n' "$@" >shards.txt
mkdir -p counts
# shellcheck disable=SC2016 # expanded in the job
job=$(sbatch --parsable --array="1-$#" --mem=500M --wrap '
    file=$(sed -n "${SLURM_ARRAY_TASK_ID}p" shards.txt)
    proctor count "$file" -s ai_score -l haemorrhage -g scanner,age:18,40,65 \
        --quiet -o "counts/$SLURM_ARRAY_TASK_ID.csv"')
sbatch --dependency="afterok:$job" --kill-on-invalid-dep=yes --wrap '
    proctor evaluate counts/*.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 \
        --freq n -o results.txt'
