# A large curve is thinned to some twenty rows, at most two screens of 80 columns.
proctor sweep "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t release=0.5 \
    --thresholds 0.001:0.999:0.001 -g scanner -B 200 >page
cat page
awk 'length($0) > 80 { print "too wide: " $0 }' page
[ "$(wc -l <page)" -le 100 ] || echo "longer than two screens"
