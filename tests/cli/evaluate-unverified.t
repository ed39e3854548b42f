# Studies with a score but without truth. Where truth was sought for flagged studies
# alone, sensitivity would be 100 %, and is not printed.
made() { awk -v mode="$1" -f "$srcdir_abs/tests/cli/unverified.awk"; }
for mode in flagged rare few half scarce unflagged; do made $mode >$mode.csv; done
set -- -s score -l label -t 0.5 -B 0
for mode in flagged rare few; do
    echo "== $mode"
    proctor evaluate $mode.csv "$@" -q | sed '/^At 0.5, by how/,/prevalence of this/d'
done
echo "== by level, at the threshold and around it"
proctor evaluate flagged.csv "$@" -t 0.7 -t 0.2 -q -g site |
    sed -n '/^At 0.[27]: /,/^  Flags/p; /^By site at 0.7/,$p'

echo "== what is left where no unflagged study has truth"
proctor evaluate flagged.csv "$@" -B 100 -q -f csv -g site --metrics all >all.csv
awk -F, 'NR > 1 && $6 !~ /^(rows|unverified)/ { kind = $11 == "" ? "none" : "a number"
    scope = $4 == "" ? "whole" : "level"
    if ($6 ~ /_vs_rest|_heterogeneity/) scope = "between levels"
    if ($10 != "") scope = scope " at a prevalence"
    if ($9 != "") scope = scope " " $9
    if (kind != "none") print scope, $6, $21 "/" $22, $27 }' all.csv | sort
awk -F, '$6 == "sensitivity" { print $4, $5, $11 $12 $13 $21 $22, $27, $28 }' all.csv

echo "== what forbids which number"
for mode in scarce unflagged half; do
    proctor evaluate $mode.csv "$@" -q -f csv --metrics auc,sensitivity,specificity,ppv,npv |
        awk -F, -v OFS=' ' -v mode=$mode '$4 == "" && $10 == "" && $6 ~ /^(auc|sens|spec|ppv|npv)/ {
            note = $28; for (i = 29; i <= NF; i++) note = note "," $i
            print mode, $6, $11 == "" ? "withheld" : $21 "/" $22, $27, note }'
    proctor evaluate $mode.csv "$@" -q | sed -n '/^  - [SVR]/,$p'
done

echo "== the records"
proctor evaluate rare.csv "$@" -q -f csv --metrics auc,sensitivity,ppv,npv |
    awk -F, '$6 !~ /^rows/ { print $4, $5, $6, $7, $10, $21 "/" $22, $24, $25, $27, $28 }'
