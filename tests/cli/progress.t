# The progress bar: on a terminal only, with bytes, and wiped in the end.
need script
{ echo score,label; awk 'BEGIN { for (i = 0; i < 3000; i++) print i / 3000 "," i % 2 }'; } >rows.csv
show() { # the last line that was drawn, and whether it was wiped
    script -qec "$1" /dev/null </dev/null >typed 2>&1
    tr '\r' '\n' <typed | sed 's/ *$//' | grep -v '^$' | grep -n -e counting -e note | tail -n 2
}
echo "-- a pipe that takes more than a second"
show "sh -c '(cat rows.csv; sleep 1.2; sed 1d rows.csv) | proctor count -s score -l label -o counts.csv'"
echo "-- --no-progress, --quiet, no terminal"
show "sh -c '(cat rows.csv; sleep 1.2) | proctor count -s score -l label -o counts.csv --no-progress'"
show "sh -c '(cat rows.csv; sleep 1.2) | proctor count -s score -l label -o counts.csv -q'"
(cat rows.csv; sleep 1.2) | proctor count -s score -l label -o counts.csv
