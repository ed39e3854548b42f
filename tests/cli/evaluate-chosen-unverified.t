# Truth was sought for flagged studies only: what that forbids to say of a point
# (sensitivity, specificity) is neither corrected nor guaranteed. PPV is.
awk 'BEGIN { print "score,label"; for (i = 0; i < 500; i++) { s = (i * 197 % 500) / 500
    print s "," (s < 0.5 ? "" : i * 73 % 500 / 500 < s - 0.3) } }' >flagged.csv
proctor evaluate flagged.csv -s score -l label --target-sensitivity 0.8 -B 200 --save-points points.csv |
    sed -n '/^  Chosen/,/^$/p'
cut -d , -f 1-5 points.csv
proctor evaluate flagged.csv -s score -l label --target-sensitivity 0.8 -B 200 -f csv -q |
    awk -F, '$9 ~ /corrected|guaranteed/ && $6 ~ /^(sensitivity|specificity|ppv)$/ { print $6, $8, $9, $11 != "", $27 }'
