# A reliability diagram: blocks, band and bins, and when there is none.
set -- "$samples/fixture40.csv" -l label -B 200 -q
proctor plot reliability "$@" -s score -o one.gp --data one.csv --term
grep -v '^score,label,,,b[ai]n' one.csv
grep -c ',band,' one.csv
sed -n '/^\$fit1/,/^EOD/p; /^\$with1/,/^EOD/p; /^set [xy]range/p; /^plot/,$p' one.gp
sed -n 's/^  set label \(.*\) at screen.*/\1/p' one.gp
echo "-- the band in the script is that of the numbers, as far as it can be seen"
awk -F, '$5 == "band" { print $6, $11, $12 }' one.csv >a
awk '{ print $1, $2; print $1, $3 }' a | sort >limits
sed -n '/^\$band1/,/^EOD/p' one.gp | sed '1d;$d' | sort >outline
comm -13 limits outline
echo "$(wc -l <outline) of $(wc -l <limits)"
echo "-- models, levels and patients: a panel each, intervals only of independent studies"
proctor plot reliability "$@" -s score,score2 -g scanner -o panels.gp --band simultaneous
sed -n "s/^set label '\([^']*\)' at graph.*/\1/p" panels.gp
proctor plot reliability "$@" -s score -p patient -o patients.gp --band none
sed -n 's/^  set label \(.*\) at screen.*/\1/p' patients.gp
echo "-- a simultaneous band is wider"
proctor plot reliability "$@" -s score --band simultaneous --data wide.csv
awk -F, '$5 == "band" { print $6, $11, $12 }' wide.csv | paste -d ' ' a - |
    awk '$5 > $2 || $6 < $3 { print "not wider at " $1 }'
echo "-- rows in another order, threads, and what else is drawn change nothing"
proctor plot reliability "$@" -s score2,score -g scanner -p patient --data all.csv --threads 3
(head -n 1 "$1" && tail -n +2 "$1" | sort -r) >shuffled.csv
shift
proctor plot reliability shuffled.csv "$@" -s score -p patient --data shuffled-one.csv --threads 1
grep '^score,label,,,' all.csv >a
grep '^score,label,,,' shuffled-one.csv | cmp - a
echo "-- each patient with one study: as without patients"
awk -F, 'NR == 1 || $6 != "C"' shuffled.csv | sed 's/^\(s[0-9]*\),p[0-9]*/\1,\1/' >alone.csv
proctor plot reliability alone.csv "$@" -s score --data a
proctor plot reliability alone.csv "$@" -s score -p patient --data b
cmp a b
echo "-- one class, one study of a level, studies without score"
printf 'score,label,site\n0.9,1,A\n0.1,0,A\n0.4,1,A\n0.3,0,A\n0.8,1,B\n0.7,1,B\n0,0,C\n,1,A\n' >few.csv
proctor plot reliability few.csv "$@" -s score -g site --missing positive --term | head -n 40
echo "-- no probabilities"
sed 's/0\.9,1,A/1.5,1,A/' few.csv >scores.csv
proctor plot reliability scores.csv "$@" -s score --term -o none.gp 2>&1
sed 's/,\([01]\),/,\1,/; s/^0\./-0./' few.csv >negative.csv
proctor plot reliability negative.csv "$@" -s score --term 2>&1
proctor plot reliability few.csv "$@" -s score --score-direction low --term 2>&1
proctor plot reliability few.csv "$@" -s score --xlim 0:0.5 --term 2>&1
[ ! -e none.gp ] || echo "a script of nothing"
