# Scores that are no probabilities have no operating point unless one is asked
# for; probabilities have 0.5, marked as a default that nobody chose.
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b,wfns -B 0 -f csv >asah.csv
echo "records at a point: $(awk -F, 'NR > 1 && $7 != ""' asah.csv | wc -l | tr -d ' ')"
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b -B 0 --by gender
printf 'score,label\n0,0\n1,1\n0.4,0\n0.7,1\n' >a.csv
proctor evaluate a.csv -s score -l label -B 0 -f csv | awk -F, '$7 != "" && $10 == "" || NR == 1 { print $6, $7, $8, $11, $27 }'
