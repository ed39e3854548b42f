# Metrics against the threshold: the numbers are those of sweep, in steps.
set -- "$samples/fixture40.csv" -s score -l label -B 0 -q
proctor plot sweep "$@" -t 0.5 -o sweep.gp --data sweep.csv
proctor sweep "$@" --metrics sensitivity,specificity,ppv,flags_per_100 -f csv | cmp - sweep.csv
sed -n '/^set [xy]range/p; /^set arrow/p; /^plot/,$p' sweep.gp
echo "-- a step ends where the next score begins"
sed -n '/^\$value1_1/,/^EOD/p' sweep.gp | tail -n 8
awk -F, 'NR > 1 && NR < 6 { print $5, 100 * $10 }' sweep.csv
echo "-- a band for all thresholds at once, one for each, none"
proctor plot sweep "$@" -B 200 -t 0.5 --prevalence 0.05 --band simultaneous -o once.gp --data once.csv
proctor sweep "$@" -B 200 --prevalence 0.05 --metrics sensitivity,specificity,ppv,flags_per_100 --band simultaneous -f csv |
    cmp - once.csv
sed -n '/^\$band1_3/,/^EOD/p' once.gp | sed -n '2,4p'
awk -F, 'NR > 1 { print $5, $22, $23, $24, $36, $37 }' once.csv | tail -n 3
proctor plot sweep "$@" -t 0.5 --band none -o without.gp
sed -n '/^\$band/p; /^plot/,$p' without.gp
for name in once sweep without; do
    sed -n "s/^  set label '\(%[^']*\)'.* front$/\1/p" $name.gp
done
echo "-- at a stated prevalence, a part of the thresholds, levels"
proctor plot sweep "$@" -t 0.5 --prevalence 0.05 --xlim 0.4:0.6 -g scanner -o part.gp
sed -n "/^set xrange/p; s/^  set label '\([^']*\)'.*/\1/p; s/^if (fmt ne 'dumb') set label '\([^']*\)'.*/\1/p; s/^set label '\([^']*\)'.*/\1/p" part.gp
echo "-- low scores mean the finding: the same numbers, turned round"
awk 'BEGIN { FS = OFS = "," } NR > 1 { $4 = 1 - $4 } 1' "$1" >low.csv
shift
proctor plot sweep low.csv "$@" -t 0.5 --score-direction low -o low.gp
sed -n '/^\$value1_1/,/^EOD/p' low.gp | sed '1d;$d' | awk '{ print 1 - $1, $2 }' | sort -u >a
sed -n '/^\$value1_1/,/^EOD/p' sweep.gp | sed '1d;$d' | awk '{ print $1 + 0, $2 }' | sort -u | diff - a && echo alike
echo "-- each model has its own scale, shared by its levels; few studies are marked"
awk 'BEGIN { FS = OFS = "," } { print $0, NR == 1 ? "logit" : log($4 / (1 - $4)) }' "$samples/fixture40.csv" >scales.csv
proctor plot sweep scales.csv -s score,logit -l label -g scanner -t 0.5 -B 0 --min-group 7 -q -o scales.gp
sed -n "/^set xrange/p; s/^set label '\([^']*\)' at graph.*/\1/p; s/^  set label '\(?[^']*\)'.*/\1/p" scales.gp
grep -c 'linewidth 0.9 title' scales.gp
echo "-- long names of points stay apart"
long=a-rule-with-a-name-that-is-too-long-for-a-picture
proctor plot sweep "$samples/fixture40.csv" -s score -l label -B 0 -q -t "$long-1-of-two=0.4" -t "$long-2-of-two=0.6" -o long.gp
sed -n "s/^set label '\([^']*\)' at first \([^,]*\),.* \(left\|right\) .*/\1: \2 \3/p" long.gp
