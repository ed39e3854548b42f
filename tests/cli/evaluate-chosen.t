# Operating points chosen on the file: apparent, corrected for optimism, and the
# threshold that is sure to do.
f40="$samples/fixture40.csv"
show() {
    proctor evaluate "$@" -f csv -q | awk -F, -v OFS=, '$6 ~ /^(sensitivity|specificity|youden|flags_per_100)$/ { print $1, $6, $7, $8, $9, $10, $11, $12, $13, $15, $27, $28 }'
}
echo "== the page"
proctor evaluate "$f40" -s score -l label --target-sensitivity 0.8 --youden
echo "== the same in Markdown"
proctor evaluate "$f40" -s score -l label --target-sensitivity 0.8 -f markdown | sed -n '/At sens80:/,/by how/p'
echo "== too few to be sure, and no replicates"
proctor evaluate "$f40" -s score -l label --target-sensitivity 0.9 --target-specificity 0.975 -B 0 | sed -n '/^At sens90: /,/^$/p; /^At spec97_5: /,/^$/p'
echo "== by patient"
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id --target-sensitivity 0.95 --target-specificity 0.9 -B 200 |
    sed -n '/^At [a-z0-9]*: /,/^$/p'
echo "== every rule; names of odd values"
show "$f40" -s score -l label --prevalence 0.1 --target-sensitivity .975 --target-specificity .9 --youden --max-flags 20 --max-flags 12.5 --cost 5:1 --cost 2.5:0.5 -B 0 | grep -v -e ,guaranteed, -e ',0.1,'
echo "== flags and cost at the file's own prevalence, also if several are stated"
show "$f40" -s score -l label --max-flags 40 --cost 1:1 -B 0 | grep -v -E ',0.(1|05|01),'
proctor evaluate "$f40" -s score -l label --max-flags 40 --prevalence 0.1,0.2 -B 0 -f ndjson 2>&1 >/dev/null | grep -i preval
echo "== low scores mean the finding: the same points, turned round"
awk -F, -v OFS=, 'NR > 1 { $4 = 1 - $4 } { print }' "$f40" >low.csv
show low.csv -s score -l label --score-direction low --target-sensitivity .8 --target-specificity .8 --youden -B 200 >low.txt
show "$f40" -s score -l label --target-sensitivity .8 --target-specificity .8 --youden -B 200 >high.txt
cut -d , -f 3,4 low.txt | sort -u
cut -d , -f 4 --complement low.txt >low.rest
cut -d , -f 4 --complement high.txt | cmp - low.rest && echo "all else is the same"
echo "== the same threshold in every level, exploratory everywhere"
proctor evaluate "$f40" -s score -l label --youden -g scanner -B 0 -f csv -q |
    awk -F, '$6 ~ /^(sensitivity|sensitivity_vs_rest)$/ && $10 == "" { print $4, $5, $6, $7, $8, $9, $27 }'
proctor evaluate "$f40" -s score -l label --youden -g scanner -B 0 | grep '^By'
echo "== several models: a threshold for each"
proctor evaluate "$f40" -s new=score,old=score2 -l label --youden -B 200 | sed -n '1,/^Notes/p'
echo "== equally good thresholds; a target that flags none; one that cannot be met" | tee /dev/stderr
printf 'score,label\n0.9,0\n0.8,1\n0.7,0\n0.6,1\n0.5,0\n,1\n' >ties.csv
show ties.csv -s score -l label --youden --target-specificity 1 -B 0 --missing negative --target-sensitivity 0.9 --metrics sensitivity,specificity
proctor evaluate ties.csv -s score -l label --youden --target-specificity 1 --target-sensitivity 0.9 -B 0 --missing negative -f ndjson >/dev/null
proctor evaluate ties.csv -s score -l label --target-sensitivity 0.9 -B 0 --missing negative | sed -n '/^At/p; /^Notes/,$p'
echo "== in the JSON document"
proctor evaluate "$f40" -l label -s score --target-sensitivity 0.8 --youden -t release=0.5 -B 0 -f json | sed -n '/"points"/,/\]/p' | sed 's/[0-9a-f]\{64\}/DIGEST/'
