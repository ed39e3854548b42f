# Long form: one row per study, model and finding.
cat >long.csv <<'end'
study,reader,finding,score,truth,scanner
s1,A,nodule,0.9,1,GE
s2,A,nodule,0.2,0,GE
s3,A,nodule,0.4,0,GE
s1,B,nodule,0.3,1,GE
s2,B,nodule,0.6,0,GE
s4,B,nodule,0.8,1,Philips
s1,A,effusion,0.1,0,GE
s2,A,effusion,0.7,1,GE
s3,A,effusion,,1,GE
end
show() {
    echo "== $1"
    shift
    proctor evaluate long.csv -s score -l truth "$@" -B 0 -f csv --metrics auc 2>&1 |
        grep -e ,rows_read -e ,rows_eval -e ,rows_not_s -e ,rows_without -e ,auc, -e note: | cut -d , -f 1,3-6,11,14
}
show "each pair has its own rows" --model-column reader --finding-column finding
show "with --id, a study without a row of a model is one without score" --model-column reader --finding-column finding -i study
show "models only, of rows with one finding" --model-column reader -i study --where finding=nodule
show "findings only; the model is named" --finding-column finding --where reader=A
show "some of them" --model-column reader --finding-column finding --models A --findings nodule -i study
show "levels" --model-column reader --finding-column finding --models B --findings nodule -i study -g scanner
proctor evaluate long.csv -s score -l truth --model-column reader --finding-column finding -i study -B 0 --findings nodule

# As the same numbers in wide form, in any order of rows.
cat >wide.csv <<'end'
study,A,B,truth
s1,0.9,0.3,1
s2,0.2,0.6,0
s3,0.4,,0
s4,,0.8,1
end
grep -v effusion long.csv >nodule.csv
proctor evaluate wide.csv -s A,B -l nodule=truth -i study -B 200 -f csv -q >want.csv
proctor evaluate nodule.csv -s score -l nodule=truth --model-column reader -i study -B 200 -f csv -q | cmp - want.csv && echo "as in wide form"
{ head -n 1 nodule.csv; sed 1d nodule.csv | sort -r; } >reversed.csv
proctor evaluate reversed.csv -s score -l nodule=truth --model-column reader -i study -B 200 -f csv -q | cmp - want.csv && echo "in any order"

# Truth in a second file; several rows a study.
printf 'study,truth\ns1,1\ns2,0\ns3,0\ns4,1\ns5,1\n' >t.csv
cut -d , -f 1,2,4 nodule.csv >p.csv
proctor evaluate p.csv -s score -l truth --model-column reader -i study --truth t.csv -B 0 -f csv -q --metrics auc | grep -e ,rows_read -e ,rows_without_s | cut -d , -f 1,6,11
printf 'study,reader,view,score,truth\ns1,A,CC,0.9,1\ns1,A,MLO,0.3,1\ns1,B,CC,0.4,1\ns2,A,CC,0.1,0\ns2,B,CC,0.6,0\ns2,B,MLO,0.7,0\ns3,B,CC,0.5,0\n' >views.csv
proctor evaluate views.csv -s score -l truth --model-column reader --unit study --aggregate max -B 0 -f csv -q --metrics auc | grep -e ,rows_ -e ,auc,,,, | cut -d , -f 1,6,11
proctor evaluate nodule.csv -s score -l truth --model-column reader -i study -B 0 -f json | grep -e '_column"'
