#!/bin/sh
# Count in PostgreSQL, evaluate here: postgresql.sh [psql options]
# double precision columns are printed so that they read back as they are.
set -eu
psql --csv --no-psqlrc "$@" <"$(dirname "$0")/counts.sql" >counts.csv
proctor evaluate counts.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 --freq n
