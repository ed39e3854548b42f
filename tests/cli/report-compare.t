# --baseline: what `compare` finds, within a report. The numbers of the fixture are R's and a hand calculation's (pROC roc.test:
# 0.0872 (-0.0046 to 0.1791), p 0.0628; Tango's interval of the specificity 0.0416 to 0.4047).
cp "$samples/fixture40.csv" "$samples/head-ct.csv" .
page() {
    proctor report "$@" -f markdown >page.md
    sed -n '/^## What was found/,/^## /p; /^## Compared/,/^## Model/p' page.md | grep -v '^## [^CW]' | sed '/^$/d'
}
page fixture40.csv -l label -s score,score2 --baseline score2 -t 0.5 -t high=0.7 --margin 0.05 -B 0
grep -e '^proctor report' -e 'states a margin' page.md
sed -n '/^## Methods/,/^## Words/p' page.md | grep -e DeLong -e Tango -e McNemar
echo "== the same numbers as compare"
proctor compare fixture40.csv -l label -s score,score2 --baseline score2 -t 0.5 -t high=0.7 --margin 0.05 -B 200 -f markdown |
    grep -e '^| AUC' -e '^| S' -e '^| [PN]PV' -e '^| Flags' -e '^| Diff' | sort >compare
proctor report fixture40.csv -l label -s score,score2 --baseline score2 -t 0.5 -t high=0.7 --margin 0.05 -B 200 -f markdown |
    sed -n '/^## Compared/,/^## Model/p' | grep -e '^| S' -e '^| [PN]PV' -e '^| Flags' | sort >report
comm -13 compare report
wc -l <report
echo "== three models, two findings, missing scores"
awk -F, -v OFS=, 'NR == 1 { print $0, "other", "third" } NR > 1 { print $0, ($5 > 0.4), (NR % 7 ? $4 : "") }' fixture40.csv >three.csv
page three.csv -l label,other -s score,score2,third --baseline score2 -t 0.5 -B 0
# Of the shared studies: what stands beside a difference makes it.
tables() {
    tr -d '%+' | awk -F'|' 'NF == 9 && $3 ~ /[0-9]/ && $5 ~ /[0-9]/ { off = $3 - $4 - $5; n++ } off > 0.11 || off < -0.11 || ($2 ~ /AUC/ && (off > 0.00011 || off < -0.00011)) { print "off: " $0 }
            END { print n " differences are those of the numbers beside them" }'
}
sed -n '/^## Compared/,/^## Model/p' page.md | tables
proctor compare three.csv -l label,other -s score,score2,third --baseline score2 -t 0.5 -B 0 -v -f markdown | tables
echo "== a default is no choice"
page fixture40.csv -l label -s score,score2 --baseline score2 -B 0 | grep nobody
echo "== errors"
proctor report fixture40.csv -l label -s score --baseline score -B 0 || echo "status $?"
proctor report fixture40.csv -l label -s score,score2 --baseline scor -B 0 || echo "status $?"
proctor report fixture40.csv -l label -s score,score2 --margin 0.05 -B 0 || echo "status $?"
proctor report fixture40.csv -l label -s score,score2 --alternative less -B 0 || echo "status $?"
proctor report fixture40.csv -l label -s score,score2 --baseline score --margin 5 -B 0 || echo "status $?"
echo "== without an operating point that both have, the first table says it all"
page "$samples/asah.csv" -l outcome --positive Poor -s s100b,wfns,ndka --baseline wfns -t T@s100b=0.205 -B 0 | sed -n '/^## Compared/,$ p'
