# What must not change a difference, and what must flip its sign.
f40="-l label -t 0.5 -f tsv -q"
# The differences alone, without the columns that a swap changes.
differences() { grep -E '_difference	|^model' | cut -f 1,2,4-6,9,11-20,23-26; }
# shellcheck disable=SC2086
{
    proctor compare "$samples/fixture40.csv" $f40 -s score2,score --baseline score -g scanner >all.tsv
    differences <all.tsv >want
    wc -l <want

    echo "== threads, order of rows"
    for threads in 1 2 4; do
        proctor compare "$samples/fixture40.csv" $f40 -s score2,score --baseline score -g scanner --threads $threads |
            cmp - all.tsv
    done
    { head -n 1 "$samples/fixture40.csv"; sed 1d "$samples/fixture40.csv" | sort -t , -k 4,4n -k 1,1r; } >shuffled.csv
    proctor compare shuffled.csv $f40 -s score2,score --baseline score -g scanner | cmp - all.tsv

    echo "== a third model"
    awk -F , -v OFS=, 'NR == 1 { print $0, "third"; next } { print $0, (NR % 7) / 7 }' "$samples/fixture40.csv" >three.csv
    proctor compare three.csv $f40 -s score2,third,score --baseline score -g scanner |
        awk -F '\t' -v OFS='\t' 'NR == 1 || $1 == "score2" { if (NR > 1) $20 = ""; print }' | differences | cmp - want

    echo "== rows that count for several"
    awk -F , -v OFS=, 'NR == 1 { print $0, "times"; next } { print $0, 1 + NR % 3 }' "$samples/fixture40.csv" >counted.csv
    awk -F , 'NR == 1 { print; next } { for (i = 0; i < 1 + NR % 3; i++) print }' "$samples/fixture40.csv" >repeated.csv
    proctor compare counted.csv $f40 -s score2,score --freq times >counted.tsv
    proctor compare repeated.csv $f40 -s score2,score | cmp - counted.tsv

    echo "== patients with one study each"
    proctor compare "$samples/fixture40.csv" $f40 -s score2,score -p id | cut -f 1-25,27- >patients.tsv
    proctor compare "$samples/fixture40.csv" $f40 -s score2,score | cut -f 1-25,27- | cmp - patients.tsv

    echo "== swapped"
    # model and baseline change places, limits too; the sign of the estimate, the statistic of the AUC and McNemar's counts flip
    flip() { # SIGN MODEL LOW HIGH: columns of the model and the limits
        awk -F '\t' -v sign="$1" -v model="$2" -v low="$3" -v high="$4" '
            function number(x) { return x == "" ? "none" : sprintf("%.9g", x == 0 ? 0 : sign * x) }
            /_difference/ && $9 == "" { print $model, $5, $6, $15, number($11), number($low), number($high), $19 }' | sort
    }
    flip 1 1 12 13 <all.tsv >plain
    proctor compare "$samples/fixture40.csv" $f40 -s score2,score --baseline score2 -g scanner | flip -1 2 13 12 >swapped
    diff plain swapped

    echo "== against itself"
    proctor compare "$samples/fixture40.csv" $f40 -s score,again=score |
        awk -F '\t' '/_difference/ && $9 == "" && $11 != "" { print $6, $15, $11, $19 }'

    echo "== other names"
    rename() { # A B: the names of score and score2 become those of the columns
        awk -F '\t' -v OFS='\t' -v a="$1" -v b="$2" '
            function name(x) { return x == a ? "score" : x == b ? "score2" : x }
            { $1 = name($1); $2 = name($2); print }'
    }
    proctor compare "$samples/fixture40.csv" $f40 -s b=score2,a=score --baseline a -g scanner |
        rename a b | cmp - all.tsv
    proctor compare "$samples/fixture40.csv" $f40 -s a=score2,b=score --baseline b -g scanner |
        rename b a | cmp - all.tsv

    echo "== one model's records are those of evaluate"
    # as they are, over patients, with wide cells (scores of one digit), and by each interval
    awk -F , -v OFS=, 'NR == 1 { print; next } { $2 = sprintf("%.1f", $2); for (i = 0; i < 40; i++) print }' \
        "$samples/fixture40.csv" >wide.csv
    for options in "" "-p patient" "--interval percentile" "-B 300 --interval bca" "--interval delong" wide; do
        file=$samples/fixture40.csv metrics=all
        [ "$options" != wide ] || { file=wide.csv options="-B 300"; }
        proctor compare "$file" $f40 -s score,score2 -g scanner --metrics $metrics $options |
            grep -v -E '_difference|rows_|	keep=|^model' | sort >singles
        proctor evaluate "$file" $f40 -s score,score2 -g scanner --metrics $metrics $options |
            grep -v -E '_vs_rest|_heterogeneity|rows_|^model' | sort | cmp - singles
        wc -l <singles
    done
}
