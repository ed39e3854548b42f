#!/bin/sh
# Count in SQLite, evaluate here: sqlite.sh DATABASE
# The shell of SQLite prints 15 digits of a number. Where scores have more, write
# printf('%!.17g', ai_score) AS ai_score in the query.
set -eu
sqlite3 -csv -header "$1" <"$(dirname "$0")/counts.sql" >counts.csv
proctor evaluate counts.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 --freq n
