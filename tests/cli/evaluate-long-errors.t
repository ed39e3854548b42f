# Long form that cannot be read. Ids are never shown.
printf 'study,reader,score,other,truth,scanner,who\nSECRET1,A,0.9,1,1,GE,x\nSECRET2,A,0.2,1,0,GE,x\nSECRET1,B,0.9,1,0,Philips,y\nSECRET2,B,0.2,1,0,GE,x\n' >p.csv
try() {
    echo "== $1" >&2
    shift
    proctor evaluate "$@" || echo "exit status $?"
}
set -- p.csv -s score -l truth --model-column reader
try "two scores" p.csv -s score,other -l truth --model-column reader
try "two labels" p.csv -s score -l truth,other --finding-column reader
try "no such column" p.csv -s score -l truth --model-column raeder
try "no such model" "$@" --models C
try "truth that disagrees" "$@" -i study
try "levels that disagree" p.csv -s score -l other --model-column reader -i study -g scanner
try "patients that disagree" p.csv -s score -l other --model-column reader -i study -p who
printf 'study,truth\nSECRET1,1\n' >t.csv
try "findings and a truth file" p.csv -s score -l truth --finding-column reader -i study --truth t.csv
printf 'study,reader,score,truth\nSECRET1,A,0.9,1\nSECRET2,A,0.2,0\nSECRET1,B,0.9,1\n\nSECRET2,A,0.1,0\n' >p.csv
try "a study twice" "$@" -i study
printf 'study,reader,score,truth\nSECRET1,A,0.9,1\nSECRET2,,0.2,0\n' >p.csv
try "a row without a model" "$@"
try "which may be left out, as the hint says; then one class is left" "$@" --where reader!=
try "a row without a finding" p.csv -s score -l truth --finding-column reader
printf 'study,reader,score,truth\nSECRET1,A,0.9,1\nSECRET2,A,0.2,0\nSECRET2,B,0.2,0\n' >p.csv
try "--missing error" "$@" -i study --missing error
