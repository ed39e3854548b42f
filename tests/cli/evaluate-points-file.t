# Operating points out of a file: for one model and finding, for all of them, in
# any dialect.
f40="$samples/fixture40.csv"
show() {
    proctor evaluate "$f40" -B 0 -f csv "$@" |
        awk -F, '$6 == "sensitivity" && $10 == "" { print $1, $3, $7, $8, $9, $11, $27 }'
}
echo "== what is saved"
proctor evaluate "$f40" -s new=score,old=score2 -l label -t release=0.3 -t 0.5 -t tuned@old=0.123456789012345678 \
    --target-sensitivity 0.8 --youden -q -f csv --save-points points.csv >/dev/null
sed 's/[0-9a-f]\{64\}/DIGEST/' points.csv
echo "== read again, beside others"
show -s new=score,old=score2 -l label --points points.csv -t here=0.4 -q
echo "== locked points are saved as they were"
proctor evaluate "$f40" -s new=score,old=score2 -l label --points points.csv -q -f csv -B 0 --save-points again.csv >/dev/null
sort points.csv >points.sorted
sort again.csv | cmp - points.sorted && echo "the same"
echo "== for every model and finding; other columns, semicolons, another order"
printf 'threshold;comment;point;finding;model\r\n0.4;agreed;release;;\r\n0.6;;strict;label;score\r\n0.7;;strict;;score2\r\n' >all.csv
show -s score,score2 -l label --points all.csv -q --save-points all-again.csv
cat all-again.csv
echo "== a point that is called by its threshold"
printf 'model,finding,point,threshold\n,,0.25,0.25\n' >number.csv
show -s score -l label --points number.csv -q
echo "== not used" | tee /dev/stderr
show -s new=score -l label --points points.csv --metrics sensitivity
echo "== a name with a comma"
show -s '"one, two"=score' -l label -t release=0.5 --save-points comma.csv -q
cat comma.csv
proctor evaluate "$f40" -s '"one, two"=score' -l label --points comma.csv -B 0 -f csv -q | grep ',sensitivity,release,0.5,,,'
echo "== default points and those that flag none are not saved"
printf 'score,label\n0.9,0\n0.8,1\n0.7,0\n0.6,1\n0.5,0\n' >top.csv
proctor evaluate top.csv -s score -l label --target-specificity 1 --target-sensitivity 0.5 -B 0 -q -f csv --save-points top-points.csv >/dev/null
cut -d , -f 1-5 top-points.csv
echo "== low scores mean the finding"
awk -F, -v OFS=, 'NR > 1 { $4 = 1 - $4 } { print }' "$f40" >low.csv
proctor evaluate low.csv -s score -l label --score-direction low --youden -B 0 -q -f csv --save-points low-points.csv | grep -c ',sensitivity,youden,0.44,,,0.8125,'
proctor evaluate low.csv -s score -l label --score-direction low --points low-points.csv -B 0 -q -f csv | grep -c ',sensitivity,youden,0.44,,,0.8125,'
echo "== the page, the JSON document"
proctor evaluate "$f40" -s score -l label --points all.csv -B 0 | grep '^At'
proctor evaluate "$f40" -s score -l label --points all.csv -B 0 -f json | sed -n '/"points"/,/\]/p'
