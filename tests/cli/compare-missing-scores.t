# Studies that only one of the models has a score for: left out, counted, and no part of any number.
cat >both.csv <<'END'
y,new,old
1,0.9,0.8
1,0.7,0.4
1,0.6,0.9
1,0.2,0.3
0,0.1,0.2
0,0.4,0.5
0,0.8,0.1
0,0.3,0.6
0,0.2,0.2
END
{ cat both.csv; printf '1,0.9,\n0,0.3,\n0,,0.7\n,0.5,0.5\n'; } >some.csv
proctor compare some.csv -l y -s new,old --baseline old -B 200
for file in both some; do
    proctor compare $file.csv -l y -s new,old --baseline old -f csv -q -B 200 | grep _difference, >$file.out
done
echo "== the same differences"
cmp both.out some.out
echo "== the records of either model"
proctor compare some.csv -l y -s new,old --baseline old -f csv -q -B 0 --metrics auc | cut -d , -f 1,2,6,11,23-25
echo "== counted as flagged, they are shared"
proctor compare some.csv -l y -s new,old --baseline old -f csv -q -B 0 --metrics sensitivity --missing positive |
    grep -E 'shared|sensitivity_difference,' | cut -d , -f 1,2,6,11,15,23-25
