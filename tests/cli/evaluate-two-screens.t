# A whole page - patients, missing scores, a stated prevalence, a locked and two chosen
# points - fits two screens, and says things in the order in which they are asked.
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t release=0.5 \
    --target-sensitivity 0.95 --youden --prevalence 0.03 -B 200 >page
[ "$(wc -l <page)" -le 100 ] || echo "longer than two screens: $(wc -l <page) lines"
awk 'length > 80 { print "wider than 80:", $0 }' page
grep '^[^ ]' page

echo "-- with -v also the intervals of the points on this file"
proctor evaluate "$samples/fixture40.csv" -s score -l label --youden -B 200 -v |
    sed -n '/^At youden: /,/^$/p' | grep -E 'CI|^  Sensitivity'
