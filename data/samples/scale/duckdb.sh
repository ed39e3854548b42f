#!/bin/sh
# Count Parquet files with DuckDB, evaluate here: duckdb.sh 'predictions/*.parquet'
# Not run here: look at the counts before you trust them.
set -eu
{
    printf "CREATE VIEW predictions AS SELECT * FROM read_parquet('%s');\n" "$1"
    cat "$(dirname "$0")/counts.sql"
    echo ';'
} | duckdb -csv >counts.csv
proctor evaluate counts.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 --freq n
