# A declared study id is unique and never empty; messages name lines, never ids.
try() {
    echo "== $1" >&2
    shift
    proctor evaluate -s score -l label "$@" -f csv -B 0 --metrics prevalence || echo "exit status $?"
}
printf 'study,score,label\nSECRET-1,0.2,0\n\nSECRET-2,0.9,1\nSECRET-1,0.4,0\n' >a.csv
try "twice in a file" a.csv -i study
printf 'study,score,label\nSECRET-1,0.2,0\nSECRET-2,0.9,1\n' >b.csv
printf 'study,score,label\nSECRET-3,0.2,0\nSECRET-2,0.9,1\n' >c.csv
try "in two files" b.csv c.csv -i study
printf 'study,score,label\nSECRET-1,0.2,0\n,0.9,1\n' >d.csv
try "empty" d.csv -i study
printf 'study,score,label\nSECRET-1,0.2,0\n  ,0.9,1\n' >e.csv
try "blank" e.csv -i study
printf 'study,label\nSECRET-1,0\nSECRET-2,1\nSECRET-1,0\n' >t.csv
printf 'study,score\nSECRET-1,0.2\nSECRET-2,0.9\n' >p.csv
try "twice in the truth file" p.csv --truth t.csv -i study
printf 'study,label\nSECRET-1,0\n,1\n' >u.csv
try "empty in the truth file" p.csv --truth u.csv -i study
echo "== a row left out by --where counts as well" >&2
try "twice, one of them filtered" a.csv -i study --where 'score<0.3'
