# Several rows, such as the images of a breast, become one study.
cat >images.csv <<'end'
image,patient,side,view,score,label,scanner
i1,1,L,CC,0.2,1,GE
i2,1,L,MLO,0.9,1,GE
i3,1,R,CC,0.1,0,GE
i4,1,R,MLO,0.3,0,GE
i5,2,L,CC,,1,Philips
i6,2,L,MLO,0.6,,Philips
i7,2,R,CC,,0,Philips
i8,2,R,MLO,NA,0,Philips
i9,3,R,CC,0.7,0,GE
end
show() {
    echo "== $1"
    shift
    proctor evaluate images.csv -s score -l label "$@" -B 0 -f csv 2>&1 |
        grep -e ,rows_ -e ,auc, -e note: | cut -d , -f 4-6,11
}
show "the highest score of a study" --unit patient,side --aggregate max --metrics auc
for how in mean first; do
    show "$how" --unit patient,side --aggregate $how --metrics auc | grep -e == -e ,auc,
done
show "rows are selected before" --unit patient,side --aggregate max --where view=CC --metrics auc
show "a study without any score can count" --unit patient,side --aggregate max --missing negative --metrics auc
show "levels" --unit patient,side --aggregate max -g scanner --metrics auc | grep scanner
show "patients are known" --unit patient,side --aggregate max -p patient --metrics auc | grep note
show "low scores: max is the highest of the column still" --unit patient,side --aggregate max --score-direction low --metrics auc | grep ,auc,
proctor evaluate images.csv -s score -l label --unit patient,side --aggregate max -B 0

# With an id the rows of a study are joined to the truth; they may share it.
printf 'study,side,ai\ns1,L,0.8\ns1,L,0.6\ns2,L,0.1\ns3,L,0.3\n' >p.csv
printf 'study,truth\ns1,1\ns2,0\ns3,1\ns4,0\n' >t.csv
proctor evaluate p.csv -s ai -l truth -i study --truth t.csv --unit study,side --aggregate mean -B 0 -f csv --metrics auc |
    grep -e ,rows_ -e ,auc, | cut -d , -f 4-6,11

# In any order of rows; studies of one row each are the rows.
{ head -n 1 images.csv; sed 1d images.csv | sort -r; } >reversed.csv
for how in max mean; do
    for file in images reversed; do
        proctor evaluate $file.csv -s score -l label --unit patient,side --aggregate $how -g scanner -B 200 -f csv -q >$file.$how
    done
    cmp images.$how reversed.$how && echo "$how: in any order"
done
proctor evaluate "$samples/fixture40.csv" -s score -l label -B 200 -f csv >want.csv
proctor evaluate "$samples/fixture40.csv" -s score -l label -B 200 -f csv --unit "$(head -n 1 "$samples/fixture40.csv" | cut -d , -f 1)" --aggregate mean 2>notes |
    grep -v rows_folded | cmp - want.csv && echo "as without --unit"
proctor evaluate images.csv -s score -l label --unit patient,side --aggregate max -B 0 -f json |
    grep -e '"unit"' -e '"aggregate"' -e rows_folded | cut -c 1-60
