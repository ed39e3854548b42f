# A marker and an ordinal grade at one operating point, as records without a
# bootstrap: all metrics, stated prevalences, the trivial models.
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b,wfns -t 0.205 -B 0 -f csv
