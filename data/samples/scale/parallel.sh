#!/bin/sh
# Count CSV files side by side with GNU parallel, then evaluate: parallel.sh FILE...
set -eu
mkdir -p counts
parallel --halt now,fail=1 proctor count "{}" -s ai_score -l haemorrhage -g scanner,age:18,40,65 \
    --quiet -o "counts/{#}.csv" ::: "$@"
proctor evaluate counts/*.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 --freq n
