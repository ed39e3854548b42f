# The studies on which two models disagree, in a file that is asked for by name.
f40="$samples/fixture40.csv"
proctor compare "$f40" -s score2,score --baseline score -l label -i id -t 0.5 -t high=0.7 -B 0 --discordant list.csv -f csv -q >records.csv
cat list.csv
echo "== as many as the records say"
awk -F , '/mcnemar/ && /(sensitivity|specificity)_difference/ { n[$7] += $22 } END { for (p in n) print p, n[p] }' records.csv | sort
sed 1d list.csv | cut -d , -f 4 | sort | uniq -c | awk '{ print $2, $1 }'
echo "== in any order of rows, from two files"
{ head -n 1 "$f40"; sed 1d "$f40" | sort -t , -k 4,4n; } >shuffled.csv
proctor compare shuffled.csv -s score2,score --baseline score -l label -i id -t 0.5 -t high=0.7 -B 0 --discordant other.csv -q >page
cmp list.csv other.csv
cut -d , -f 1,3,5 "$f40" >score2.csv
{ echo id,score2; sed 1d "$f40" | cut -d , -f 1,4; } >score.csv
proctor compare score2.csv score.csv -s score2 -l label -i id -t 0.5 -t high=0.7 -B 0 --discordant other.csv -q >page
cmp list.csv other.csv
echo "== no id in the page"
grep -c -E 's[0-9][0-9]' page
echo "== no score, counted as flagged"
awk -F , -v OFS=, 'NR == 3 { $5 = "" } { print }' "$f40" >gap.csv
proctor compare gap.csv -s score2,score --baseline score -l label -i id -t 0.5 -B 0 --missing positive --discordant other.csv -q >page
grep s02 other.csv
