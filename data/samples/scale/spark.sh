#!/bin/sh
# Count Parquet files with Spark SQL, evaluate here: spark.sh FOLDER-OF-PARQUET COUNTS
# Not run here: look at the counts before you trust them.
# Spark writes several files below COUNTS, which must be a folder that this machine
# sees; they are evaluated together.
set -eu
spark-sql -e "
CREATE TEMPORARY VIEW predictions USING parquet OPTIONS (path '$1');
INSERT OVERWRITE DIRECTORY '$2' USING csv OPTIONS (header 'true', emptyValue '')
$(cat "$(dirname "$0")/counts.sql")"
proctor evaluate "$2"/part-*.csv -s ai_score -l haemorrhage -g scanner,age:18,40,65 --freq n
