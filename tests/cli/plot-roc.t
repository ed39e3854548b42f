# The script of a ROC curve: what is drawn, and that its numbers are those of sweep and
# evaluate.
set -- "$samples/fixture40.csv" -s score -l label -t 0.5 -t late=0.8 -B 200
proctor plot roc "$@" -o roc.gp --data roc.csv
sed -n '/^# /p; /exists/p; /^width/p; /^set [xy]/p; /set label/p; /^plot/,$p' roc.gp
proctor sweep "$@" --metrics sensitivity,specificity -f csv >rows.csv
cut -d , -f 1-15 roc.csv | cmp - rows.csv
head -n 1 roc.csv
echo "-- the band at the rows' false positive rates is that of the script"
sed -n '/^\$band1/,/^EOD/p' roc.gp | sed '1d;$d' >band
awk 'NR == FNR { x[FNR] = $1; low[FNR] = $2; high[FNR] = $3; n = FNR; next }
    FNR > 1 { f = $7 / ($7 + $8)
        for (i = 1; i < n - 1 && x[i + 1] < f; ) i++
        t = (f - x[i]) / (x[i + 1] - x[i])
        l = low[i] + t * (low[i + 1] - low[i]) - $16
        h = high[i] + t * (high[i + 1] - high[i]) - $17
        rows++
        if (l * l > 1e-18 || h * h > 1e-18) print "apart at " f ": " l " " h }
    END { print rows " rows" }' band FS=, roc.csv
proctor plot roc "$@" --band none --data plain.csv
cmp plain.csv rows.csv
proctor plot roc "$@" --xlim 0:0.2 --band simultaneous --data part.csv
awk -F, 'NR > 1 { print ($7 / ($7 + $8) > 0.2 ? "beyond" : "within"), ($16 != "" ? "has limits" : "has none") }' part.csv |
    sort -u
echo "-- the vertices are rows of sweep, from corner to corner"
awk -F, 'NR > 1 { print $7 / ($7 + $8) " " $6 / ($6 + $9) }' roc.csv >rows
sed -n '/^\$curve1/,/^EOD/p' roc.gp | grep '^[0-9]' >vertices
sed -n '1p;$p' vertices
awk '{ printf "%.5g %.5g\n", $1, $2 }' rows | sort >a
awk '{ printf "%.5g %.5g\n", $1, $2 }' vertices | sort >b
comm -13 a b
echo "$(wc -l <vertices) of $(wc -l <rows)"
echo "-- levels"
proctor plot roc "$@" -g scanner -f gp -o levels.gp
sed -n 's/^  set label \(.*\) at screen.*/\1/p' levels.gp
echo "-- models over patients, a part of the axis, a band for all of it at once"
proctor plot roc "$samples/fixture40.csv" -s score,score2 -l label -p patient -B 200 \
    --xlim 0:0.2 --band simultaneous -o models.gp
sed -n 's/^  set label \(.*\) at screen.*/\1/p; /^set xrange/p' models.gp
sed -n '/^\$band2/,/^EOD/p' models.gp | awk '/^[0-9]/ { n++; if ($2 > $3 || $1 < 0 || $1 > 0.2) print }
    END { print n " places" }'
echo "-- one class in a level"
printf 'score,label,site\n0.9,1,A\n0.1,0,A\n0.4,1,A\n0.3,0,A\n0.8,1,B\n0.7,1,B\n' >one.csv
proctor plot roc one.csv -s score -l label -g site -B 0 -t 0.5 -o one.gp -q
sed -n 's/^  set label \(.*\) at screen.*/\1/p; /^plot/,$p' one.gp
echo "-- threads and order change nothing"
proctor plot roc "$@" -g scanner -o threads.gp --threads 1
mkdir other
shuffled=other/${1##*/}
(head -n 1 "$1" && tail -n +2 "$1" | sort -r) >"$shuffled"
shift
proctor plot roc "$shuffled" "$@" -g scanner -o shuffled.gp --threads 3
sed 's/levels\.svg\|threads\.svg\|shuffled\.svg//; /^if (!exists("out/d' levels.gp >a
for name in threads shuffled; do
    sed '/^if (!exists("out/d' $name.gp | cmp - a
done
echo "-- what is guaranteed at a chosen point stands on the curve of all studies"
proctor plot roc "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -g sex \
    --target-sensitivity 0.9 -B 0 -q -o guaranteed.gp
sed -n 's/^  set label \(.*\) at screen.*/\1/p; /^\$point/,/^EOD/p' guaranteed.gp
echo "-- more than eight curves have panels of their own"
awk 'BEGIN { FS = OFS = ","; print "score", "label", "site"
    for (i = 0; i < 200; i++) print (i * 37 % 101) / 101, (i * 37 % 101 > 40 + i % 30), "site " i % 10 }' >many.csv
proctor plot roc many.csv -s score -l label -g site -t 0.5 -B 0 -q -o many.gp
grep -c '^\$curve' many.gp
sed -n "s/^  set label '\([^']*\)'.*/\1/p; s/^set label '\([^']*\)'.*/\1/p" many.gp
sed -n '/^if (fmt eq .dumb.) {$/,$p' many.gp | grep 'curve' | tail -n 3
echo "-- the script to standard output, from standard input, of some rows, of models with scores for different studies"
proctor plot roc -s score -l label -B 0 -q --where scanner=A,B -f gp <"$samples/fixture40.csv" | sed -n "s/^set label '\([^']*\)'.*/\1/p"
awk 'BEGIN { FS = OFS = "," } NR < 4 && NR > 1 { $5 = "" } 1' "$samples/fixture40.csv" >lacks.csv
proctor plot roc lacks.csv -s score,score2 -l label -B 0 -q -f gp | sed -n "s/^set label '\([^']*\)'.*/\1/p"
