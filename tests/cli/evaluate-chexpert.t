# Thirteen readers by five findings, paired by a pattern. AUCs are counted again
# here, pair by pair of studies.
need_shared
file=$shared/cxr_chexpert_multimodel/data.csv
proctor evaluate "$file" -s '{model}: {finding}' -l '{finding}' -B 0 -f csv -q --metrics auc,tp,fp >out.csv
awk -F, 'NR > 1 && $6 == "auc" { n++; models[$1]; findings[$3] }
    END { for (m in models) k++; for (f in findings) l++; print n " pairs, " k " models, " l " findings" }' out.csv
awk -F, '
    FNR == NR && FNR > 1 && $6 == "auc" { auc[$1 ": " $3] = $11 }
    FNR == NR { next }
    FNR == 1 { for (i = 1; i <= NF; i++) { name[i] = $i; column[$i] = i } n_columns = NF; next }
    { for (i = 2; i <= n_columns; i++) value[FNR, i] = $i + 0; last = FNR }
    END {
        for (i = 2; i <= n_columns; i++) {
            if (!(name[i] in auc)) continue
            label = column[substr(name[i], index(name[i], ": ") + 2)]
            sum = n_pos = n_neg = 0
            for (r = 2; r <= last; r++) {
                if (value[r, label] == 1) pos[++n_pos] = value[r, i]
                else neg[++n_neg] = value[r, i]
            }
            for (p = 1; p <= n_pos; p++)
                for (q = 1; q <= n_neg; q++)
                    sum += pos[p] > neg[q] ? 1 : pos[p] == neg[q] ? 0.5 : 0
            d = sum / (n_pos * n_neg) - auc[name[i]]
            if (d * d > 1e-20) print name[i], sum / (n_pos * n_neg), auc[name[i]]
            checked++
        }
        print checked " AUCs counted again"
    }' out.csv "$file"
echo "== equal columns have equal records"
for model in drnet ihil sensexdr; do
    grep "^$model,,Edema," out.csv | cut -d, -f 2- | cksum
done | sort -u | wc -l | tr -d ' '
echo "== in the order of the columns"
awk -F, 'NR > 1 && $1 != last { printf "%s%s", n++ ? " " : "", $1; last = $1 } END { print "" }' out.csv
awk -F, 'NR > 1 && $1 == "bc8" && $3 != last { printf "%s%s", n++ ? ", " : "", $3; last = $3 } END { print "" }' out.csv
echo "== a default point only where the scores are probabilities"
awk -F, '$6 == "tp" { at[$1 ": " $3] } $6 == "auc" { all[$1 ": " $3] }
    END { for (p in all) if (!(p in at)) print p }' out.csv | sort
