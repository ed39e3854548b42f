# --score-direction low: positive means score <= T, and the AUC is mirrored.
set -- "$samples/asah.csv" -l outcome --positive Poor -s s100b -f csv -B 0 -q
proctor evaluate "$@" -t 0.205 >high.csv
proctor evaluate "$@" -t 0.205 --score-direction low >low.csv
awk -F, '
    FNR == 1 { next }
    NR == FNR && $6 == "auc" { auc = $11; se = $16 }
    NR == FNR && $6 == "tn" { tn = $11 }
    NR == FNR && $6 == "fn" { fn = $11 }
    NR != FNR && $6 == "auc" { print ($11 + auc - 1 < 1e-11 && 1 - $11 - auc < 1e-11 ? "AUC mirrored" : $11), ($16 == se ? "same standard error" : $16) }
    NR != FNR && ($6 == "tp" || $6 == "fp") { n[$6] = $11 }
    END { print n["tp"], fn, n["fp"], tn }' high.csv low.csv
# no marker is 0.205 itself, so flagged by <= is exactly what >= leaves
echo "== a study at the threshold is flagged in both directions"
printf 'score,label\n0.2,0\n0.5,1\n0.5,0\n0.7,1\n' >a.csv
for direction in high low; do
    proctor evaluate a.csv -s score -l label -t 0.5 -f csv -B 0 --metrics auc,tp,fp,tn,fn --score-direction $direction |
        awk -F, -v d=$direction 'NR > 8 && $7 { printf "%s %s %s=%s\n", d, $8, $6, $11 }'
done
echo "== probabilities where a low one means the finding"
for direction in high low; do
    proctor evaluate "$samples/fixture40.csv" -l label -s score -f csv -B 0 -q --metrics auc,brier --score-direction $direction |
        awk -F, -v d=$direction 'NR > 8 && $10 == "" { print d, $6, $11, $16, $27, $28 }'
done
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b -t 0.1 -B 0 --score-direction low
