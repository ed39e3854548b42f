# Histograms of the scores by class and subgroup: counts as awk counts them, and what is drawn.
set -- "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t release=0.5 -q
proctor plot scores "$@" -g scanner -o s.gp --data s.csv
head -n 3 s.csv
sed -n "s/^\( *\)set label '\([^']*\)'.*/\2/p; /^set yrange/p; /^set xrange/p" s.gp
sed -n '/^\$with\(out\)*4/,/^EOD/p; /^set arrow/p; /^plot \$grid1 /,/^unset/p' s.gp
echo "-- each class in bins of 0.05, by level"
tr -d '\r' <"$samples/head-ct.csv" | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { score = $at["ai_score"]; label = $at["haemorrhage"]; level = $at["scanner"]; sub(/ *$/, "", level)
      bin = score == "" ? "" : int(score * 20 + 1e-9); if (bin == 20) bin = 19
      if (label != "") n[level "," bin "," label]++ }
    END { for (key in n) print key "," n[key] }' | sort >theirs
awk -F, 'NR > 1 && $4 != "" { bin = $5 == "" ? "" : int($5 * 20 + 1e-9)
    if ($7) print $4 "," bin ",1," $7; if ($8) print $4 "," bin ",0," $8 }' s.csv | sort >ours
cmp ours theirs && wc -l <ours
echo "-- shares sum up to 1, and levels to all"
awk -F, 'NR > 1 && $5 != "" { pos[$4] += $9; neg[$4] += $10 }
    END { for (level in pos) printf "%s: %.9f %.9f\n", level, pos[level], neg[level] }' s.csv | sort
awk -F, 'NR > 1 { if ($4 == "") whole += $7 + $8; else levels += $7 + $8 } END { print whole, levels }' s.csv
echo "-- in the terminal"
proctor plot scores "$samples/asah.csv" -s wfns -l outcome --positive Poor -q --term
echo "-- models on scales of their own, one threshold for each, one class, no studies"
cat >two.csv <<'END'
p,grade,label,site
0.9,5,1,A
0.25,2,0,A
,1,0,A
0.15,,1,A
0.3,-3,0,B
0.8,4,,A
,4,1,C
END
proctor plot scores two.csv -s p,grade -l label -g site -t cut@p=0.25 -t cut@grade=40 -q -o two.gp --data two-data.csv --min-group 1
sed -n "s/^\( *\)set label '\([^']*\)'.*/\2/p; /^set xrange/p; /^set arrow/p; /^\\\$with[48]/,/^EOD/p" two.gp
awk -F, '$7 + $8 > 0' two-data.csv
echo "-- low scores mean the finding: the bars turn round, and so does the line"
awk 'BEGIN { FS = OFS = "," } NR > 1 { $4 = 1 - $4 } 1' "$samples/fixture40.csv" >low.csv
proctor plot scores low.csv -s score -l label -t 0.4 --score-direction low -q -o low.gp
sed -n '/^set arrow/p' low.gp
echo "-- threads, order and the missing policy change no bar"
mkdir other
shuffled=other/${1##*/}
(head -n 1 "$1" && tail -n +2 "$1" | sort -r) >"$shuffled"
shift
proctor plot scores "$shuffled" "$@" -g scanner -o shuffled.gp --threads 3 --missing positive
for name in s shuffled; do
    sed '/^if (!exists("out/d' $name.gp | sed -n '/^\$/,/^EOD/p; /^plot/p' >$name
done
cmp s shuffled
echo "-- as text: operating points beside their bins, a dot for the little that is there, one study"
proctor plot scores "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -B 0 -q \
    -t release=0.5 -t strict=1 --term
printf 'score,label\n0.5,1\n0.4,0\n' >single.csv
proctor plot scores single.csv -s score -l label -B 0 -q --term | tail -n 2
