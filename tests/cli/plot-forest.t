# A forest plot: in the terminal, and its script.
set -- "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t release=0.5 -B 200 -q
proctor plot forest "$@" -g scanner,sex --metrics auc,sensitivity,lr_pos --term
echo "-- the script"
proctor plot forest "$@" -g scanner --metrics auc,sensitivity -o forest.gp --data forest.csv
sed -n '/^\$panel/,/^EOD/p; /^set xrange/p; /^set arrow/p' forest.gp
sed -n "s/^set label '\([^']*\)'.*/\1/p" forest.gp
proctor evaluate "$@" -g scanner --metrics auc,sensitivity -f csv | cmp - forest.csv
echo "-- models without subgroups"
proctor plot forest "$samples/fixture40.csv" -s score,score2 -l label -B 0 --term
echo "-- more metrics than there is room for"
proctor plot forest "$samples/fixture40.csv" -s score -l label -t 0.5 -B 0 --metrics all -o all.gp
grep -c '^plot' all.gp
