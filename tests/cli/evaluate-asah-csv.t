# Three paired markers at one operating point, as records without a bootstrap.
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b,wfns,ndka -t 0.205 -B 0 -f csv
