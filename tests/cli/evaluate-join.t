# Further columns in another file, many rows of the predictions to one of its rows.
cat >p.csv <<'end'
study,pid,score,label
s1,a,0.9,1
s2,a,0.2,0
s3,b,0.8,1
s4,b,0.3,0
s5,c,0.4,1
s6,d,0.5,0
end
printf 'pid;age;scanner\na;45Y;GE\nb;0,5;Philips\nc;70;\nz;1;GE\n' >patients.csv
show() {
    echo "== $1"
    shift
    proctor evaluate "$@" -B 0 -f csv --metrics auc 2>&1 |
        grep -v -e _heterogeneity -e _vs_rest | cut -d , -f 3-8,11,18-22
}
set -- p.csv -s score -l label
show "on the patient; a row without counterpart is (missing)" "$@" -p pid --join patients.csv -g scanner
show "ages, cut; the delimiter and the decimal mark are those of the joined file" "$@" -p pid --join patients.csv -g age:18,60
show "rows chosen by a joined column" "$@" -p pid --join patients.csv --where 'scanner=GE,Philips'
show "an empty field matches rows without counterpart, too" "$@" -p pid --join patients.csv --where 'scanner='
printf 'uid,sex,who\ns1,F,a\ns2,F,a\ns3,M,b\ns4,M,b\ns5,F,c\ns6,M,d\n' >studies.csv
show "on the id, which has another name; the patient is a joined column" "$@" -i study=uid --join studies.csv -p who -g sex
show "a crossing of both files" "$@" -i study=uid --join studies.csv -g 'sex*pid'
printf 'study,sex\ns1,F\ns2,F\ns3,M\ns4,M\n' >same.csv
show "the key, called alike in both, may be used" "$@" -i study --join same.csv --where 'study!=s1'
show "the study id goes before the patient" "$@" -i study -p pid --join same.csv -g sex

# With --truth: a study that only the truth file has is joined as well.
printf 'uid,label\ns1,1\ns2,0\ns3,1\ns4,0\ns7,1\n' >t.csv
printf 'uid,sex\ns1,F\ns2,F\ns3,M\ns4,M\ns7,M\n' >sexes.csv
show "with --truth" p.csv -s score -l label -i study=uid --truth t.csv --join sexes.csv -g sex
show "which knows whether it is selected" p.csv -s score -l label -i study=uid --truth t.csv --join sexes.csv --where sex=M

# The same columns in one file give the same numbers, in any order of either file.
printf 'study,score,label,sex\ns1,0.9,1,F\ns2,0.2,0,F\ns3,0.8,1,M\ns4,0.3,0,M\ns5,0.4,1,F\ns6,0.5,0,M\n' >one.csv
proctor evaluate one.csv -s score -l label -g sex -B 200 -f csv -q >want.csv
proctor evaluate p.csv -s score -l label -i study=uid --join studies.csv -g sex -B 200 -f csv -q | cmp - want.csv &&
    echo "as in one file"
for file in p studies; do
    { head -n 1 $file.csv; sed 1d $file.csv | sort -r; } >$file.r.csv
done
proctor evaluate p.r.csv -s score -l label -i study=uid --join studies.r.csv -g sex -B 200 -f csv -q | cmp - want.csv &&
    echo "in any order"
proctor evaluate p.csv -s score -l label -i study=uid --join studies.csv -g sex -B 0 -f json |
    grep -e '"role"' -e '"join"'
