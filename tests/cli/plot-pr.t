# The precision-recall curve: what is drawn, and that its numbers are those of scikit-learn.
set -- "$samples/fixture40.csv" -s score -l label -t 0.5 -t late=0.8 -B 200 -q
reference=$srcdir_abs/tests/ref/pr-curve.csv
proctor plot pr "$@" -o pr.gp --data pr.csv
sed -n '/^set [xy]/p; /set label/p; /^plot/,$p' pr.gp
proctor sweep "$@" --metrics sensitivity,ppv -f csv | cmp - pr.csv
echo "-- the point is where evaluate has it"
sed -n '/^\$point1_1/,/^EOD/p' pr.gp
proctor evaluate "$@" --metrics sensitivity,ppv -f csv |
    awk -F, '$7 == "0.5" && !$10 && !$9 { print $6, $11, $12, $13 }'

area_below() { # of the drawn steps
    sed -n '/^\$curve1/,/^EOD/p' "$1" | awk '
        /^[0-9]/ { if (n++) area += ($1 - x) * (y + $2) / 2; x = $1; y = $2 }
        END { printf "%.3f\n", area }'
}
compare() { # FILE SCORE LABEL POSITIVE
    proctor plot pr "$1" -s "$2" -l "$3" --positive "$4" -B 0 -q -o own.gp
    proctor plot pr "$1" -s "$2" -l "$3" --positive "$4" -B 0 -q --prevalence 0.05 \
        -o stated.gp --data data.csv
    set=$(basename "$1" .csv)-$2
    awk -F, 'NR > 2 { print $5, $10, $13, $16 }' data.csv >ours
    awk -F, -v s="$set" '$1 == s && $2 != "area" { print $2, $3, $4, $5 }' "$reference" >theirs
    paste -d ' ' ours theirs | awk -v s="$set" '
        { for (i = 1; i <= 4; i++) if (($i - $(i + 4)) ^ 2 > 1e-18) print "differs: " $0 }
        END { print s ": " NR " thresholds are alike" }'
    awk -F, -v s="$set" '$1 == s && $2 == "area" { printf "%.3f\n%.3f\n", $4, $5 }' "$reference" >theirs
    { area_below own.gp; area_below stated.gp; } | diff - theirs && echo "and so are the areas"
}
echo "-- scikit-learn, as the file is and where 5 % have the finding"
compare "$samples/fixture40.csv" score label 1
compare "$samples/fixture40.csv" score2 label 1
compare "$samples/asah.csv" wfns outcome Poor
compare "$samples/asah.csv" s100b outcome Poor

echo "-- levels of several prevalences, and of a stated one"
proctor plot pr "$@" -g scanner -o levels.gp
proctor plot pr "$@" -g scanner --prevalence 0.05,0.2 --xlim 0.5:1 -o stated.gp
for name in levels stated; do
    sed -n 's/^  set label \(.*\) at screen.*/\1/p; /^set xrange/p' $name.gp
    grep -c 'with lines.*notitle' $name.gp
done
echo "-- one class in a level, the first study flagged has no finding, a study without score"
printf 'score,label,site\n0.9,0,A\n0.1,0,A\n0.4,1,A\n0.3,1,A\n0.8,1,B\n0.7,1,B\n,1,A\n' >one.csv
proctor plot pr one.csv -s score -l label -g site -B 0 -t 0.5 -o one.gp -q --missing negative
sed -n '/^\$curve1/,/^EOD/p; s/^  set label \(.*\) at screen.*/\1/p; /^plot/,$p' one.gp
echo "-- threads and order change nothing"
mkdir other
shuffled=other/${1##*/}
(head -n 1 "$1" && tail -n +2 "$1" | sort -r) >"$shuffled"
shift
proctor plot pr "$shuffled" "$@" -g scanner -o shuffled.gp --threads 3
for name in levels shuffled; do
    sed 's/levels\.svg\|shuffled\.svg//; /^if (!exists("out/d' $name.gp >$name
done
cmp levels shuffled
echo "-- the manual names the columns of every kind"
for kind in roc pr sweep forest scores reliability difference; do
    scores=score
    band=
    [ $kind != difference ] || scores=score,score2
    [ $kind != sweep ] || band=simultaneous
    proctor plot $kind "$samples/fixture40.csv" -s $scores -l label -B 100 -q --prevalence 0.05 \
        ${band:+--band $band} --data $kind.csv
    head -n 1 $kind.csv | tr , '\n' | sed 's/_at_0\.05.*/_at_/; s/.*_band_\(low\|high\)$/&|_band_\1/; s/roc_.*|//' |
        while read -r column; do
            grep -qwE "${column#*|}" "$srcdir_abs/man/proctor-plot.1" || echo "$kind: no $column"
        done
done
